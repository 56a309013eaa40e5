"""What a long question says before it asks: everything but its last sentence."""

import re

# Where a sentence may end: an initial and an ordinal number do not end one.
_ENDS = re.compile(
    r"(?:(?:(?<=[^\W\d_]{2})|(?<=\d{4}))\.++|(?<![!?…])[!?…][!?….]*+)[“”\"«»’)]*+\s++(?=[„“\"»«(]*+[^\W_])"
)
_ABBREVIATED = re.compile(
    r"\b(?:ca|vgl|bzw|usw|etc|evtl|ggf|inkl|max|min|tel|nr|dr|prof|priv|doz|dipl|ing|st|str|bd|hr|fr|jh|"
    r"mr|mrs|ms|jr|sr|inc|ltd|vs|jan|feb|mär|apr|jun|jul|aug|sept|okt|oct|nov|dez|dec)\.\s+$",
    re.IGNORECASE,
)
_LONGEST = 16  # letters of an abbreviation with what stands around it


def all_but_the_last_sentence(question: str) -> str:
    """Return what stands before the last sentence; empty where there is just one."""
    for found in reversed(list(_ENDS.finditer(question))):
        end = found.end()
        if not _ABBREVIATED.search(question[max(0, end - _LONGEST) : end]):
            return question[:end].strip()
    return ""
