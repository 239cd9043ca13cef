"""What is wrong with the records, and what in them a careful reader should know."""
