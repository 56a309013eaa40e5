"""The same piece in other languages: each leads to all others, in words of the language it leads to."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from blog.editions.edition import Edition, live_now
from blog.gathered import joined

_INVITATIONS = {
    "de": gettext_noop("Read this in German"),
    "en": gettext_noop("Read this in English"),
}


class Translation(NamedTuple):
    """A live piece that says the same in another language."""

    language: str
    path: str

    @property
    def invitation(self) -> str:
        """Say in that language that one can read it so."""
        with translation.override(self.language):
            return gettext(_INVITATIONS.get(self.language, self.language))


def with_translations(editions: QuerySet[Edition], now: datetime) -> QuerySet[Edition]:
    """Annotate the languages, kinds and addresses of an edition's translations, as one text."""
    first = Coalesce(OuterRef("original"), OuterRef("post"))
    same = live_now(now).filter(Q(original=first) | Q(post=first)).exclude(pk=OuterRef("pk"))
    told = StringAgg(joined("language", "kind", "slug", by=" "), Value(","))
    rows = same.order_by().annotate(all=Value(1)).values("all").annotate(told=told).values("told")
    return editions.annotate(translated=Subquery(rows))


def translations_of(edition: Edition) -> list[Translation]:
    """Return the translations of an edition `with_translations`, by language; else none."""
    told = getattr(edition, "translated", "") or ""
    rows = sorted(row.split(" ") for row in told.split(",") if row)
    return [Translation(language, reverse(kind, args=[slug])) for language, kind, slug in rows]
