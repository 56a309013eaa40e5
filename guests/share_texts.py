"""Texts that an ambassador can share: true on the day, and labelled where the law asks for it.

Whoever receives something for it – money, a ticket, a journey – advertises when inviting to the
event, and readers must see so before anything else: UWG § 5a (4) (a consideration is presumed),
UWG Annex No. 11 with CJEU C-371/20 (benefits in kind count), DDG § 6, and the guideline of the state
media authorities (Leitfaden der Medienanstalten: "Werbung" or "Anzeige" at the beginning of the post;
no other word is safe, and an English one alone is not either).
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy

from events.models import Ambassadorship, Event
from events.when import when

LABELS = {"de": "Anzeige", "en": "Anzeige (ad)"}
NAMES = {"de": gettext_lazy("German"), "en": gettext_lazy("English")}


@dataclass(frozen=True)
class ShareText:
    """A text to copy; `language` is that of the text, `name` says which one it is."""

    key: str
    language: str
    name: str
    text: str

    @property
    def rows(self) -> int:
        """How many lines a phone needs to show all of it."""
        return sum(1 + len(line) // 38 for line in self.text.split("\n"))


def link_to(path: str, code: str) -> str:
    """Return the public address of a path of this site with an ambassador's code."""
    address = f"{settings.SITE_URL}{path}"
    return f"{address}?b={code}" if code else address


def share_texts(stands: Ambassadorship) -> list[ShareText]:
    """Return a short and a long text in German and in English."""
    sizes = (("short", _short, _("short")), ("long", _long, _("longer")))
    found = []
    for language, named in NAMES.items():
        for key, write, size in sizes:
            name = _("%(language)s, %(size)s") % {"language": named, "size": size}
            with translation.override(language):
                text = write(stands, language)
            found.append(ShareText(f"{language}-{key}", language, name, text))
    return found


def _short(stands: Ambassadorship, language: str) -> str:
    invitation = _("%(who)s I invite you: %(facts)s.") % {
        "who": _who(stands),
        "facts": _facts(stands.event),
    }
    parts = [_labelled(invitation, stands, language), _benefit(stands)]
    parts += [link_to(stands.event.get_absolute_url(), stands.code), stands.event.hashtag or ""]
    return " ".join(filter(None, parts))


def _long(stands: Ambassadorship, language: str) -> str:
    event = stands.event
    own_words = stands.statement if language == settings.LANGUAGE_CODE[:2] else ""
    invitation = _("%(who)s I invite you.") % {"who": _who(stands)}
    link = link_to(event.get_absolute_url(), stands.code)
    parts = [
        _labelled(invitation, stands, language),
        own_words.strip(),
        f"{event.name}\n{_facts(event)}",
        _("Programme and tickets: %(link)s") % {"link": link},
        _benefit(stands),
        event.hashtag or "",
    ]
    return "\n\n".join(filter(None, parts))


def _who(stands: Ambassadorship) -> str:
    return _("As %(role)s") % {"role": stands.role_line}


def _labelled(words: str, stands: Ambassadorship, language: str) -> str:
    """Put the label first, as the guideline wants it."""
    return f"{LABELS[language]}: {words}" if stands.benefit else words


def _benefit(stands: Ambassadorship) -> str:
    if not stands.benefit:
        return ""
    return _("What I receive for it: %(benefit)s.") % {"benefit": stands.benefit.rstrip(".")}


def _facts(event: Event) -> str:
    """Say when and where, from the event as it is now."""
    online = event.attendance == Event.Attendance.ONLINE
    place = _("online") if online else event.city
    return ", ".join(filter(None, (when(event), place)))
