"""Live pieces made new when facts, wordings or this code have changed; their text stays."""
