"""What every answer is made of, and how it prints."""
