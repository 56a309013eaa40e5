"""Interviews: from a text to questions and answers."""
