"""Two plans set against each other, and the gaps both ways."""
