"""Keeping a site safe: every row and file of it, kept elsewhere, and brought back into an empty installation."""
