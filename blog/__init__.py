"""Posts and the editions that publishing freezes."""
