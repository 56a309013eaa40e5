"""Every address of the newsroom, found by walking the URL configuration, with arguments filled in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

ADMIN, ACCOUNT = "admin/", "konto/"
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP = re.compile(r"\((?:\?P<(?P<name>\w+)>)?[^()]*\)")


@dataclass(frozen=True)
class Address:
    """One address: its name, and its path with the arguments' names where they stand."""

    name: str
    pattern: str  # "admin/blog/post/<object_id>/change/"

    @property
    def arguments(self) -> list[str]:
        """Return the names of its arguments, in order."""
        return re.findall(r"<(\w+)>", self.pattern)

    def filled(self, value: Callable[[str], object]) -> str:
        """Return the path with each argument's value."""
        return "/" + re.sub(r"<(\w+)>", lambda match: str(value(match[1])), self.pattern)


def admin_addresses() -> list[Address]:
    """Return all of them; those that have no name are called by their path."""
    return [one for one in _walk(get_resolver().url_patterns, "") if one.pattern.startswith(ADMIN)]


def account_addresses() -> list[Address]:
    """Return those at which people see to their own accounts."""
    return [
        one for one in _walk(get_resolver().url_patterns, "") if one.pattern.startswith(ACCOUNT)
    ]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        at = prefix + _plain(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, at)
        else:
            yield Address(pattern.name or at, at)


def _plain(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    if not isinstance(pattern.pattern, RegexPattern):
        return _CONVERTER.sub(r"<\1>", text)
    number = count(1)
    return _GROUP.sub(
        lambda group: f"<{group['name'] or f'argument{next(number)}'}>",
        text.removeprefix("^").removesuffix("$"),
    )
