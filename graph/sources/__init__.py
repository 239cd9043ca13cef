"""The documents: the text of a person's copies, and the passages that the graph quotes of them."""
