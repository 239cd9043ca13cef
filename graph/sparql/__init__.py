"""A user's own SPARQL: read, guarded, and run in a process of its own."""
