"""A WordPress export (WXR 1.2) of what readers see, as WordPress's own importer reads it.

Its shape is that of wp-admin/includes/export.php. People are authors, series are categories, topics are
tags; pictures are attachments that WordPress fetches from the site while it still stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone
from django.utils.html import escape

from blog.editions.content import Content, SeriesName, Topic
from blog.editions.edition import Edition
from media.frozen import FrozenImage
from moving.leaving.article import article, with_footnotes
from prose.xml import printable

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- generator="Podium" created="{created}" -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
<title>{title}</title>
<link>{link}</link>
<description>{description}</description>
<pubDate>{published}</pubDate>
<language>{language}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{link}</wp:base_site_url>
<wp:base_blog_url>{link}</wp:base_blog_url>
"""
_FOOT = "</channel>\n</rss>\n"
_TYPES = {"page": "page"}  # all else is a post


def wordpress(
    editions: Iterable[Edition],
    images: Sequence[FrozenImage],
    title: str,
    claim: str,
    now: datetime,
) -> Iterator[str]:
    """Yield the export in parts: the channel, authors, categories, tags, pictures, pieces."""
    pieces = list(editions)
    contents = [one.piece for one in pieces]
    yield _HEAD.format(
        created=now.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
        title=escape(printable(title)),
        description=escape(printable(claim)),
        link=settings.SITE_URL,
        published=format_datetime(now.astimezone(UTC)),
        language=settings.LANGUAGE_CODE,
    )
    yield from _authors(contents)
    yield from _terms(contents)
    # Numbers of pictures follow those of pieces: WordPress numbers both together.
    first = max((one.post_id for one in pieces), default=0)
    numbers = {image.file: first + place for place, image in enumerate(images, start=1)}
    for image in images:
        yield _attachment(image, numbers[image.file], now)
    for edition, content in zip(pieces, contents, strict=True):
        yield _item(edition, content, numbers, now)
    yield _FOOT


def address_of(file: str) -> str:
    """Return where the site serves a picture."""
    return f"{urljoin(settings.SITE_URL, settings.MEDIA_URL)}{file}"


def _cdata(text: str) -> str:
    """Return text as WordPress writes it: as it is, but for what would end it."""
    return f"<![CDATA[{printable(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def _authors(contents: Iterable[Content]) -> Iterator[str]:
    credited = {one.slug: one for content in contents for one in content.credits}
    for number, (slug, credit) in enumerate(sorted(credited.items()), start=1):
        first, _space, last = credit.name.rpartition(" ")
        yield (
            f"<wp:author><wp:author_id>{number}</wp:author_id>"
            f"<wp:author_login>{_cdata(slug)}</wp:author_login>"
            f"<wp:author_email>{_cdata('')}</wp:author_email>"
            f"<wp:author_display_name>{_cdata(credit.name)}</wp:author_display_name>"
            f"<wp:author_first_name>{_cdata(first)}</wp:author_first_name>"
            f"<wp:author_last_name>{_cdata(last)}</wp:author_last_name></wp:author>\n"
        )


def _terms(contents: Iterable[Content]) -> Iterator[str]:
    contents = list(contents)
    series = {one.series.slug: one.series.name for one in contents if one.series}
    topics = {tag.slug: tag.name for one in contents for tag in one.tags}
    for number, (slug, name) in enumerate(sorted(series.items()), start=1):
        yield (
            f"<wp:category><wp:term_id>{number}</wp:term_id>"
            f"<wp:category_nicename>{_cdata(slug)}</wp:category_nicename>"
            f"<wp:category_parent>{_cdata('')}</wp:category_parent>"
            f"<wp:cat_name>{_cdata(name)}</wp:cat_name></wp:category>\n"
        )
    for number, (slug, name) in enumerate(sorted(topics.items()), start=len(series) + 1):
        yield (
            f"<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug>{_cdata(slug)}</wp:tag_slug>"
            f"<wp:tag_name>{_cdata(name)}</wp:tag_name></wp:tag>\n"
        )


