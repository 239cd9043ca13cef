"""The commands: words on the command line, one call of the library each."""
