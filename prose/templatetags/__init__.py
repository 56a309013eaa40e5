"""Template tags of texts: typography."""
