"""The same piece in other languages: each leads to all others, in words of the language it leads to."""

from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from blog.editions.edition import Edition
from blog.editions.works import work_of

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


def translations_of(edition: Edition) -> list[Translation]:
    """Return the live translations of an edition, by language."""
    first = work_of(edition)
    same = Edition.objects.live().filter(Q(original=first) | Q(post=first))
    others = same.exclude(post=edition.post_id).order_by("language", "kind", "slug")
    return [
        Translation(language, reverse(kind, args=[slug]))
        for language, kind, slug in others.values_list("language", "kind", "slug")
    ]
