"""What became of a piece: sittings, editions, comments and the trail in one list, compared and brought back."""
