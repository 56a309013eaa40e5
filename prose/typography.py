"""How German and English are set: quotation marks, dashes, no-break spaces, dates, times, prices.

`typeset` works on the words alone, never on tags, attributes, code, addresses.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.dates import format_date, format_time
from babel.numbers import format_currency
from django.utils import timezone
from django.utils.safestring import SafeString

NBSP = "\u00a0"
# Stand-ins while a paragraph is looked at as one line: they cannot occur in sanitised text.
TAG, KEPT, QUOT, APOS = "\ue000", "\ue001", "\ue002", "\ue003"
STAND_INS = re.compile("[\ue000-\ue003]")
TOKEN = re.compile(
    r"(?P<raw><(?P<name>script|style|code|pre|kbd|samp|textarea)\b.*?</(?P=name)\s*>|<!--.*?-->)"
    r"""|(?P<tag></?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|<![^>]*>)""",
    re.DOTALL | re.IGNORECASE,
)
INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|em|i|mark|q|small|span|strong|sub|sup|time)\b", re.IGNORECASE
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<\"„“”]+|[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<![\w/])/[\w-]+/[\w/-]*"
)
OPENS_AFTER = "([{–—/-\u00a0\u202f"
MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|Jan\\.|Feb\\.|Apr\\.|Aug\\.|Sept\\.|Okt\\.|Nov\\.|Dez\\."
)
ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


class Marks(NamedTuple):
    """Outer and inner quotation marks of a language."""

    outer: tuple[str, str]
    inner: tuple[str, str]


MARKS = {"de": Marks(("„", "“"), ("‚", "‘")), "en": Marks(("“", "”"), ("‘", "’"))}
Rule = tuple[re.Pattern[str], str]
COMMON: list[Rule] = [
    (re.compile(r"(?<!\.)\.\.\.(?!\.)"), "…"),
    (re.compile(r"(?<=\S) …"), f"{NBSP}…"),
    (re.compile(r"(?<=\S) (?:--?|—)(?= )"), " –"),
    (re.compile(r"(?<=\w)--(?=\w)"), "–"),
    (re.compile(r"(?<![\d/.–-])((?:1[89]|20)\d\d)-((?:1[89]|20)\d\d)(?![\d/.–-])"), r"\1–\2"),
    (re.compile(r"(§§?) ?(?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"\b((?:Prof|Dr|Mr|Mrs|Ms)\.) (?=[^\W\d_])"), rf"\1{NBSP}"),
]
RULES: dict[str, list[Rule]] = {
    "de": [
        *COMMON,
        (re.compile(r"(?<![\d.])(\d\d?\.) ?[-–] ?(\d\d?\.) (?=" + MONTHS + ")"), rf"\1–\2{NBSP}"),
        (re.compile(r"(?<!\d)(\d\d?\.) ?(?=(?:" + MONTHS + r")(?!\w))"), rf"\1{NBSP}"),
        (
            re.compile(r"(?<![\d:])(\d\d?(?::\d\d)?) ?[-–] ?(\d\d?(?::\d\d)?) (?=Uhr\b)"),
            rf"\1–\2{NBSP}",
        ),
        (
            re.compile(
                r"(\d) (?=(?:Uhr|Euro|EUR|Prozent|Mio\.|Mrd\.|km|kg|cm|mm|m|m²|GB|MB)(?!\w))"
            ),
            rf"\1{NBSP}",
        ),
        (re.compile(r"(\d) ?([€%‰])(?![\w-])"), rf"\1{NBSP}\2"),
        (re.compile(r"\b((?:Nr|Abs|Art|Kap|Bd|S|Hrsg)\.) (?=\d)"), rf"\1{NBSP}"),
        (
            re.compile(
                r"\b(z\.) ?(B\.|T\.|Zt\.)|\b(d\.) ?(h\.)|\b(u\.) ?(a\.|ä\.|U\.)"
                r"|\b(o\.) ?(ä\.|Ä\.|g\.)|\b(i\.) ?(A\.|V\.|H\.)|\b(s\.) ?(o\.|u\.)"
                r"|\b(v\.) ?(a\.|l\.)|\b(m\.) ?(E\.)"
            ),
            "abbreviation",
        ),
        (re.compile(r"\b(i\.) ?(d\.) ?(R\.)"), rf"\1{NBSP}\2{NBSP}\3"),
    ],
    "en": [
        *COMMON,
        (re.compile(r"(?<!\d)(\d\d?) (?=(?:" + ENGLISH_MONTHS + r")\b)"), rf"\1{NBSP}"),
        (re.compile(r"\b((?:" + ENGLISH_MONTHS + r")) (?=\d\d?(?!\d))"), rf"\1{NBSP}"),
        (re.compile(r"\b((?:No|p|pp|vol)\.) (?=\d)"), rf"\1{NBSP}"),
        (re.compile(r"(\d) (?=[€%‰]|(?:[ap]\.?m\b|EUR\b|km\b|kg\b))"), rf"\1{NBSP}"),
    ],
}


def typeset(text: str, language: str = "de") -> str:
    """Return text or HTML with its words set as the language asks; doing it twice is no harm.

    What was marked as safe HTML stays so.
    """
    language = language[:2] if language[:2] in RULES else "en"
    set_text = _typeset(STAND_INS.sub("", str(text)), language)
    return SafeString(set_text) if isinstance(text, SafeString) else set_text


def _typeset(text: str, language: str) -> str:
    """Set paragraph by paragraph, so that an unclosed quotation harms its own alone."""
    done: list[str] = []
    line: list[str] = []
    tags: list[str] = []

    def flush() -> None:
        done.append(_line("".join(line), tags, language))
        line.clear()
        tags.clear()

    position = 0
    for token in TOKEN.finditer(text):
        line.append(text[position : token.start()])
        position = token.end()
        if token["raw"] or INLINE.match(token[0]):
            line.append(KEPT if token["raw"] and not token[0].startswith("<!--") else TAG)
            tags.append(token[0])
        else:
            flush()
            done.append(token[0])
    line.append(text[position:])
    flush()
    return "".join(done)


def _line(line: str, tags: list[str], language: str) -> str:
    if not line.strip():
        return _restored(line, tags)
    kept = list(tags)
    line, kept = _without_addresses(line, kept)
    line = line.replace("&quot;", QUOT).replace("&#x27;", APOS).replace("&#39;", APOS)
    for pattern, replacement in RULES[language]:
        line = pattern.sub(_abbreviation if replacement == "abbreviation" else replacement, line)
    line = _quoted(line, MARKS[language])
    return _restored(line.replace(QUOT, "&quot;").replace(APOS, "&#x27;"), kept)


def _without_addresses(line: str, tags: list[str]) -> tuple[str, list[str]]:
    """Put a stand-in for every address; the list of what stand-ins stand for keeps their order."""
    pieces: list[str] = []
    kept: list[str] = []
    waiting = iter(tags)
    position = 0
    for match in re.finditer(f"[{TAG}{KEPT}]|{ADDRESS.pattern}", line):
        pieces.append(line[position : match.start()])
        stands_in = match[0] in (TAG, KEPT)
        pieces.append(match[0] if stands_in else KEPT)
        kept.append(next(waiting) if stands_in else match[0])
        position = match.end()
    return "".join([*pieces, line[position:]]), kept


def _restored(line: str, kept: list[str]) -> str:
    waiting = iter(kept)
    return re.sub(f"[{TAG}{KEPT}]", lambda _match: next(waiting), line)


def _abbreviation(match: re.Match[str]) -> str:
    return NBSP.join(part for part in match.groups() if part)


def _quoted(line: str, marks: Marks) -> str:
    """Return the line with quotation marks and apostrophes instead of straight signs."""
    characters = list(line)
    opened: list[tuple[str, str]] = []
    for index, sign in enumerate(characters):
        if sign in '"„“”' or sign == QUOT:
            characters[index] = _double(characters, index, opened, marks)
        elif sign in ("'", APOS):
            characters[index] = _single(characters, index, opened, marks)
        elif (
            opened
            and sign == opened[-1][1] == marks.inner[1]
            and not _inside_word(characters, index)
        ):
            opened.pop()
        elif sign == marks.inner[0] and _may_open(characters, index):
            opened.append(marks.inner)
    return "".join(characters)


def _double(characters: list[str], index: int, opened: list[tuple[str, str]], marks: Marks) -> str:
    sign = characters[index]
    if sign == "„" or (
        sign != "”" and _may_open(characters, index) and not (opened and sign == opened[-1][1])
    ):
        if sign == "“" and marks.outer[0] == "„" and opened:
            return sign
        pair = marks.inner if opened and sign in ('"', QUOT) else marks.outer
        opened.append(pair)
        return pair[0] if sign != "„" else sign
    if opened:
        return opened.pop()[1]
    return marks.outer[1] if sign in "“”" else sign


def _single(characters: list[str], index: int, opened: list[tuple[str, str]], marks: Marks) -> str:
    if _may_open(characters, index) and _closes_later(characters, index):
        opened.append(marks.inner)
        return marks.inner[0]
    if opened and opened[-1] == marks.inner and not _inside_word(characters, index):
        return opened.pop()[1]
    return "’"


def _may_open(characters: list[str], index: int) -> bool:
    """Tell whether a quotation may begin here: after a blank or bracket, before no blank."""
    before = _neighbour(characters, index, -1)
    after = _neighbour(characters, index, +1)
    outside = before.isspace() or before in OPENS_AFTER or before in "„“‚‘\"'" + QUOT + APOS
    return outside and not after.isspace()


def _inside_word(characters: list[str], index: int) -> bool:
    before, after = _neighbour(characters, index, -1), _neighbour(characters, index, +1)
    return before.isalnum() and after.isalnum()


def _closes_later(characters: list[str], index: int) -> bool:
    return any(
        sign in ("'", APOS)
        and not _neighbour(characters, later, -1).isspace()
        and not _neighbour(characters, later, +1).isalnum()
        for later, sign in enumerate(characters[index + 1 :], start=index + 1)
    )


def _neighbour(characters: list[str], index: int, step: int) -> str:
    """Return the next sign to read in a direction, tags aside; a blank at the end."""
    index += step
    while 0 <= index < len(characters) and characters[index] == TAG:
        index += step
    return characters[index] if 0 <= index < len(characters) else " "


def date_range(start: date | datetime, end: date | datetime | None, language: str = "de") -> str:
    """Return „23.–24. November 2026“; the year and month once where they are the same.

    Points in time are taken as days in the site's time zone.
    """
    first, last = _day(start), _day(end or start)
    if first == last:
        return _long(last, language)
    if language.startswith("de"):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}.–{_long(last, language)}"
        pattern = "d. MMMM" if first.year == last.year else "d. MMMM y"
    else:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{_long(last, language)}"
        pattern = "d MMMM" if first.year == last.year else "d MMMM y"
    begins = _bound(format_date(first, pattern, locale=_locale(language)))
    return f"{begins} – {_long(last, language)}"


def clock_time(moment: datetime, language: str = "de") -> str:
    """Return „18:30 Uhr“ in the site's time zone; 24 hours in English as well."""
    text = format_time(
        timezone.localtime(moment), "H:mm", locale="de", tzinfo=timezone.get_current_timezone()
    )
    return f"{text}{NBSP}Uhr" if language.startswith("de") else text


