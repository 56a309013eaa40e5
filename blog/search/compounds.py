"""Where a German compound may be cut: Veranstaltungs|ticket, Kinder|garten.

A cut counts where both sides are words of the site itself (`blog.search.vocabulary`). The letters that join
them (s, es, n, en, er, e) look like endings that stemming takes off (docs/standards/texts.md).
"""

from blog.search.stems import stem

SHORTEST_PART = 4
# Longer than that, a side is taken for a compound of its own: Veranstaltungsticket|preis.
CERTAINLY_A_WORD = 10
# Endings that make words of words, and beginnings that make verbs of verbs, are no parts.
_NO_HEAD = frozenset(
    map(stem, "schaft schaften heit heiten keit keiten lich liche lichen bare haft ling".split())
) | {"ung", "ungen", "isch", "ische", "ieren", "iert", "ismus", "fach", "fache", "mal", "weise"}
_NO_BEGINNING = frozenset(
    map(
        stem,
        """aber alle auch aus auseinander beim dabei dafür dagegen daher damit daran darauf daraus
        darin darüber darum davon dazu durch eine einer eines empor entgegen fort gegen gegenüber
        heraus herein herum hinaus hinein hinter inter miss nach nicht nieder ohne über umher unter
        ver voll voran voraus vorbei vorher weiter wider wieder wohl zurück zusammen zwischen""".split(),
    )
)


def cuts(word: str) -> set[tuple[str, str]]:
    """Return the stems left and right of each place where a plain word may be cut."""
    found = set()
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        left, right = stem(word[:at]), stem(word[at:])
        long_enough = min(len(left), len(right)) >= SHORTEST_PART - 1  # Schul|hof, Bühn|e
        if long_enough and left not in _NO_BEGINNING and right not in _NO_HEAD:
            found.add((left, right))
    return found
