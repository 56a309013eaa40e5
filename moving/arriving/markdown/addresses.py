"""Where a generator of sites put a page: by its front matter, by the pattern of the site, by its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from names.slugs import slug_of

_TOKEN = re.compile(r":(\w+)")
# Jekyll's patterns that have names (jekyllrb.com/docs/permalinks).
_NAMED = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_FORMER = ("aliases", "redirect_from", "redirect-from")


@dataclass(frozen=True)
class Addresses:
    """How one site makes addresses; `jekyll` has a pattern of dates where nothing is said."""

    jekyll: bool
    pattern: str = ""
    by_section: Mapping[str, str] | None = None

    @classmethod
    def of(cls, config: Mapping[str, Any], *, jekyll: bool) -> Addresses:
        """Return those of a site's own settings."""
        table = config.get("permalinks")
        table = table.get("page", table) if isinstance(table, Mapping) else None
        pattern = str(config.get("permalink") or "")
        return cls(jekyll, _NAMED.get(pattern, pattern), table)

    def of_page(
        self, path: PurePosixPath, told: Mapping[str, Any], slug: str, day: datetime | None
    ) -> tuple[str, tuple[str, ...]]:
        """Return the address of a page, as a path, and those that it had before."""
        former = [str(one) for name in _FORMER for one in _listed(told.get(name))]
        section = path.parts[0] if len(path.parts) > 1 else ""
        pattern = str(told.get("permalink") or told.get("url") or "")
        pattern = _NAMED.get(pattern, pattern) or (self.by_section or {}).get(section, "")
        if not pattern and day and self.jekyll:
            pattern = self.pattern or _NAMED["date"]
        if pattern:
            found = _filled(pattern, path, told, slug, day)
        else:
            # A file named as its folder is that folder's page, in Eleventy.
            alone = path.stem in ("index", path.parent.name)
            above = path.parent.parent if alone else path.parent
            found = f"/{above / slug}/".replace("/./", "/")
        if found.endswith(".html"):
            former.append(found.removesuffix(".html"))  # many servers answer both
        return found if found.startswith("/") else f"/{found}", tuple(former)


def _filled(
    pattern: str, path: PurePosixPath, told: Mapping[str, Any], slug: str, day: datetime | None
) -> str:
    name = path.parent.name if path.stem == "index" else path.stem
    values = {
        "title": slug,
        "slug": slug,
        "filename": name,
        "contentbasename": name,
        "section": path.parts[0] if len(path.parts) > 1 else "",
        "sections": str(path.parent),
        "categories": "/".join(slug_of(str(one)) for one in _listed(told.get("categories"))),
    }
    if day:
        values |= {
            "year": f"{day:%Y}",
            "short_year": f"{day:%y}",
            "month": f"{day:%m}",
            "i_month": str(day.month),
            "day": f"{day:%d}",
            "i_day": str(day.day),
            "y_day": f"{day:%j}",
        }
    filled = _TOKEN.sub(lambda found: values.get(found[1], found[0]), pattern)
    return re.sub(r"/{2,}", "/", filled)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if value else []
