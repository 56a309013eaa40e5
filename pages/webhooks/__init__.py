"""Webhooks: programs elsewhere that are told of pieces which come, change or go (decision 0047)."""
