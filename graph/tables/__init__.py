"""The record tables: their schema, from the shapes, and their reader."""
