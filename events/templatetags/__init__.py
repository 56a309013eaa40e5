"""Template tags of events: their ambassadors."""
