"""Figures over time, and what may be compared."""
