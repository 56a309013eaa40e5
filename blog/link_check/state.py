"""What the link check found out about a source, for editors: kept in few words, told in sentences.

`Source.link_note` holds the reason of the last finding, and after a blank the day on which the
address failed for the first time, if it does: `404 2026-11-23`. The reason is a status of HTTP or
one of `outbound.fetching.Trouble`.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from blog.models import Post, Source
from forms.moments import in_words
from outbound.fetching import Trouble

NEVER_CHECKED = {"link_status": "", "link_checked_at": None, "link_note": "", "link_failures": 0}
ARCHIVE = "https://web.archive.org/web/*/"
REASONS = {
    Trouble.REFUSED: gettext_lazy("not an address on the public web"),
    Trouble.UNKNOWN_HOST: gettext_lazy("no such host"),
    Trouble.NO_CONNECTION: gettext_lazy("no connection"),
    Trouble.TIMEOUT: gettext_lazy("no answer in time"),
    Trouble.TLS: gettext_lazy("its certificate is not valid"),
    Trouble.REDIRECTS: gettext_lazy("too many redirects"),
    Trouble.NO_HTTP: gettext_lazy("an answer that is no web page"),
    "404": gettext_lazy("page not found"),
    "410": gettext_lazy("page taken away"),
}


def dead_sources(post: Post) -> list[Source]:
    """Return the sources of a working copy whose address leads nowhere and that have no other."""
    if post.pk is None:
        return []
    return list(post.sources.filter(link_status="dead", archived_url="").order_by("ordering"))


def archive_search(address: str) -> str:
    """Return where a reader finds archived copies of a page; nobody is asked here."""
    return ARCHIVE + address


def note(reason: str, since: date | None) -> str:
    """Return what `Source.link_note` holds."""
    return f"{reason} {since.isoformat()}" if since else reason


def failing_since(source: Source) -> date | None:
    """Return the day on which the address failed for the first time, if it does."""
    day = source.link_note.partition(" ")[2]
    return date.fromisoformat(day) if day else None


def state_in_words(source: Source) -> str:
    """Say what is known about the address of a source."""
    if source.link_checked_at is None:
        return _("Not checked.")
    reason = source.link_note.partition(" ")[0]
    since = failing_since(source)
    words = {
        "moment": in_words(source.link_checked_at),
        "why": REASONS.get(reason) or _("answers with status %(status)s") % {"status": reason},
        "day": date_format(since, "DATE_FORMAT") if since else "",
    }
    if source.link_status == "dead" and since:
        return _("Dead since %(day)s (%(why)s), last checked on %(moment)s.") % words
    if source.link_status == "ok":
        return _("Answers, checked on %(moment)s.") % words
    return _("Unsure (%(why)s), checked on %(moment)s.") % words
