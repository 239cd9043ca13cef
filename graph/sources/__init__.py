"""The documents: their text, and the passages behind the anchors."""
