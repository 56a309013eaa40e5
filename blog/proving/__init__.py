"""Proof that what readers see is what was published: each piece against its editions, trail and anchors."""
