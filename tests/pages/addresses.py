"""The addresses of the site by name, but the newsroom's."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

NEWSROOM = ("admin/", "konto/")


def named(patterns=None, prefix="") -> Iterator[str]:
    """Yield the names of all addresses but the newsroom's."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            at = prefix + str(pattern.pattern)
            if not at.startswith(NEWSROOM):
                yield from named(pattern.url_patterns, at)
        elif isinstance(pattern, URLPattern) and not (prefix + str(pattern.pattern)).startswith(
            NEWSROOM
        ):
            yield pattern.name
