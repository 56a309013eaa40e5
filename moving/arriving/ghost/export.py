"""A Ghost export: what it says of itself, and its items.

It does not say where the site was; whoever knows gives its address, else links within it stay paths. Members are
told by what they agreed to, so that nobody is written to who did not; neither names nor mail addresses are taken.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from interviews.importing.formats.encodings import as_written, sound
from interviews.importing.formats.paragraphs import Unreadable as NoText
from moving.arriving.ghost.lexical import Lexical
from moving.arriving.ghost.mobiledoc import Mobiledoc
from moving.arriving.remarks import Remark, changed, left
from moving.arriving.values import Head, Item, Kind, Place, Status, Term, Unreadable, Writer
from names.slugs import slug_of

type Row = Mapping[str, Any]
_ROOT = "__GHOST_URL__"  # what Ghost writes for its own address
_STATUS = {"published": Status.PUBLISHED, "scheduled": Status.SCHEDULED}
# What a text of another shape than it says fails with.
_MISSHAPEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


class GhostExport:
    """The tables of one export, kept in memory."""

    def __init__(self, path: Path, site: str = "", author: str = "") -> None:
        """Read a file; `site` is the address that the blog had, `author` wrote what names nobody.

        Raises Unreadable.
        """
        try:
            written, self._doubt = as_written(path.read_bytes())
            whole = json.loads(written.replace(_ROOT, site.rstrip("/")), object_pairs_hook=_row)
            data = (whole["db"][0] if "db" in whole else whole)["data"]
            self._tables: dict[str, list[Row]] = {
                name: rows for name, rows in data.items() if isinstance(rows, list)
            }
            self._tables["posts"]
        except NoText as error:
            raise Unreadable(str(error)) from error
        except json.JSONDecodeError as error:
            said = _("This is no whole JSON file: it breaks off or errs in line %(line)d.")
            raise Unreadable(said % {"line": error.lineno}) from error
        except _MISSHAPEN as error:
            raise Unreadable(_("This is no export of Ghost: it has no posts.")) from error
        self._site = site.rstrip("/")
        self._unsigned = [author] if author else []
        self._tags = {row["id"]: _term(row) for row in self._of("tags")}
        self._users = {row["id"]: row.get("slug") or str(row["id"]) for row in self._of("users")}
        self._tagged = self._by_post("posts_tags", "tag_id", self._tags)
        self._written = self._by_post("posts_authors", "author_id", self._users)
        self._more = {row["post_id"]: row for row in self._of("posts_meta")}

    @property
    def head(self) -> Head:
        """What it says before its items; without an address the name of the site stands for one."""
        settings = {row.get("key"): row.get("value") for row in self._of("settings")}
        name = str(settings.get("title") or "")
        spoken = settings.get("locale") or settings.get("lang") or settings.get("default_locale")
        address = self._site or f"ghost://{slug_of(name) or 'site'}"
        place = Place(address, name, str(spoken or ""), "Ghost")
        return Head(place, tuple(map(_writer, self._of("users"))), tuple(self._tags.values()))

    def items(self) -> Iterator[Item]:
        """Yield the pictures above texts, then posts and pages."""
        for row in self._of("posts"):
            if row.get("feature_image"):
                yield self._picture(row)
        for row in self._of("posts"):
            yield self._piece(row)
        yield from self._members()

    def _of(self, table: str) -> list[Row]:
        return [row for row in self._tables.get(table, []) if isinstance(row, Mapping)]

    def _by_post[Named](
        self, table: str, key: str, named: Mapping[Any, Named]
    ) -> defaultdict[Any, list[Named]]:
        found: defaultdict[Any, list[Named]] = defaultdict(list)
        for row in sorted(self._of(table), key=lambda row: row.get("sort_order") or 0):
            if row.get(key) in named:
                found[row.get("post_id")].append(named[row[key]])
        return found

    def _members(self) -> Iterator[Item]:
        """Yield a line for the report for each member: what they agreed to, and nothing of who they are."""
        letters = {row.get("id"): str(row.get("name") or "?") for row in self._of("newsletters")}
        agreed: defaultdict[Any, list[str]] = defaultdict(list)
        for row in self._of("members_newsletters"):
            agreed[row.get("member_id")].append(letters.get(row.get("newsletter_id"), "?"))
        for row in self._of("members"):
            to = sorted(agreed[row.get("id")])
            if not to and row.get("subscribed"):  # before Ghost 5 there was one newsletter
                to = [_("the newsletter")]
            if to and not row.get("email_disabled"):
                said = _(
                    "A member who agreed to get: %(letters)s. Not taken: Podium sends no newsletter."
                )
            else:
                said = _("A member who gets no mail. Not taken: Podium sends no newsletter.")
            yield Item(
                kind=Kind.OTHER,
                type="member",
                id=str(row.get("id", "")),
                title="",
                remarks=(left(said % {"letters": ", ".join(to)}),),
            )

    def _picture(self, row: Row) -> Item:
        address, more = str(row["feature_image"]), self._more.get(row.get("id"), {})
        alt = str(more.get("feature_image_alt") or "")
        return Item(
            kind=Kind.PICTURE,
            type="picture",
            id=address,
            title="",
            file=address,
            status=Status.PUBLISHED,
            excerpt=str(more.get("feature_image_caption") or ""),
            meta={"_wp_attachment_image_alt": alt},
        )

    def _piece(self, row: Row) -> Item:
        page = row.get("type") == "page" or (
            row.get("type") is None and str(row.get("page") or 0) not in ("0", "false")
        )
        more, slug = self._more.get(row.get("id"), {}), str(row.get("slug") or "")
        body, remarks, broken = _text(row)
        status, said = _status(row)
        writers = self._written.get(row.get("id")) or self._by_column(row) or self._unsigned
        told = {"_thumbnail_id": row.get("feature_image")}
        for name in ("meta_title", "meta_description"):
            told[name] = more.get(name) or row.get(name)
        return Item(
            kind=Kind.PAGE if page else Kind.POST,
            type="page" if page else "post",
            id=str(row.get("id", "")),
            title=str(row.get("title") or "").strip(),
            link=f"{self._site}/{slug}/" if slug else "",
            slug=slug,
            status=status,
            published=_moment(row.get("published_at")),
            modified=_moment(row.get("updated_at")),
            body=body,
            excerpt=str(row.get("custom_excerpt") or ""),
            writers=tuple(writers),
            terms=tuple(self._tagged.get(row.get("id"), ())),
            meta={name: str(value) for name, value in told.items() if value},
            broken=broken,
            remarks=(*said, *remarks, *([changed(self._doubt)] if self._doubt else [])),
        )

    def _by_column(self, row: Row) -> list[str]:
        """Return the writer of versions that knew one alone."""
        return [self._users[row["author_id"]]] if row.get("author_id") in self._users else []


def _row(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: sound(value) if isinstance(value, str) else value for key, value in pairs}


def _text(row: Row) -> tuple[str, list[Remark], int]:
    """Return the text of a row as HTML from what its editor wrote, else as it was shown; 1 if it broke."""
    for name, reader in (("lexical", Lexical()), ("mobiledoc", Mobiledoc())):
        if written := row.get(name):
            try:
                return sound(reader.html(str(written))), reader.remarks, 0
            except _MISSHAPEN:
                continue
    shown = row.get("html")
    unread = not shown and bool(row.get("lexical") or row.get("mobiledoc"))
    return str(shown or ""), [], int(unread)


def _status(row: Row) -> tuple[Status, Sequence[Remark]]:
    if row.get("status") == "sent":
        return Status.DRAFT, [changed(_("It was sent as a newsletter and stood nowhere."))]
    status = _STATUS.get(str(row.get("status")), Status.DRAFT)
    seen_by = row.get("visibility") or "public"
    if status is not Status.DRAFT and seen_by != "public":
        said = _("Not everybody could read it there: %(visibility)s")
        return Status.PRIVATE, [left(said % {"visibility": seen_by})]
    return status, []


def _writer(row: Row) -> Writer:
    slug = str(row.get("slug") or row["id"])
    return Writer(
        key=slug,
        name=str(row.get("name") or slug),
        slug=slug,
        mail=str(row.get("email") or ""),
        biography=str(row.get("bio") or ""),
        url=str(row.get("website") or ""),
    )


def _term(row: Row) -> Term:
    """Return a tag; one that Ghost keeps from readers ("#internal") is of another kind."""
    name, slug = str(row.get("name") or ""), str(row.get("slug") or "")
    internal = row.get("visibility") == "internal" or name.startswith("#")
    return Term(
        "internal" if internal else "post_tag",
        slug or name,
        name,
        description=str(row.get("description") or ""),
        id=str(row["id"]),
    )


def _moment(written: object) -> datetime | None:
    """Return a moment: ISO 8601, or milliseconds in the first versions; both in UTC."""
    try:
        if isinstance(written, int):
            return datetime.fromtimestamp(written / 1000, UTC)
        moment = datetime.fromisoformat(str(written))
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
