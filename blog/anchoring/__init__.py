"""Anchors: the heads of all chains as one signed root, kept and sent where the database does not reach."""
