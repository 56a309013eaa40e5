"""One form for people of any gender, in all of the German: pairs, or the form that a site has chosen.

The catalogue is written in pairs: „Leserinnen und Leser“, „Botschafterin oder Botschafter“.
"""

import re
from collections.abc import Callable

PLURAL = re.compile(r"\b(?P<stem>\w+)innen (?:und|oder) (?P<other>(?P=stem)\w{0,2})\b")
SINGULAR = re.compile(r"\b(?P<stem>\w+)in oder (?P<other>(?P=stem)\w{0,2})\b")
# What stands between the stem and “in” or “innen”; None is the other one of the pair alone.
SIGNS = {"slash": "/", "colon": ":", "star": "*", "gap": "_", "feminine": "", "masculine": None}


def in_form(text: str, form: str) -> str:
    """Return a German text with its pairs in one of the forms."""
    if form not in SIGNS:
        return text
    sign = SIGNS[form]

    def with_ending(ending: str) -> Callable[[re.Match[str]], str]:
        return lambda pair: pair["other"] if sign is None else f"{pair['stem']}{sign}{ending}"

    return SINGULAR.sub(with_ending("in"), PLURAL.sub(with_ending("innen"), text))
