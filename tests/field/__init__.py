"""Troubles that users of such systems reported in public, one test for each (docs/decisions/0033)."""
