"""Scenarios: facts in plain words, and exactly what stands where because of them, in both languages."""
