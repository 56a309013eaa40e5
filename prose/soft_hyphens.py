"""Soft hyphens in the long words of headlines: a browser's own dictionary is often not there.

Only where a headline is shown. Whatever else tells the title (search, feeds, JSON-LD) has it without.
"""

import re
from functools import lru_cache
from itertools import pairwise

from media.lettering import breaks

LONG = 14  # letters; a shorter word fits into a line of any phone
LONGEST = 100  # no word is longer; finding its breaks would take longer than in proportion
SOFT_HYPHEN = "\u00ad"
# Words outside of tags and character references.
_WORDS = re.compile(rf"<[^<>]*+>|&#?\w+;|[^\W\d_]{{{LONG},}}")


@lru_cache(maxsize=4096)
def hyphenated(html: str, language: str) -> str:
    """Return the HTML of a headline with soft hyphens in its long words."""

    def broken(match: re.Match[str]) -> str:
        word = match[0]
        if word[0] in "<&" or len(word) > LONGEST:
            return word
        places = [0, *breaks(word, language), len(word)]
        return SOFT_HYPHEN.join(word[a:b] for a, b in pairwise(places))

    return _WORDS.sub(broken, html)
