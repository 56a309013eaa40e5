"""Recall and MRR of the search, from inside the site."""

from tests.search_quality import measure

__all__ = ["measure"]
