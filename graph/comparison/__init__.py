"""What changed from one plan or date to another."""
