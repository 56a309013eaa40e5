"""Other names of people and organisations, as editors write them down."""

from typing import Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2


class Named(Protocol):
    """Somebody with a name and others, one per line."""

    name: str
    aliases: str


def tidy_aliases(text: str) -> str:
    """Return names one per line, each once; raise ValidationError for one that is too short."""
    names = [" ".join(line.split()) for line in text.splitlines()]
    wanted = list(dict.fromkeys(filter(None, names)))
    for name in wanted:
        if len(name) < SHORTEST:
            raise ValidationError(
                {"aliases": _("“%(name)s” is too short to be found reliably.") % {"name": name}}
            )
    return "\n".join(wanted)


def with_names_of(one: Named, other: Named) -> str:
    """Return the other names of one that the names of another have become names of."""
    names = (*one.aliases.splitlines(), other.name, *other.aliases.splitlines())
    return "\n".join(name for name in dict.fromkeys(names) if name and name != one.name)
