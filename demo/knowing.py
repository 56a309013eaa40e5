"""People, organisations and pictures by the thousand: what a site knows after years, to measure with."""

from collections.abc import Iterator

from demo.grammar import Grammar
from disclosures.canonical import sha256
from media.models import Image
from people.models import Organisation, Person
from people.sorting import phonebook_key, sort_name_of

BATCH = 500


def know(people: int, organisations: int, pictures: int) -> None:
    """Have the site know so many that are generated; those of former times count."""
    there = Person.objects.filter(slug__startswith="bekannt-").count()
    Person.objects.bulk_create(_people(there, people), BATCH)
    there = Organisation.objects.filter(slug__startswith="haus-").count()
    Organisation.objects.bulk_create(_organisations(there, organisations), BATCH)
    there = Image.objects.filter(title__startswith="Aufnahme ").count()
    Image.objects.bulk_create(_pictures(there, pictures), BATCH)


def _people(start: int, end: int) -> Iterator[Person]:
    texts = Grammar(0).texts
    first, last = texts["first_names"], texts["last_names"]
    for number in range(start, end):
        name = f"{first[number % len(first)]} {last[number % len(last)]} {number}"
        by = sort_name_of(name)
        yield Person(name=name, slug=f"bekannt-{number}", sort_name=by, sort_key=phonebook_key(by))


def _organisations(start: int, end: int) -> Iterator[Organisation]:
    last = Grammar(0).texts["last_names"]
    for number in range(start, end):
        name = f"{last[number % len(last)]} Spielstätten {number}"
        yield Organisation(name=name, slug=f"haus-{number}", sort_key=phonebook_key(name))


def _pictures(start: int, end: int) -> Iterator[Image]:
    """Yield rows that share the files of the demo's own pictures."""
    rows = list(Image.objects.order_by("pk").values()[:15])
    for number in range(start, end):
        own = {"id": None, "title": f"Aufnahme {number}", "sha256": sha256(f"Aufnahme {number}")}
        yield Image(**rows[number % len(rows)] | own)
