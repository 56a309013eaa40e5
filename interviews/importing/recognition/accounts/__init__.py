"""Complete accounts of a text, one for each way in which questions are marked, and which is best."""
