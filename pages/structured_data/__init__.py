"""Structured data: one JSON-LD graph per reader page (docs/standards/structured-data.md).

A module per kind of page returns the nodes of its graph. They are made from the very values the
template shows, so that nothing hidden leaks and every marked-up word can be read on the page.
"""
