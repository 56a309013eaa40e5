"""Checks of this house, and what sets it up."""
