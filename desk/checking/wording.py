"""Checks of words: what is still to come, blanks and marks, the house's words, how hard a text is to read."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from desk.checking.check import Check, Finding, Level, Piece, Remedy

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_LONG_WORD = 6  # letters beyond which LIX counts a word as long
HARD_LIX = 60
LONG_SENTENCE = 40
_AROUND = 24


def _around(text: str, start: int, end: int) -> str:
    """Return some words around a place, to be recognised by."""
    return text[max(0, start - _AROUND) : end + _AROUND].strip()


class ToCome(Check):
    """“TK” marks what is still to come; no such mark goes to readers."""

    id = "to_come"
    name = gettext_lazy("Marks for what is to come (TK)")
    level = Level.REQUIRED
    _mark = re.compile(r"(?<![^\W_])TK(?![^\W_])")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find each mark."""
        for text in piece.words:
            for mark in self._mark.finditer(text):
                where = _around(text, *mark.span())
                yield Finding(_("Still to come: “… %(where)s …”") % {"where": where}, at=where)


class Blanks(Check):
    """Doubled blanks, and blanks before marks that have none."""

    id = "blanks"
    name = gettext_lazy("Blanks")
    _doubled = re.compile(r"\S+[ \u00a0]{2,}\S+|\S+ [,;](?=\s|$)")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find each, with the words as they should be."""
        for text in piece.words:
            for wrong in self._doubled.finditer(text):
                found = wrong[0]
                right = re.sub(r"[ \u00a0]+([,;])$", r"\1", re.sub(r"[ \u00a0]{2,}", " ", found))
                said = _("A blank too many: “%(words)s”") % {"words": found}
                remedy = Remedy(_("Take it out"), find=found, put=right)
                yield Finding(said, at=found, remedy=remedy)


class QuotationMarks(Check):
    """Quotation marks that are opened are closed."""

    id = "quotation_marks"
    name = gettext_lazy("Quotation marks in pairs")
    _pairs = (("„", "“"), ("»", "«"), ("‚", "‘"))

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find paragraphs with an odd number of plain marks, or more opening than closing ones."""
        for text in piece.words:
            odd = text.count('"') % 2
            for opening, closing in self._pairs if piece.content.language == "de" else ():
                odd = odd or text.count(opening) > text.count(closing) + text.count("”")
            if odd:
                said = _("A quotation mark is opened and not closed: “%(words)s …”")
                yield Finding(said % {"words": text[:50]}, at=text[:40])


class AvoidedWords(Check):
    """Words that the house does not use, with those it does."""

    id = "avoided_words"
    name = gettext_lazy("Words the house avoids")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find each once, whatever its case."""
        for word, better in piece.avoided.items():
            pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
            for text in piece.words:
                if found := pattern.search(text):
                    yield self._finding(found[0], better)
                    break

    def _finding(self, found: str, better: str) -> Finding:
        if not better:
            return Finding(_("The house avoids “%(word)s”.") % {"word": found}, at=found)
        said = _("The house writes “%(better)s”, not “%(word)s”.")
        remedy = Remedy(_("Replace"), find=found, put=better)
        return Finding(said % {"better": better, "word": found}, at=found, remedy=remedy)


class Readability(Check):
    """How hard a text is to read: LIX (words in a sentence, plus the share of long words)."""

    id = "readability"
    name = gettext_lazy("Readability and long sentences")

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find a text that is hard as a whole, and its longest sentences."""
        sentences = [s for text in piece.paragraphs for s in _SENTENCE.findall(text)]
        counted = [(len(_WORD.findall(sentence)), sentence.strip()) for sentence in sentences]
        counted = [(number, sentence) for number, sentence in counted if number]
        words = [word for text in piece.paragraphs for word in _WORD.findall(text)]
        if len(words) > 100:
            long = sum(len(word) > _LONG_WORD for word in words)
            lix = round(len(words) / len(counted) + 100 * long / len(words))
            if lix > HARD_LIX:
                yield Finding(_("Hard to read (LIX %(lix)s; newspapers are at 50).") % {"lix": lix})
        for number, sentence in sorted(counted, reverse=True)[:3]:
            if number > LONG_SENTENCE:
                said = _("A sentence of %(number)s words: “%(words)s …”")
                words_of = {"number": number, "words": sentence[:50]}
                yield Finding(said % words_of, at=sentence[:40])


class OtherLanguage(Check):
    """A passage in another language is read aloud wrongly, and surprises readers."""

    id = "other_language"
    name = gettext_lazy("Passages in another language")
    _common = {
        "de": frozenset(
            "der die das und ist nicht ein eine zu mit auf für von wir ich es sich".split()
        ),
        "en": frozenset("the and is not a an to with on for of we i it that was are this".split()),
    }

    def look(self, piece: Piece) -> Iterator[Finding]:
        """Find paragraphs whose small words are mostly those of the other language."""
        own = self._common.get(piece.content.language, frozenset())
        other = frozenset().union(*(w for one, w in self._common.items() if w is not own)) - own
        for text in piece.paragraphs:
            words = [word.lower() for word in _WORD.findall(text)]
            ours, theirs = sum(w in own for w in words), sum(w in other for w in words)
            if len(words) >= 8 and theirs >= 3 and theirs > 2 * ours:
                said = _("This passage is in another language: “%(words)s …”")
                yield Finding(said % {"words": text[:50]}, at=text[:40])
