"""Search over live editions, and related pieces: word forms, indexes, queries, passages."""
