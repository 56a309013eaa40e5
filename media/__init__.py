"""Images: rights, alternative text, provenance, renditions."""
