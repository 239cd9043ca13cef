"""Pure functions on text: stems, dates, spans of time, English, and what is safe to print."""
