"""From record rows to quads, with what the rules conclude, and to a file."""
