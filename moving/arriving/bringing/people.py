"""Writers become people; whom the site knows by name already is not made twice."""

from __future__ import annotations

from interviews.importing.known_people import new_person, person_named
from moving.arriving.addresses import keep
from moving.arriving.bringing.ledger import Ledger
from moving.arriving.bringing.pictures import BroughtPictures
from moving.arriving.choices import Choices
from moving.arriving.survey import Survey
from moving.arriving.values import Writer
from names.slugs import slug_of
from people.models import Person
from prose.sanitising import sanitise


class People:
    """The people behind the writers of one export."""

    def __init__(self, survey: Survey, ledger: Ledger, choices: Choices, root: str) -> None:
        """Know the writers; `root` is the path of the other site."""
        self._survey = survey
        self._ledger = ledger
        self._choices = choices
        self._root = root
        self.new: list[Person] = []  # made for the item at hand
        self._found: dict[str, Person] = {}

    def forget(self) -> None:
        """Know no rows any more: those made last were taken back."""
        self._found.clear()
        self.new = []

    def behind(self, key: str, pictures: BroughtPictures) -> Person:
        """Return the person behind a writer, made now if nobody here has the name."""
        if key not in self._found:
            self._found[key] = self._looked_up(key, pictures)
        return self._found[key]

    def _looked_up(self, key: str, pictures: BroughtPictures) -> Person:
        writer = self._survey.writers.get(key) or Writer(key=key, name=key, slug=key)
        known = self._ledger.known(f"author:{writer.key}")
        if known and known.person:
            return known.person
        person = person_named(writer.name) or self._made(writer, pictures)
        self._ledger.note(f"author:{writer.key}", person=person)
        for slug in {slug_of(writer.slug), writer.slug, slug_of(writer.key)} - {""}:
            keep(f"{self._root}/{self._choices.author_base}/{slug}", person=person)
            keep(f"{self._root}/?author_name={slug}", person=person)
        if writer.number:
            keep(f"{self._root}/?author={writer.number}", person=person)
        return person

    def _made(self, writer: Writer, pictures: BroughtPictures) -> Person:
        person = new_person(writer.name)
        person.newsroom = not writer.guest and writer.key not in self._choices.guests
        person.email = writer.mail if "@" in writer.mail and len(writer.mail) < 250 else ""
        biography = sanitise(writer.biography.replace("\n", "<br>"), "simple")
        person.bio = biography  # type: ignore[assignment]  # a field that sanitises
        if writer.picture:
            person.portrait_id = pictures.there(writer.picture)
        person.save()
        self.new.append(person)
        return person