def zone_name(moment: datetime, language: str = "de") -> str:
    """Return what the clock of the current time zone is called at a moment: „MEZ“, „MESZ“.

    For who takes part from elsewhere; other zones keep their own short name or offset.
    """
    name = timezone.localtime(moment).tzname() or ""
    return {"CET": "MEZ", "CEST": "MESZ"}.get(name, name) if language.startswith("de") else name


def until(end: datetime, language: str = "de") -> str:
    """Return the last moment of an interval whose end is exclusive, in words.

    An end at midnight means the whole day before: „14. Dezember 2026“. Others carry their time:
    „14. Dezember 2026, 18:00 Uhr“. In the site's time zone.
    """
    local = timezone.localtime(end)
    if (local.hour, local.minute) in {(0, 0), (23, 59)}:
        return _long((local - timedelta(minutes=1)).date(), language)
    return f"{_long(local.date(), language)}, {clock_time(local, language)}"


def price(amount: Decimal, currency: str = "EUR", language: str = "de") -> str:
    """Return „890,00 €“ with a no-break space, or “€890.00”."""
    return format_currency(amount, currency, locale=_locale(language))


def _day(moment: date | datetime) -> date:
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


@lru_cache(maxsize=4096)  # a site has as many days as pieces, and Babel takes its time
def _long(day: date, language: str) -> str:
    pattern = "d. MMMM y" if language.startswith("de") else "d MMMM y"
    return _bound(format_date(day, pattern, locale=_locale(language)))


def _bound(text: str) -> str:
    """Keep day and month on one line."""
    return text.replace(" ", NBSP, 1)


def _locale(language: str) -> str:
    return "de" if language.startswith("de") else "en_GB"
