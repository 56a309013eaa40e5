"""What stands before and behind a name: academic titles, degrees, „jun.“."""

import re

# Short forms that are titles with or without a full stop …
_TITLES = frozenset("dr ddr prof profin professor professorin dipl pd".split())
# … those that are only with one, as they are names, too …
_DOTTED = frozenset("univ ing mag doz priv lic em ao apl hon".split())
# … and what only goes on from a title: „Dr. med.“, „Prof. Dr. h. c. mult.“, „Dipl.-Ing. (FH)“.
_FIELDS = frozenset(
    "med phil jur iur rer nat pol theol mult vet dent oec habil h c e publ soc cult techn sc agr"
    " pharm art ing paed biol hum psych päd math troph mont disc scient".split()
)
_LONGEST_NAME = 300
_LONGEST = 20  # characters of what tells one from the other
_KIND = re.compile(r"\((?:FH|TU|Univ|BA|DH)\.?\)\Z")
_DEGREE = (
    r"(?:[MB]\.\s?(?:A|Sc|Eng|Ed|Phil|Mus)\.|[MB]Sc|MBA|Ph\.\s?D\.|PhD|LL\.\s?[MB]\.|LL[MB]"
    r"|Md[BL]|MdEP|Dipl\.-\w{1,12}\.?)"
)
# One at a time: a row of them can be read in many ways, and takes long.
_DEGREE_BEHIND = re.compile(rf"(?:,?\s{_DEGREE}|,\s[MB]\.?\s?A\.?)\Z", re.IGNORECASE)
# Orders, honours, seats and degrees in signs, as they stand behind a name; read as they are written: Li Op is somebody.
_SIGNS = (
    "OSB OFM OFMCap OFMConv OCist OCSO OSF OSA OSC OMI OPraem OCarm OCD OP SJ SDB SVD SAC CSsR SSND"
    " OBE KBE MBE CBE FRS MdB MdL MdA MdBB MdEP MdNR MdHB MP MEP QC KC MD MPH MPA BBA CFA CPA EdD DPhil LLD"
).split()
_SIGN = "|".join(
    r"\.?\s?".join(re.findall("[A-Z][a-z]*", sign)) + r"\.?"
    for sign in sorted(_SIGNS, key=len, reverse=True)
)
_SIGNS_BEHIND = re.compile(
    rf"(?P<name>\S+\s\S.*?)(?:,?\s\(?(?:{_SIGN}|a\.\s?D\.|i\.\s?R\.|Esq\.)\)?|,\s(?:RA|RAin|StB|WP)|\s\((?:FH|Hons)\.?\))\Z"
)
_GENERATION = re.compile(
    r",?\s(?P<generation>(?:jun|sen|jr|sr)\.?|junior|senior|d\.\s?[ÄJ]\.|(?:der|die) [ÄJ](?:lt|üng)ere"
    r"|I{2,3}|IV)\Z",
    re.IGNORECASE,
)


def split_title(name: str) -> tuple[str, str]:
    """Split "Prof. Dr. Anna Berg" into title and name."""
    words = name.split()
    count = 0
    while count < len(words) - 1 and _is_title(words[count], after_title=count > 0):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def without_titles(name: str) -> str:
    """Return the name alone: of "Dr.-Ing. Hans Berg jun., M. A." "Hans Berg jun."."""
    return without_degrees(split_title(name)[1])


def without_degrees(name: str) -> str:
    """Return the name without what its bearer earned, as it stands behind: of "Eva Huber MdB, M. A." "Eva Huber"."""
    before = ""
    while name != before and len(name) <= _LONGEST_NAME:
        before = name
        name = _DEGREE_BEHIND.sub("", name)
        signed = _SIGNS_BEHIND.fullmatch(name)
        name = signed["name"] if signed else name
    return name


def split_generation(name: str) -> tuple[str, str]:
    """Split "Hans Berg jun." into name and what tells him from his father."""
    found = _GENERATION.search(name[-_LONGEST:])
    plain = name[: len(name) - len(found[0])] if found else ""
    return (plain, found["generation"]) if found and " " in plain else (name, "")


def _is_title(word: str, *, after_title: bool) -> bool:
    if after_title and _KIND.match(word):
        return True
    parts = [part for part in re.split(r"[.-]+", word.casefold()) if part]
    if not parts:
        return False
    if parts[0] in _TITLES:
        return len(parts) == 1 or "." in word
    dotted = word.endswith(".") or ".-" in word
    return dotted and (
        parts[0] in _DOTTED or (after_title and all(part in _FIELDS for part in parts))
    )