def _item(edition: Edition, content: Content, numbers: dict[str, int], now: datetime) -> str:
    author = next((one.slug for one in content.credits if one.role != "interviewee"), "")
    author = author or next((one.slug for one in content.credits), "")
    text = with_footnotes(
        article(content, lambda file: address_of(file) if file in numbers else "")
    )
    thumbnail = numbers.get(content.image.file) if content.image else None
    return _entry(
        number=edition.post_id,
        title=content.title,
        link=f"{settings.SITE_URL}{edition.get_absolute_url()}",
        author=author,
        text=text,
        excerpt=content.standfirst,
        published=edition.published_at,
        modified=edition.modified_at,
        slug=content.slug,
        status="publish" if edition.starts_at <= now else "future",
        type_=_TYPES.get(content.kind, "post"),
        more=_categories(content) + (_meta("_thumbnail_id", str(thumbnail)) if thumbnail else ""),
    )


def _attachment(image: FrozenImage, number: int, now: datetime) -> str:
    address = address_of(image.file)
    return _entry(
        number=number,
        title=image.alt or image.file,
        link=address,
        author="",
        text="",
        excerpt=" · ".join(filter(None, (image.caption, image.credit))),
        published=now,
        modified=now,
        slug=image.file.rpartition("/")[2].partition(".")[0],
        status="inherit",
        type_="attachment",
        more=f"<wp:attachment_url>{_cdata(address)}</wp:attachment_url>\n"
        + _meta("_wp_attachment_image_alt", image.alt),
    )


def _entry(
    *,
    number: int,
    title: str,
    link: str,
    author: str,
    text: str,
    excerpt: str,
    published: datetime,
    modified: datetime,
    slug: str,
    status: str,
    type_: str,
    more: str,
) -> str:
    return (
        f"<item>\n<title>{_cdata(title)}</title>\n<link>{escape(link)}</link>\n"
        f"<pubDate>{format_datetime(published.astimezone(UTC))}</pubDate>\n"
        f"<dc:creator>{_cdata(author)}</dc:creator>\n"
        f'<guid isPermaLink="false">{escape(link)}</guid>\n<description></description>\n'
        f"<content:encoded>{_cdata(text)}</content:encoded>\n"
        f"<excerpt:encoded>{_cdata(excerpt)}</excerpt:encoded>\n<wp:post_id>{number}</wp:post_id>\n"
        + _dates("post_date", published)
        + _dates("post_modified", modified)
        + "<wp:comment_status>closed</wp:comment_status>\n<wp:ping_status>closed</wp:ping_status>\n"
        f"<wp:post_name>{_cdata(slug)}</wp:post_name>\n<wp:status>{status}</wp:status>\n"
        "<wp:post_parent>0</wp:post_parent>\n<wp:menu_order>0</wp:menu_order>\n"
        f"<wp:post_type>{type_}</wp:post_type>\n<wp:post_password></wp:post_password>\n"
        f"<wp:is_sticky>0</wp:is_sticky>\n{more}</item>\n"
    )


def _dates(name: str, moment: datetime) -> str:
    """Return a moment on the site's clock, and in UTC."""
    shape = "%Y-%m-%d %H:%M:%S"
    here, utc = timezone.localtime(moment).strftime(shape), moment.astimezone(UTC).strftime(shape)
    return f"<wp:{name}>{_cdata(here)}</wp:{name}>\n<wp:{name}_gmt>{_cdata(utc)}</wp:{name}_gmt>\n"


def _categories(content: Content) -> str:
    terms: list[tuple[str, SeriesName | Topic]] = [("post_tag", tag) for tag in content.tags]
    if content.series:
        terms.insert(0, ("category", content.series))
    return "".join(
        f'<category domain="{domain}" nicename="{escape(term.slug)}">{_cdata(term.name)}</category>\n'
        for domain, term in terms
    )


def _meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta>\n<wp:meta_key>{_cdata(key)}</wp:meta_key>\n"
        f"<wp:meta_value>{_cdata(value)}</wp:meta_value>\n</wp:postmeta>\n"
    )
