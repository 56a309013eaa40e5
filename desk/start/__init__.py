"""The start page: where to go on writing, what waits, what is coming, what is being read."""
