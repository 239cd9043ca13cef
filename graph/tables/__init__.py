"""Record tables: their schema, as the shapes set it out, and their reader."""
