"""From an answer to something to hold: tables, outlines, pictures, linked data and graph files."""
