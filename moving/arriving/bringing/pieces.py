"""Posts and pages become working copies, and editions dated as they were."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from blog.editions.edition import Edition
from blog.models import Credit, Post, PostTag, Series, Tag
from blog.models.rows import Rows
from blog.publishing.bulk import Bulk
from blog.publishing.freezing import Freezing
from blog.publishing.publish import locked, publish
from disclosures.trail import Action, record
from moving.arriving.addresses import keep_all
from moving.arriving.remarks import Remark, changed, left
from moving.arriving.values import Item, Kind, Status
from names.addresses import free_address
from names.slugs import slug_of
from pages.models import Page
from pages.own.addresses import taken_by_podium
from people.models import Person
from prose.sanitising import plain_text

_TITLE, _STANDFIRST = 160, 400
_PLACEHOLDER = re.compile(r"%%?[a-z_]+%%?")
_FILED = frozenset({"category", "post_tag", "language", "post_translations"})
_READ = frozenset(
    {"footnotes", "rank_math_title", "rank_math_description", "meta_title", "meta_description"}
)
_SEO = {
    "title": ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "meta_title"),
    "description": (
        *("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description"),
        "meta_description",
    ),
}


def working_copy(
    item: Item, html: str, by: User | None, image: int | None, language: str
) -> tuple[Post, list[Remark]]:
    """Return the saved working copy of a post or page, and what is another than it was."""
    remarks: list[Remark] = []
    title, said = _title(item, html)
    remarks += said
    standfirst, said = _standfirst(item)
    remarks += said
    kind: type[Post] = Page if item.kind is Kind.PAGE else Post
    slug = _address(item, title, kind)
    post = kind.objects.create(
        title=title,
        slug=slug,
        language=_language(item) or language,
        standfirst=standfirst,
        body=html,
        image_id=image,
        created_by=by,
        created_at=item.published or timezone.now(),
    )
    wanted = slug_of(unquote(item.slug))
    if wanted and wanted != slug:
        said_of = _("Its address was taken: it is “%(slug)s” now.")
        remarks.append(changed(said_of % {"slug": slug}))
    return post, remarks


def file_under(
    post: Post, people: list[Person], tags: list[Tag], series: list[Series]
) -> list[Remark]:
    """Name its writers, its topics and its series; return what found no place."""
    if isinstance(post, Page):  # which has neither
        return [left(_("A page has no topics.")) for _row in (tags or series)[:1]]
    Credit.objects.bulk_create(
        Credit(post=post, person=person, role=Credit.Role.AUTHOR, ordering=number)
        for number, person in enumerate(dict.fromkeys(people), start=1)
    )
    PostTag.objects.bulk_create(PostTag(content_object=post, tag=tag) for tag in tags)
    if not series:
        return []
    post.series = series[0]
    post.save(update_fields=["series", "updated_at"])
    others = ", ".join(row.name for row in series[1:])
    said = _("A piece belongs to one series; not to these as well: %(names)s")
    return [left(said % {"names": others})] if others else []


def brought_in(post: Post, item: Item, by: User | None, *, source: str, sha256: str) -> None:
    """Write down in the trail where a piece comes from."""
    facts: dict[str, Any] = {
        "brought_from": source,
        "address": item.link,
        "number_there": f"{item.type} {item.id}",
        "file_sha256": sha256,
    }
    for name in ("published", "modified"):
        if moment := getattr(item, name):
            facts[f"{name}_there"] = moment.isoformat()
    record(post, Action.ARRIVE, actor=by, facts=facts)


def published(
    post: Post, item: Item, by: User | None, bulk: Bulk | None = None, rows: Rows | None = None
) -> list[Remark]:
    """Publish a piece as of its day, or schedule it; return why it stays a draft, if it does.

    `rows`: it was made in this transaction, of these.
    """
    if reason := _stays_a_draft(post, item):
        return [left(reason)]
    now = timezone.now()
    then = item.published or now
    freezing = Freezing(post if rows else locked(post), rows, at=then, bulk=bulk or Bulk())
    try:
        if then > now:
            publish(post, by=by, starts_at=then, freezing=freezing)
        else:
            publish(post, by=by, now=then, freezing=freezing)
    except ValidationError as error:
        said = _("It is a draft here, not published: %(reasons)s")
        return [left(said % {"reasons": " ".join(error.messages)})]
    return []


def leads_here(post: Post, item: Item, root: str) -> list[Remark]:
    """Let every address that the item had lead to the piece; say which cannot."""
    parameter = "page_id" if item.kind is Kind.PAGE else "p"
    addresses = [item.link, *item.former]
    addresses += [f"{root}/?{name}={item.id}" for name in (parameter, "p") if item.id.isdigit()]
    if former := item.meta.get("_wp_old_slug"):
        addresses.append(_with_slug(item.link, former))
    told = keep_all(filter(None, addresses), post=post)
    said = _("This old address leads to something else already: %(address)s")
    remarks = [changed(said % {"address": one}) for one in told]
    path = urlsplit(item.link).path.strip("/").lower()
    if path in taken_by_podium() and post.get_absolute_url().strip("/") != path:
        said = _("Podium has a page of its own at /%(path)s/: the old address does not lead here.")
        remarks.append(changed(said % {"path": path}))
    return remarks


def told_of_comments(item: Item) -> list[Remark]:
    """Say how many comments are kept with the original."""
    number = len(item.comments)
    said = ngettext(
        "%(number)d comment is kept with the original; readers do not see it.",
        "%(number)d comments are kept with the original; readers do not see them.",
        number,
    )
    return [left(said % {"number": number})] if number else []


def told_of_the_rest(item: Item) -> list[Remark]:
    """Name what stands beside the text and has no place here: other taxonomies, fields of plug-ins."""
    others = [f"{one.taxonomy}: {one.name}" for one in item.terms if one.taxonomy not in _FILED]
    fields = [
        name
        for name, value in item.meta.items()
        if value.strip() and not name.startswith("_") and name not in _READ
    ]
    remarks = []
    if others:
        said = _("It was filed otherwise, too: %(names)s")
        remarks.append(left(said % {"names": ", ".join(others)}))
    if fields:
        said = _("Fields of plug-ins are kept with the original: %(names)s")
        remarks.append(left(said % {"names": ", ".join(sorted(fields))}))
    return remarks


def _stays_a_draft(post: Post, item: Item) -> str:
    """Return why a piece is not for readers, "" if it is."""
    over = item.published is None or item.published <= timezone.now()
    legal = isinstance(post, Page) and slug_of(unquote(item.slug)) in Page.FIXED.values()
    whys = (
        (
            bool(item.broken),
            _("It is a draft here: compare it with the original, the file is broken within it."),
        ),
        (item.status is Status.PRIVATE, _("It was private there: it is a draft here.")),
        (
            item.status is Status.PASSWORD,
            _("It stood behind a password there: it is a draft here."),
        ),
        (
            item.status is Status.SCHEDULED and over,
            _("Its date has passed since the export: it is a draft here."),
        ),
        (
            item.published is None
            and item.kind is not Kind.PAGE
            and item.status is not Status.DRAFT,
            _("It has no date: it is a draft here."),
        ),
        (item.status is Status.DRAFT, _("It was a draft there, too.")),
        (
            legal,
            _("It is a draft here: please take its text over into the page that the law asks for."),
        ),
    )
    return next((words for holds, words in whys if holds), "")


def _title(item: Item, html: str) -> tuple[str, list[Remark]]:
    if item.title:
        short = shortened(item.title, _TITLE)
        if short == item.title:
            return short, []
        said = _("Its title was too long; it was: %(title)s")
        return short, [changed(said % {"title": item.title})]
    words = plain_text(html).partition("\n")[0]
    made = shortened(words, 80) or _("Without a title")
    return made, [changed(_("It had no title; its first words stand for one."))]


def _standfirst(item: Item) -> tuple[str, list[Remark]]:
    """Return the excerpt, or what search engines were told; say what of it has no place."""
    remarks: list[Remark] = []
    own = " ".join(plain_text(item.excerpt).split())
    told = {name: _meta(item, keys) for name, keys in _SEO.items()}
    description = "" if _PLACEHOLDER.search(told["description"]) else told["description"]
    if own and description and own != description:
        said = _("The description for search engines was left out: %(words)s")
        remarks.append(left(said % {"words": description}))
    if told["title"] and not _PLACEHOLDER.search(told["title"]) and told["title"] != item.title:
        said = _("The title for search engines was left out: %(words)s")
        remarks.append(left(said % {"words": told["title"]}))
    standfirst = own or description
    if len(standfirst) > _STANDFIRST:
        said = _("The excerpt was too long for a standfirst; it was: %(words)s")
        remarks.append(changed(said % {"words": standfirst}))
    return shortened(standfirst, _STANDFIRST), remarks


def _meta(item: Item, keys: tuple[str, ...]) -> str:
    found = (" ".join(item.meta.get(key, "").split()) for key in keys)
    return next(filter(None, found), "")


def _address(item: Item, title: str, kind: type[Post]) -> str:
    """Return its own address, in the letters that ours have; another where that is taken."""
    wanted = slug_of(unquote(item.slug), max_length=70) or title
    now, ever = Post.objects.all(), Edition.objects.all()
    if kind is Page:
        return free_address(wanted, "seite", now, ever, reserved=taken_by_podium())
    return free_address(wanted, "beitrag", now, ever)


def _language(item: Item) -> str:
    """Return the language that Polylang gives an item, "" if it gives none."""
    known = dict(settings.LANGUAGES)
    named = (term.slug[:2] for term in item.terms if term.taxonomy == "language")
    return next((one for one in named if one in known), "")


def _with_slug(link: str, slug: str) -> str:
    before, _slash, _last = link.rstrip("/").rpartition("/")
    return f"{before}/{slug}/"


def shortened(words: str, most: int) -> str:
    """Return words cut at the end of one, with an ellipsis, if there are too many."""
    if len(words) <= most:
        return words
    return words[: most - 2].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def dated(moment: datetime) -> str:
    """Return a day as the report names it."""
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def form_of(row: object) -> str:
    """Return the address of a row's form in the newsroom; of a piece, as its kind."""
    if row is None:
        return ""
    meta = row._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])  # type: ignore[attr-defined]
