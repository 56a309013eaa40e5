"""Template tags of shops: what they say of an event."""
