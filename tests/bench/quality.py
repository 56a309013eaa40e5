"""Recall and MRR of the search, from inside the site."""

from tests import search_quality


def measure() -> tuple[float, float]:
    """Return recall@10 and mean reciprocal rank."""
    return search_quality.measure(search_quality.ranked())
