"""Everything readers load."""
