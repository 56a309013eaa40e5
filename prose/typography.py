"""How German and English are set: quotation marks, dashes, no-break spaces, dates, prices.

Without a language given, that of the page holds.

`typeset` changes the words alone, never tags, attributes, code, addresses: it reads the words of a
paragraph as one line, and knows at which place of it everything else stands. Every pattern here
takes time in proportion to the text, whatever the text.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_currency
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from prose.quotation_marks import Change, quotation_marks

NBSP = "\u00a0"
OBJECT = "\ufffc"  # Unicode's sign for a thing among words: here, code or an address
PRIVATE = re.compile("[\ue000-\uf8ff]")  # signs that no font shows; rich text has none either
MARKUP = re.compile(
    r"""<(?=(?P<name>!--|[/!]?[a-z][\w-]*))(?:!--|(?:"[^"]*"|'[^']*'|[^'"<>])*+>)""", re.IGNORECASE
)
INLINE = frozenset(
    "a abbr b bdi bdo br cite del dfn em i ins mark q s small span strike strong sub sup time u wbr".split()
)
# What is kept with all there is in it, and where it ends.
WHOLE = {"!--": re.compile("-->")} | {
    name: re.compile(rf"</{name}\s*+>", re.IGNORECASE)
    for name in "script style code pre kbd samp textarea".split()
}
ESCAPED = {"&quot;": '"', "&#x27;": "'", "&#39;": "'"}
KEPT = re.compile(
    "|".join(ESCAPED)
    + r"|(?:https?://|www\.)[^\s<\"„“”]+"
    + r"|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]*\w"
    + r"|(?<![\w/])/[\w-]++/[\w/-]*"
)
MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|Jan\\.|Feb\\.|Apr\\.|Aug\\.|Sept\\.|Okt\\.|Nov\\.|Dez\\."
)
ENGLISH_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


class Rule(NamedTuple):
    """A pattern, and the signs that take the place of what its groups capture."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]

    def changes(self, words: str) -> Iterator[Change]:
        """Yield what the rule changes in a line."""
        for match in self.pattern.finditer(words):
            for group, sign in enumerate(self.signs, start=1):
                yield *match.span(group), sign


def rule(pattern: str, *signs: str) -> Rule:
    """Return a rule; its groups are blanks that must not break if no other signs are given."""
    compiled = re.compile(pattern)
    return Rule(compiled, signs or (NBSP,) * compiled.groups)


UNITS = "°[CF]?|[kM]?Wh?|k?g|mg|t|m?l|ha|(?:[kcm]?m)[²³]?|km/h|[kMGT]B|[kMG]?Hz|dB|V"
DAY, TIME = r"\d\d?\.", r"\d\d?(?::\d\d)?"
COMMON = [
    rule(r"(?<!\.)(\.\.\.)(?!\.)", "…"),
    rule(r"(?<=\S)( )…"),
    rule(r"(?<=\S) (--?|—)(?= )", "–"),
    rule(r"(?<=\w)(--)(?=\w)", "–"),
    rule(r"(?<![\d/.–-])(?:1[89]|20)\d\d(-)(?:1[89]|20)\d\d(?![\d/.–-])", "–"),
    rule(r"§( ?)(?=\d)"),
    rule(r"\b(?:Prof|Dr|Mr|Mrs|Ms)\.( )(?=[^\W\d_])"),
]
RULES = {
    "de": [
        *COMMON,
        rule(rf"(?<![\d.]){DAY}( ?[-–] ?){DAY}( )(?={MONTHS})", "–", NBSP),
        rule(rf"(?<!\d){DAY}( ?)(?=(?:{MONTHS})(?!\w))"),
        rule(rf"(?<![\d:]){TIME}( ?[-–] ?){TIME}( )(?=Uhr\b)", "–", NBSP),
        rule(
            rf"[\d²³]( )(?=(?:Uhr|Euro|EUR|Cent|Prozent|Tsd\.|Mio\.|Mrd\.|Min\.|Std\.|{UNITS})(?!\w))"
        ),
        rule(r"(?<=\d)( )(?=\d{3}(?!\d))"),
        rule(r"\d( ?)[€%‰](?![\w-])"),
        rule(r"\b(?:Nr|Abs|Art|Kap|Bd|S|Hrsg)\.( )(?=\d)"),
        rule(
            r"\b(?:z\.(?= ?(?:B|T|Zt)\.)|d\.(?= ?h\.)|u\.(?= ?[aäU]\.)|o\.(?= ?[äÄg]\.)"
            r"|i\.(?= ?[AVH]\.)|s\.(?= ?[ou]\.)|v\.(?= ?[al]\.)|m\.(?= ?E\.))( ?)"
        ),
        rule(r"\bi\.( ?)d\.( ?)R\."),
    ],
    "en": [
        *COMMON,
        rule(rf"(?<!\d)\d\d?( )(?=(?:{ENGLISH_MONTHS})\b)"),
        rule(rf"\b(?:{ENGLISH_MONTHS})( )(?=\d\d?(?!\d))"),
        rule(r"\b(?:No|p|pp|vol)\.( )(?=\d)"),
        rule(rf"[\d²³]( )(?=[€%‰]|(?:[ap]\.?m|EUR|{UNITS})(?!\w))"),
    ],
}


