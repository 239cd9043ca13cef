"""The golden thread through a thing, upwards and downwards."""
