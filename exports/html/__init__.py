"""What every page of HTML has in common, and the page of findings."""
