"""Where a graph is kept, and the one way to ask it."""
