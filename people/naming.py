"""Other names of people and organisations, as editors write them down."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2


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
