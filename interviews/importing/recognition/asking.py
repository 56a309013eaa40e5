"""How much a paragraph sounds like an interviewer's question, and what else it may call for."""

from __future__ import annotations

import re

_CLOSERS = "\"'“”„‘’‚«»›‹)]}*_ "
_INTERROGATIVE = re.compile(
    r"(?:(?:und|aber|also|nun|zum schluss|zuletzt|and|so|but|finally)[,:]?\s+)?"
    r"(?:was|wie|wo|wohin|woher|wann|warum|wieso|weshalb|wer|wen|wem|wessen|welche[rsnm]?|wozu"
    r"|womit"
    r"|wof[üu]r|woran|worauf|worin|wovon|wodurch|inwiefern|inwieweit|ist|sind|hast|haben|hat"
    r"|kannst"
    r"|k[öo]nnen|gibt|gab|bist|wirst|würdest|würden|sollte[nst]*|glaubst|glauben|what|how|why"
    r"|who|where"
    r"|when|which|whose|do|does|did|is|are|can|could|would|will|have|has|should)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[rnms]?)?|[Ee]uch|[Ee]uer|[Ee]ure[rnms]?|Ihr|ihr|Sie"
    r"|Ihnen"
    r"|Ihre[rnms]?|Ihrem|[Yy]ou|[Yy]ours?|[Yy]ourself)\b"
)
_SELF = re.compile(r"\b(?:[Ii]ch|[Mm]ir|[Mm]ich|[Mm]ein(?:e[rnms]?)?|I|my|[Mm]e|I'm|I’m)\b")
_WE = re.compile(r"\b(?:[Ww]ir|[Uu]ns|[Uu]nser(?:e[rnms]?)?|[Ww]e|[Oo]ur|us)\b")
_CONNECTIVE = re.compile(r"(?:aber|doch|denn|nur|sondern|but|yet)\b", re.IGNORECASE)
_IMPERATIVE = re.compile(
    r"(?:[\w.-]{2,30}(?:\s[\w.-]{2,30}){0,2}\s?[,–—-]\s?)?(?:(?:und|bitte|dann|zum schluss"
    r"|zum abschluss"
    r"|please|finally)[:,]?\s+){0,2}"
    r"(?:beschreib|erzähl|erklär|erläuter|nenn|stell|sag|verrat|vervollständig|ergänz|schilder"
    r"|skizzier|fass|beend|wähl|gib|geb|zeichn|charakterisier|begründ|empfiehl|empfehl|nimm|nehm)"
    r"(?:e|en|t|st)?\b(?!\s*,)"
    r"|(?:[\w.-]{2,30}\s?,\s?)?(?:(?:please|finally|and)[,]?\s+){0,2}(?:describe|tell|explain"
    r"|name|give"
    r"|complete|finish|walk|share|introduce|imagine|pick|choose|summari[sz]e|talk us)\b",
    re.IGNORECASE,
)
# „Stell Dir vor, …“ tells a story; it is no request.
_SUPPOSE = re.compile(
    r"(?:stell\w*|denk\w*|nimm|nehmen)\s(?:sie\s)?(?:dir|euch|sich|mal|an)\b", re.IGNORECASE
)
_TO_GUEST = re.compile(
    r"(?:(?:Herr|Frau|Liebe[rs]?|Hallo)\s)?(?:[^\W\d_a-z][\w.-]{1,30}\s){0,2}[^\W\d_a-z][\w-]{1,30},\s"
    r"(?:[Dd]u|Sie|[Ii]hr|[Dd]ein|Ihr|[Ee]uer|[Yy]ou|[Yy]our)\b"
)
_DISCUSS = re.compile(
    r"(?:(?:und|nun|jetzt|also|and|now)[,:]?\s+)?(?:diskutier(?:t|en sie|e)?\b|kommentier(?:t"
    r"|en sie)\b"
    r"|mitdiskutieren|diskussion:|jetzt (?:mit)?diskutieren|schreib(?:t|en sie)? (?:es )?(?:uns"
    r"|eure|ihre)"
    r"|teil(?:t|en sie) (?:eure|ihre|uns)|sag(?:t|en sie) uns|join the (?:discussion|conversation)"
    r"|discuss\b|leave (?:us )?a comment|let us know|share your|tell us (?:in|what you)"
    r"|comment below"
    r"|wir freuen uns (?:auf|über) (?:eure|ihre|deine|kommentare))",
    re.IGNORECASE,
)
_READERS = re.compile(
    r"(?:was (?:meint|denkt|haltet|sagt)\b|wie (?:seht|haltet|steht)\b|was (?:meinen|denken) sie"
    r"|(?:eure|ihre|deine) meinung|what do you think|und (?:ihr|was ist mit euch)|habt ihr)",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"schreib|kommentar|kommentier|diskutier|mitreden|comment|discuss|#\w|twitter|linkedin"
    r"|facebook",
    re.IGNORECASE,
)
_TICKET = re.compile(
    r"\btickets?\b|\w*ticket\w*|early.?bird|frühbucher\w*|jetzt anmelden|anmeld(?:ung|en)"
    r"|platz sichern"
    r"|plätze sichern|register now|registrierung|save your seat",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\bjetzt\b|\bsicher[ent]*\b|\bhier\b|mehr info|\bbuch(?:en|t)\b|\binfos?\b|!|https?:|www\."
    r"|\bnow\b"
    r"|\bhere\b|\bget\b|\bbis zum\b|\bab \d|\brabatt|\berhältlich|\bzur anmeldung|\bzum ticket"
    r"|\bgibt es",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:[^.!?]{0,80}[,–—-]\s?)?(?:vielen|herzlichen|besten|lieben|schönen|ganz|wir|danke|merci"
    r"|thank|many)"
    r"[^.!?]{0,80}(?:gespräch|interview|antworten|zeit|einblick|dank\b|danke|thank|conversation"
    r"|time)"
    r"|danke\b[^.?]{0,60}[.!]?\Z|vielen dank\b|herzlichen dank\b|wir (?:be)?danken",
    re.IGNORECASE,
)


