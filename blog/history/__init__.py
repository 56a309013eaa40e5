"""Editions looked back on: compared, verified, and the record of what was decided when."""
