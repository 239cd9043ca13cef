"""Answers as text: tables, Markdown, JSON and CSV."""