# Headings of what stands below an interview: about the guest, about us, notices, tickets.
_AFTERWARDS = re.compile(
    r"(?:zur person|über|about|fazit|hinweis|transparenz|offenlegung|disclosure|disclaimer"
    r"|impressum"
    r"|kontakt|ticket|links|quellen|weitere|weiterführend|mehr |vita|steckbrief|kommentar"
    r"|diskussion)",
    re.IGNORECASE,
)


def asks(text: str) -> float:
    """Return from 0 to 1 how much a paragraph sounds like a question or a request to answer."""
    bare = text.strip(_CLOSERS)
    address = bool(_ADDRESS.search(bare))
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
    if not address and re.search(r"[.!]\s[^.!]+\Z", bare):
        score -= 0.15  # a statement that ends in a question to nobody is mostly rhetorical
    score -= 0.15 * ((len(bare) > 400) + (len(bare) > 800)) + 0.3 * (len(bare) > 1500)
    return min(1.0, max(0.0, score))


def _by_ending(bare: str, address: bool) -> float:
    if ends_asking(bare):
        return 0.6
    if len(bare) <= 250 and _requests(bare):
        return 0.55 if address or len(bare) <= 120 else 0.4
    if "?" in bare:
        return 0.35
    if len(bare) <= 150 and bare.endswith(("…", "...", "___")):
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
    return bool(_ADDRESS.search(text))


def is_personal(text: str) -> bool:
    """Tell whether somebody speaks of themselves."""
    return bool(_SELF.search(text) or _WE.search(text))


def ends_asking(text: str) -> bool:
    """Tell whether the text ends with its question."""
    return "?" in text.strip(_CLOSERS)[-3:]


def speaks_to_guest(text: str) -> bool:
    """Tell whether a short statement begins with a name and speaks to its bearer."""
    return len(text) <= 250 and bool(_TO_GUEST.match(text))


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
