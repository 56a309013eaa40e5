"""Talking about a piece before it is published: comments, and links that show a draft to outsiders."""
