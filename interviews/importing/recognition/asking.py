"""How much a paragraph sounds like an interviewer's question, and what else it may call for."""

from __future__ import annotations

import re

from interviews.importing.recognition.words import one_of, whatever_case

_CLOSERS = "\"'“”„‘’‚«»›‹)]}*_ "
_COUNTED = re.compile(r"\A\(?\d{1,3}[.):]\)?\s+")
_INTERROGATIVE = whatever_case(rf"(?:{one_of('lead_in')}[,:]?\s+)?{one_of('interrogative')}\b")
_ADDRESS = re.compile(rf"\b{one_of('address')}\b")
_SELF = re.compile(r"\b(?:[Ii]ch|[Mm]ir|[Mm]ich|[Mm]ein(?:e[rnms]?)?|I|my|[Mm]e|I'm|I’m)\b")
_WE = re.compile(r"\b(?:[Ww]ir|[Uu]ns|[Uu]nser(?:e[rnms]?)?|[Ww]e|[Oo]ur|us)\b")
_CONNECTIVE = whatever_case(r"(?:aber|doch|denn|nur|sondern|but|yet)\b")
# Perhaps a name, then a word or two that lead in, then the verb.
_IMPERATIVE = whatever_case(
    r"(?:[\w.-]{2,30}(?:\s[\w.-]{2,30}){0,2}\s?[,–—-]\s?)?"
    r"(?:(?:und|bitte|dann|zum schluss|zum abschluss|please|finally)[:,]?\s+){0,2}"
    rf"{one_of('request_de')}(?:e|en|t|st)?\b(?!\s*,)"
    r"|(?:[\w.-]{2,30}\s?,\s?)?(?:(?:please|finally|and)[,]?\s+){0,2}"
    rf"{one_of('request_en')}\b"
)
# „Stell Dir vor, …“ tells a story; it is no request.
_SUPPOSE = whatever_case(r"(?:stell\w*|denk\w*|nimm|nehmen)\s(?:sie\s)?(?:dir|euch|sich|mal|an)\b")
_BIDS = whatever_case(one_of("bids"))
_TO_GUEST = re.compile(
    r"(?:(?:Herr|Frau|Liebe[rs]?|Hallo)\s)?(?:[^\W\d_a-z][\w.-]{1,30}\s){0,2}[^\W\d_a-z][\w-]{1,30},\s"
    r"(?:[Dd]u|Sie|[Ii]hr|[Dd]ein|Ihr|[Ee]uer|[Yy]ou|[Yy]our)\b"
)
# „Frau Dr. Sand, …“ speaks to somebody without any „Sie“; „Seine Frau Ute, …“ speaks of her.
_CALLED = re.compile(
    r"(?:(?!(?i:die|der|das|eine?|seine?|meine?|ihre?|unsere?|deine?|eure)\s)[^\W\d_][\w.-]{1,20}\s){0,2}"
    r"(?:Herr|Frau)\s(?:[^\W\d_][\w.-]{1,30}\s){0,3}[^\W\d_a-z][\w-]{1,30},\s"
)
_DISCUSS = whatever_case(rf"(?:(?:und|nun|jetzt|also|and|now)[,:]?\s+)?{one_of('discuss')}")
_READERS = whatever_case(one_of("readers"))
_ANSWERING = whatever_case(one_of("answering"))
_TICKET = whatever_case(one_of("ticket"))
_CALL = whatever_case(one_of("call"))
_THANKS = whatever_case(
    rf"(?:[^.!?]{{0,80}}[,–—-]\s?)?{one_of('thanks')}[^.!?]{{0,80}}{one_of('thanked_for')}"
    rf"|{one_of('thanks_alone')}"
)
_AFTERWARDS = whatever_case(one_of("afterwards"))


def asks(text: str) -> float:
    """Return from 0 to 1 how much a paragraph sounds like a question or a request to answer."""
    bare = _COUNTED.sub("", text.strip(_CLOSERS))
    address = addresses(bare)
    score = _by_ending(bare, address)
    if not score:
        return 0.0
    if _INTERROGATIVE.match(bare):
        score += 0.1
    if address:
        score += 0.15
    elif _CONNECTIVE.match(bare):
        score -= 0.25
    elif "?" in bare and _SELF.search(bare):
        score -= 0.15
    if not address and re.search(r"(?<!\d)[.!]\s[^.!]+\Z", bare):
        score -= 0.15  # a statement that ends in a question to nobody is mostly rhetorical
    score -= 0.15 * ((len(bare) > 400) + (len(bare) > 800)) + 0.3 * (len(bare) > 1500)
    return min(1.0, max(0.0, score))


def _by_ending(bare: str, address: bool) -> float:
    if ends_asking(bare):
        return 0.6
    if bids(bare) or (len(bare) <= 250 and _requests(bare)):
        return 0.55 if address or len(bare) <= 120 else 0.4
    if "?" in bare:
        return 0.35
    if len(bare) <= 150 and bare.endswith(("…", "...", ". . .", "___")):
        return 0.4
    if address and len(bare) <= 100 and bare.endswith(":") and not _SELF.search(bare):
        return 0.3
    return 0.2 if address and bare.endswith("!") and len(bare) <= 200 else 0.0


def _requests(bare: str) -> bool:
    """Tell whether the text, or its last sentence, begins by asking somebody to do something."""
    last = re.split(r"(?<=[.!:])\s+", bare)[-1]
    return any(_IMPERATIVE.match(part) and not _SUPPOSE.match(part) for part in (bare, last))


def addresses(text: str) -> bool:
    """Tell whether the text speaks to somebody."""
    return bool(_ADDRESS.search(text) or _CALLED.match(text))


def is_personal(text: str) -> bool:
    """Tell whether somebody speaks of themselves."""
    return bool(_SELF.search(text) or _WE.search(text))


def ends_asking(text: str) -> bool:
    """Tell whether the text ends with its question."""
    return "?" in text.strip(_CLOSERS)[-3:]


def speaks_to_guest(text: str) -> bool:
    """Tell whether a short statement begins with a name and speaks to its bearer."""
    if len(text) <= 250 and _TO_GUEST.match(text):
        return True
    return len(text) <= 400 and bool(_CALLED.match(text) and _ADDRESS.search(text))


def bids(text: str) -> bool:
    """Tell whether a greeting ends by asking the guest to introduce herself, or to tell."""
    return len(text) <= 400 and bool(_BIDS.search(text[-200:]))


def is_prompt(text: str) -> bool:
    """Tell whether the text asks without a question mark: a request, or a sentence to finish."""
    return "?" not in text and asks(text) >= 0.4


def calls_to_discuss(text: str) -> bool:
    """Tell whether the text asks the readers, not the guest, to speak."""
    bare = text.strip(_CLOSERS)
    if len(bare) > 400:
        return False
    return bool(_DISCUSS.match(bare) or (_READERS.search(bare) and _ANSWERING.search(bare)))


def sells_tickets(text: str) -> bool:
    """Tell whether the text calls readers to buy a ticket or to register."""
    return len(text) <= 350 and bool(_TICKET.search(text) and _CALL.search(text))


def ends_interview(text: str) -> bool:
    """Tell whether a line is the heading of what follows an interview."""
    return bool(_AFTERWARDS.match(text))


def thanks(text: str) -> bool:
    """Tell whether the interviewer thanks for the conversation."""
    return len(text) <= 250 and "?" not in text and bool(_THANKS.match(text.strip(_CLOSERS)))
