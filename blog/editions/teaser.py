"""What a teaser tells of a piece: values that publishing derives, for lists to show."""

from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import models
from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from blog.editions.content import EventName, SeriesName, Topic
from disclosures.decisions import Label
from media.frozen import FrozenImage
from people.initials import initials

MOST_VOICES = 2
_LANGUAGES = {"de": gettext_noop("In German"), "en": gettext_noop("In English")}


@dataclass(frozen=True, slots=True)
class TeaserPerson:
    """Somebody the piece is by, or with."""

    role: str
    person: int
    name: str
    slug: str
    role_line: str = ""
    portrait: FrozenImage | None = None

    @property
    def initials(self) -> str:
        """What stands for a portrait beside those of others."""
        return initials(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """What lists, search hits and JSON-LD tell of a piece; its dates are columns of the edition.

    `title` and `standfirst` are typeset HTML. What another release derived may lack some of it, until
    it is rendered anew (`blog.publishing.rendering.renew`).
    """

    kind: str = ""
    path: str = ""
    language: str = ""
    title: str = ""
    standfirst: str = ""
    labels: tuple[Label, ...] = ()
    people: tuple[TeaserPerson, ...] = ()
    image: FrozenImage | None = None
    series: SeriesName | None = None
    event: EventName | None = None
    tags: tuple[Topic, ...] = ()
    minutes: int = 1
    questions: int = 0
    anchors: tuple[str, ...] = ()
    ticket_box: bool = True

    @property
    def voices(self) -> list[TeaserPerson]:
        """The people whose own voice the piece is: who is interviewed, who writes as a guest.

        The newsroom's own pieces have none: there the name in the small print is enough.
        """
        if self.kind == "interview":
            role = "interviewee"
        elif any(label.is_guest_post for label in self.labels):
            role = "author"
        else:
            return []
        return [person for person in self.people if person.role == role]

    @property
    def shown_voices(self) -> list[TeaserPerson]:
        """The first of them: a row of portraits in a list is for two, or for three alone."""
        return self.voices if len(self.voices) <= MOST_VOICES + 1 else self.voices[:MOST_VOICES]

    @property
    def has_faces(self) -> bool:
        """Tell whether any of these has a portrait: then initials stand for the others."""
        return any(person.portrait for person in self.shown_voices)

    @property
    def more_voices(self) -> int:
        """How many a list leaves out."""
        return len(self.voices) - len(self.shown_voices)

    @property
    def in_language(self) -> str:
        """Say which language it is in, in that language: where a list is in another one."""
        with translation.override(self.language):
            return gettext(_LANGUAGES.get(self.language, self.language))

    @property
    def small_print(self) -> list[str]:
        """The names in the small print, where nobody's voice stands above it.

        Who asks is named there only where nobody else is.
        """
        alone = len(self.people) == 1
        named = [one.name for one in self.people if alone or one.role != "interviewer"]
        if self.voices:
            return []
        if len(named) <= MOST_VOICES + 1:
            return named
        more = len(named) - MOST_VOICES
        others = ngettext("and one more", "and %(number)s more", more) % {"number": more}
        return [*named[:MOST_VOICES], others]


class TeaserField(models.JSONField):
    """A column of JSON that code gets as a `Teaser`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the teaser; of a part of it (`teaser__labels`) what JSON says."""
        if value is None or not isinstance(expression, models.expressions.Col):
            return super().from_db_value(value, expression, connection)
        return msgspec.json.decode(value, type=Teaser)

    def get_prep_value(self, value: Any) -> Any:
        """Return the values as JSON knows them."""
        return super().get_prep_value(msgspec.to_builtins(value))

    def value_to_string(self, obj: models.Model) -> Any:
        """Return the same for serialisers."""
        return msgspec.to_builtins(self.value_from_object(obj))

    def deconstruct(self) -> Any:
        """Stand in migrations as what it is in the database: JSON."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
