"""Where a generator of sites put a page: by its front matter, by the pattern of the site, by its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from moving.arriving.markdown.settings import Settings, word
from names.slugs import slug_of

_TOKEN = re.compile(r":(\w+)")
# What Eleventy writes into a pattern: `{{ title | slugify }}`, `{{ page.date | date: '%Y' }}`.
_BRACES = re.compile(r"\{\{-? {0,4}([\w.]{1,40}) {0,4}(?:\|([^{}\n]{0,100}?))? {0,4}-?\}\}")
_FORMAT = re.compile(r"[\"']([%A-Za-z/._-]{1,30})[\"']")
# Jekyll's patterns that have names (jekyllrb.com/docs/permalinks).
_NAMED = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_FORMER = ("aliases", "redirect_from", "redirect-from")
_NOT_IN_HUGO = re.compile(r"[^\w.~/-]+")


@dataclass(frozen=True)
class Page:
    """What an address is made of: the path within the site, what is said of it, its part of an address, its day."""

    path: PurePosixPath
    told: Mapping[str, Any]
    slug: str
    day: datetime | None
    collection: str = ""
    above: tuple[str, ...] = ()  # topics that its folders give it
    of_section: bool = False  # Hugo's page of a folder, which no pattern for the pages in it is for

    @property
    def name(self) -> str:
        """The name of its file, or of the folder whose page it is."""
        return self.path.parent.name if self.path.stem == "index" else self.path.stem

    @property
    def section(self) -> str:
        """The folder of the site that it belongs to."""
        return self.path.parts[0] if len(self.path.parts) > 1 else ""


@dataclass(frozen=True)
class Addresses:
    """How one site makes addresses."""

    settings: Settings

    def of_page(self, page: Page) -> tuple[str, tuple[str, ...]]:
        """Return the address of a page, as a path, and those that it had before."""
        former = [f"/{one}" if one[:1] != "/" else one for one in _former(page.told)]
        found = self._filled(self._pattern(page), page) or self._by_its_file(page)
        if self.settings.hugo and not word(page.told.get("url")):
            found = _NOT_IN_HUGO.sub("", re.sub(r"\s+", "-", found))
        found = re.sub(r"/{2,}", "/", f"/{found}")
        if found.endswith(".html"):
            former.append(found.removesuffix(".html"))  # many servers answer both
        return found, tuple(former)

    def _pattern(self, page: Page) -> str:
        """Return the pattern that a page, its folder or the site has, "" for none."""
        own = word(page.told.get("permalink")) or word(page.told.get("url"))
        if own:
            return _NAMED.get(own, own)
        if self.settings.jekyll:
            return self._of_jekyll(page)
        if page.of_section:
            return ""
        table = self.settings.table("permalinks")
        table = table.get("page", table)
        return word(table.get(page.section)) if isinstance(table, Mapping) else ""

    def _of_jekyll(self, page: Page) -> str:
        of_site = self.settings.word("permalink")
        told = self.settings.table("collections").get(page.collection or "posts")
        own = word(told.get("permalink")) if isinstance(told, Mapping) else ""
        if page.collection:
            return own or "/:collection/:path.html"
        if page.day:
            of_site = own or of_site
            return _NAMED.get(of_site, of_site) or _NAMED["date"]
        if page.path.stem == "index":
            return ""
        return "/:path/" if of_site == "pretty" or of_site.endswith("/") else "/:path.html"

    def _by_its_file(self, page: Page) -> str:
        # A file named as its folder is that folder's page, in Eleventy.
        alone = page.path.stem in ("index", page.path.parent.name)
        above = page.path.parent.parent if alone else page.path.parent
        return f"/{above / page.slug.strip('/')}/".replace("/./", "/")

    def _filled(self, pattern: str, page: Page) -> str:
        """Return a pattern with what it asks for; "" if it asks for what only the generator knows."""
        values = self._values(page)
        filled = _TOKEN.sub(lambda found: values.get(found[1], found[0]), pattern)
        filled = _BRACES.sub(lambda found: _braces(found[1], found[2] or "", page), filled)
        return "" if "{" in filled else filled

    def _values(self, page: Page) -> dict[str, str]:
        topics = dict.fromkeys((*page.above, *categories(page.told, jekyll=True)))
        title = slug_of(word(page.told.get("title"))) if self.settings.hugo else ""
        values = {
            "title": title or page.slug,
            "slug": page.slug if word(page.told.get("slug")) or not title else title,
            "slugorcontentbasename": page.slug,
            "slugorfilename": page.slug,
            "filename": page.name,
            "contentbasename": page.name,
            "name": page.name,
            "path": str(page.path.with_suffix("")),
            "output_ext": ".html",
            "collection": page.collection,
            "section": page.section,
            "sections": "/".join(page.path.parts[:-1]),
            "categories": "/".join(one.lower() for one in topics),
            "slugified_categories": "/".join(map(slug_of, topics)),
        }
        return values | (_of_day(page.day) if page.day else {})


def categories(told: Mapping[str, Any], *, jekyll: bool) -> list[str]:
    """Return what a page is filed under; Jekyll reads words of a line as one each."""
    value = told.get("categories") or told.get("category") or []
    if isinstance(value, str):
        value = value.split(",") if "," in value or not jekyll else value.split()
    return [str(one).strip() for one in _listed(value) if isinstance(one, str) and one.strip()]


def _of_day(day: datetime) -> dict[str, str]:
    return {
        "year": f"{day:%Y}",
        "short_year": f"{day:%y}",
        "month": f"{day:%m}",
        "i_month": str(day.month),
        "monthname": f"{day:%B}".lower(),
        "day": f"{day:%d}",
        "i_day": str(day.day),
        "y_day": f"{day:%j}",
    }


def _braces(name: str, filters: str, page: Page) -> str:
    """Return what stands for a value in a pattern of Eleventy; the braces where nothing is known of it."""
    if name in ("page.date", "date") and page.day and (form := _FORMAT.search(filters)):
        return page.day.strftime(form[1]) if "%" in form[1] else "{"
    if name in ("page.fileSlug", "page.filePathStem"):
        return page.slug if name == "page.fileSlug" else f"/{page.path.with_suffix('')}"
    value = page.told.get(name.casefold(), "")
    if not isinstance(value, str) or not value:
        return "{"
    return slug_of(value) if "slug" in filters else value


def _former(told: Mapping[str, Any]) -> list[str]:
    said = (word(one) for name in _FORMER for one in _listed(told.get(name)))
    return [one for one in said if one and "://" not in one]


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if value else []
