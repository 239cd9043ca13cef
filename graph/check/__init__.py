"""Everything that is wrong with the records."""
