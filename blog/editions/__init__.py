"""Editions: the model, its typed content and teaser, what they are found by, and the database's guards."""
