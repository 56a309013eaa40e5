"""Soft hyphens in the long words of headlines: a browser's own dictionary is often not there.

The style sheet lets no browser hyphenate them by itself, so that all of them break alike.

Only where a headline is shown. Whatever else tells the title (search, feeds, JSON-LD) has it without.
"""

import re
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.utils.translation import get_language

from media.lettering import breaks

LONG = 14  # letters; a shorter word fits into a line of any phone
LONGEST = 100  # no word is longer; finding its breaks would take longer than in proportion
SOFT_HYPHEN = "\u00ad"
# Words outside of tags and character references.
_WORDS = re.compile(rf"<[^<>]*+>|&#?\w+;|[^\W\d_]{{{LONG},}}")
# Headings, and lists of them.
_HEADED = re.compile(r"(</?(?:h[1-6]|nav)\b[^<>]*+>)")


def hyphenated(html: str, language: str = "") -> str:
    """Return the HTML of a headline with soft hyphens in its long words (language: the page's)."""
    return _hyphenated(str(html), language or get_language() or "de")


def hyphenated_name(name: str) -> str:
    """Return the HTML of what the house named, an event or a series: in the site's language on every page."""
    return _hyphenated(name, settings.LANGUAGE_CODE)


def hyphenated_headings(html: str, language: str) -> str:
    """Return the HTML of a text with soft hyphens in its headings, and in the list of them."""
    parts, inside = [], 0
    for part in _HEADED.split(html):
        if _HEADED.fullmatch(part):
            inside = max(0, inside + (-1 if part.startswith("</") else 1))
        parts.append(_hyphenated(part, language) if inside and len(part) >= LONG else part)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _hyphenated(html: str, language: str) -> str:
    def broken(match: re.Match[str]) -> str:
        word = match[0]
        if word[0] in "<&" or len(word) > LONGEST:
            return word
        places = [0, *breaks(word, language), len(word)]
        return SOFT_HYPHEN.join(word[a:b] for a, b in pairwise(places))

    return _WORDS.sub(broken, html)
