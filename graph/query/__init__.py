"""Named queries, links with their evidence, and the search for names."""