def typeset(text: str, language: str = "") -> str:
    """Return text or HTML with its words set as the language asks; doing it twice is no harm.

    What was marked as safe HTML stays so.
    """
    code = _language(language)[:2]
    set_text = "".join(_paragraphs(PRIVATE.sub("", str(text)), code if code in RULES else "en"))
    return SafeString(set_text) if isinstance(text, SafeString) else set_text


def _paragraphs(text: str, language: str) -> Iterator[str]:
    """Set paragraph by paragraph, so that an unclosed quotation harms its own alone."""
    line = _Line()
    done = 0
    while match := MARKUP.search(text, done):
        line.read(text[done : match.start()])
        name, done = match["name"].lower(), match.end()
        if name in WHOLE:
            end = WHOLE[name].search(text, done)
            done = end.end() if end else len(text)
            line.keep(text[match.start() : done], "" if name == "!--" else OBJECT)
        elif name.removeprefix("/") in INLINE:
            line.keep(match[0], "\n" if name == "br" else "")
        else:
            yield line.set_in(language)
            yield match[0]
            line = _Line()
    line.read(text[done:])
    yield line.set_in(language)


class _Kept(NamedTuple):
    """What stays as it is written, and where: tags take no room among the words."""

    start: int
    end: int
    written: str


class _Line:
    """The words of a paragraph as one line, and what is kept among them."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._length = 0
        self._kept: list[_Kept] = []

    def read(self, words: str) -> None:
        """Add words, with what they hold of addresses and escaped quotes."""
        done = 0
        for match in KEPT.finditer(words):
            self._add(words[done : match.start()])
            self.keep(match[0], ESCAPED.get(match[0], OBJECT))
            done = match.end()
        self._add(words[done:])

    def keep(self, written: str, sign: str = "") -> None:
        """Add what stays as it is written, and is read as `sign`."""
        self._kept.append(_Kept(self._length, self._length + len(sign), written))
        self._add(sign)

    def set_in(self, language: str) -> str:
        """Return the line with its words set, and with all that is kept."""
        words, kept = "".join(self._words), self._kept
        if words and not words.isspace():
            for one in RULES[language]:
                words, kept = _changed(words, kept, one.changes(words))
            words, kept = _changed(words, kept, quotation_marks(words, language))
        pieces: list[str] = []
        done = 0
        for start, end, written in kept:
            pieces += (words[done:start], written)
            done = end
        return "".join([*pieces, words[done:]])

    def _add(self, words: str) -> None:
        self._words.append(words)
        self._length += len(words)


def _changed(words: str, kept: list[_Kept], changes: Iterable[Change]) -> tuple[str, list[_Kept]]:
    """Return a line and what is kept in it after the changes; none of them reaches over a tag."""
    pieces: list[str] = []
    moved: list[_Kept] = []
    waiting = deque(kept)
    done = shift = 0
    for start, end, signs in changes:
        while waiting and waiting[0].end <= start:
            moved.append(_shifted(waiting.popleft(), shift))
        if waiting and start < waiting[0].start < end:
            continue
        if waiting and waiting[0].start == start:
            waiting.popleft()  # a quotation mark that was written as an entity
        pieces += (words[done:start], signs)
        done = end
        shift += len(signs) - (end - start)
    if not pieces:
        return words, kept
    moved += (_shifted(one, shift) for one in waiting)
    return "".join([*pieces, words[done:]]), moved


def _shifted(kept: _Kept, shift: int) -> _Kept:
    return _Kept(kept.start + shift, kept.end + shift, kept.written)


def date_range(
    start: date | datetime, end: date | datetime | None = None, language: str = ""
) -> str:
    """Return „23.–24. November 2026“; the year and month once where they are the same.

    Points in time are taken as days in the site's time zone.
    """
    first, last, language = _day(start), _day(end or start), _language(language)
    if first == last:
        return _long(last, language)
    if (first.year, first.month) == (last.year, last.month):
        stop = "." if language.startswith("de") else ""
        return f"{first.day}{stop}–{_long(last, language)}"
    return f"{first_day(first, last, language)} – {_long(last, language)}"


def first_day(first: date, last: date, language: str = "") -> str:
    """Return the first day of a span, without the year where the last day says it."""
    pattern = "d. MMMM" if _is_german(language) else "d MMMM"
    if first.year != last.year:
        pattern += " y"
    return _bound(format_date(first, pattern, locale=_locale(language)))


def on_days(start: date, end: date, language: str = "") -> str:
    """Return days with their preposition: „am 25. Juni 2026“, „vom 25. bis 27. Juni 2026“."""
    days, german = date_range(start, end, language), _language(language).startswith("de")
    if start == end or (not german and " – " not in days):
        return f"am {days}" if german else f"on {days}"
    first, last = re.split(r" – |(?<=\.)–|–", days, maxsplit=1)
    return f"vom {first} bis {last}" if german else f"from {first} to {last}"


def price(amount: Decimal, currency: str = "EUR", language: str = "") -> str:
    """Return „890 €“ with a no-break space, or “€890”; „12,50 €“ where there are cents."""
    locale = Locale.parse(_locale(language))
    pattern = locale.currency_formats["standard"].pattern
    if amount != amount.to_integral_value():
        return format_currency(amount, currency, pattern, locale)
    whole = pattern.replace(".00", "")
    return format_currency(amount, currency, whole, locale, currency_digits=False)


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
    return "de" if _is_german(language) else "en_GB"


def _is_german(language: str) -> bool:
    return _language(language).startswith("de")


def _language(language: str) -> str:
    """Return the language asked for, or else that of the page."""
    return language or get_language() or "de"
