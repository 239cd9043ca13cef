"""Pure functions on text: stems, dates, spans of years, English, and what is safe to print."""
