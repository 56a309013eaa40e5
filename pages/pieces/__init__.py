"""The page of a piece with what is true around it, of its answers and of what changed in it; the preview."""
