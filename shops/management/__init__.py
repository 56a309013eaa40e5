"""Commands of shops."""
