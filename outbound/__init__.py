"""Requests to other servers, guarded against leading inwards."""
