"""Files of others are opened in a process of their own, which may fail, be slow or want too much."""
