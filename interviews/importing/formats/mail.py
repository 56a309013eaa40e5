"""Mails: what the guest wrote, apart from headers and older mails below."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

import olefile
from django.utils.translation import gettext as _

from interviews.importing.formats.document import Document, Proposals
from interviews.importing.formats.encodings import decoded
from interviews.importing.formats.paragraphs import Paragraph, Unreadable
from interviews.importing.formats.plaintext import document_of_text
from interviews.importing.formats.webpage import document_of_html

_HEADER = re.compile(
    r"(?P<name>von|from|an|to|cc|bcc|betreff|subject|datum|date|gesendet|sent|antwort an|reply-to|anlagen?|attachments?)\s?:\s*(?P<value>.*)",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"(?:[-_]{3,}\s?(?:urspr(?:ü|ue)ngliche nachricht|original message|weitergeleitete nachricht|forwarded message)"
    r"|(?:am|on) .{6,120} (?:schrieb|wrote)(?: .{0,120})?:\Z|.{3,100} (?:schrieb am|wrote on) .{6,80}:\Z"
    r"|anfang der weitergeleiteten nachricht|begin forwarded message)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:(?:re|aw|antw|wg|fwd?|sv)\s?:\s*)+", re.IGNORECASE)
_FEWEST = 2  # headers, or questions
_HEADERS_ABOVE = 12  # lines at most


def is_mail(text: str) -> bool:
    """Tell whether a text is a mail as it was sent, with its headers."""
    head = text[:6000].lstrip("\ufeff\r\n").split("\n\n", 1)[0]
    names = re.findall(r"^([A-Za-z-]{2,40}):\s", head, re.MULTILINE)
    known = {name.lower() for name in names}
    return {"from", "subject"} <= known and bool(known & {"mime-version", "message-id", "received"})


def document_of_mail(data: bytes) -> Document:
    """Return the body of a mail (RFC 5322), with the subject as proposal for the title."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    if body is None:
        raise Unreadable(_("The mail holds no text."))
    try:
        text = body.get_content()
    except (LookupError, UnicodeError):
        payload = body.get_payload(decode=True)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    document = (
        document_of_html(text) if body.get_content_subtype() == "html" else document_of_text(text)
    )
    return _told_apart(document, str(message["subject"] or ""), str(message["from"] or ""))


def document_of_outlook(data: bytes) -> Document:
    """Return the body of a mail that Outlook saved (.msg)."""
    with olefile.OleFileIO(data) as file:
        subject, sender = _property(file, "0037"), _property(file, "0C1A")
        page = _stream(file, "__substg1.0_10130102")
        text = _property(file, "1000")
    if page:
        document = document_of_html(decoded(page)[0])
    elif text:
        document = document_of_text(text)
    else:
        raise Unreadable(_("The mail holds no text."))
    return _told_apart(document, subject, sender)


def is_outlook(data: bytes) -> bool:
    """Tell whether an OLE file is a mail of Outlook."""
    try:
        with olefile.OleFileIO(data) as file:
            return bool(file.exists("__properties_version1.0"))
    except OSError:
        return False


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    return bytes(file.openstream(name).read()) if file.exists(name) else b""


def _property(file: olefile.OleFileIO, number: str) -> str:
    """Return a property of text, in Unicode or in the code page of old mails ([MS-OXMSG] 2.4.1)."""
    if wide := _stream(file, f"__substg1.0_{number}001F"):
        return wide.decode("utf-16-le", errors="replace").strip("\x00")
    return (
        _stream(file, f"__substg1.0_{number}001E").decode("cp1252", errors="replace").strip("\x00")
    )


def _told_apart(document: Document, subject: str, sender: str) -> Document:
    name = parseaddr(sender)[0]
    proposals = Proposals(_PREFIX.sub("", " ".join(subject.split())), name)
    return without_older_mails(replace(document, proposals=proposals))


def without_older_mails(document: Document) -> Document:
    """Return a document whose headers propose its title, without the mails quoted below.

    They stay where the answers stand among them.
    """
    paragraphs = list(document.paragraphs)
    above = _headers(paragraphs[:_HEADERS_ABOVE])
    found = {paragraphs[i].line: match for i, match in above.items()}
    if len(found) >= _FEWEST:
        paragraphs = [
            replace(p, spans=(), style="rule", marker=p.everything()) if p.line in found else p
            for p in paragraphs
        ]
        document = replace(document, proposals=_proposed(list(above.values()), document.proposals))
    end = _older(paragraphs)
    if end is not None and _asks(paragraphs[:end]) >= _FEWEST:
        remark = _("Older mails stand below the answers; they are left out.")
        return replace(
            document, paragraphs=tuple(paragraphs[:end]), remarks=(*document.remarks, remark)
        )
    return replace(document, paragraphs=tuple(paragraphs))


def _headers(paragraphs: Sequence[Paragraph]) -> dict[int, re.Match[str]]:
    """Return the header lines that a mail begins with."""
    found: dict[int, re.Match[str]] = {}
    for index, paragraph in enumerate(paragraphs):
        match = _HEADER.match(paragraph.text)
        if match is None or len(paragraph.text) > 300:
            break
        found[index] = match
    return found


def _proposed(headers: Sequence[re.Match[str]], known: Proposals) -> Proposals:
    values = {match["name"].lower(): match["value"].strip() for match in headers}
    title = values.get("betreff") or values.get("subject") or ""
    sender = values.get("von") or values.get("from") or ""
    name = re.sub(r"\s*[<\[(].*", "", sender).strip("\"' ")
    return replace(known, title=known.title or _PREFIX.sub("", title), author=known.author or name)


def _older(paragraphs: Sequence[Paragraph]) -> int | None:
    """Return the index at which an older mail begins."""
    for index, paragraph in enumerate(paragraphs):
        if index and len(paragraph.text) <= 250 and _OLDER.match(paragraph.text):
            return index
        if index and len(_headers(paragraphs[index : index + 4])) >= 3:
            return index
    return None


def _asks(paragraphs: Sequence[Paragraph]) -> int:
    return sum("?" in paragraph.text for paragraph in paragraphs)
