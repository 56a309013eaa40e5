"""The composition page: outline, text as readers see it, and what concerns the piece beside it."""
