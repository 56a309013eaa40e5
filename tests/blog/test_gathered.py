from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from blog.gathered import Gathered, Whole
from blog.prepared import A_TEXT
from events.models import (
    Ambassadorship,
    Event,
    EventDay,
    ProgrammeItem,
    Speaker,
    TicketOffer,
)
from people.models import Person
from tests.making import make_event, make_offer, make_person
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db


def asked(rows, **parts):
    return Whole(lambda slug: rows.filter(slug=slug), parts=parts, slug=A_TEXT)


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_gathered_row_is_the_row_that_the_database_holds():
    event = make_event("Kongress", time_zone="America/New_York")
    offer = make_offer(event, name='Früh, "günstig"', price=Decimal("49.90"))
    start = timezone.now().replace(microsecond=0)
    day = event.days.create(starts_at=start, ends_at=start + timedelta(hours=2, microseconds=5))
    whole = asked(
        Event.objects.all(),
        offers=Gathered(TicketOffer.objects.all(), "event"),
        days=Gathered(EventDay.objects.all(), "event"),
    )
    [found] = whole(slug=event.slug)
    for related, row in (("offers", offer), ("days", day)):
        row.refresh_from_db()
        [gathered] = getattr(found, related).all()
        assert values(gathered) == values(row)
        assert gathered.event is found


def test_everything_comes_in_one_query(django_assert_num_queries):
    event = make_event("Kongress")
    for name in ("Berta Zorn", "Anna Berg"):
        event.ambassadorships.create(person=make_person(name, portrait=saved_image()))
    whole = asked(
        Event.objects.all(),
        days=Gathered(EventDay.objects.all(), "event"),
        ambassadorships=Gathered(
            Ambassadorship.objects.all(),
            "event",
            along=("person", "person__portrait", "person__affiliation"),
            order=lambda row: row.person.sort_key,
        ),
    )
    with django_assert_num_queries(1):
        [found] = whole(slug=event.slug)
        people = [row.person for row in found.ambassadorships.all()]
        assert [person.full_name for person in people] == ["Anna Berg", "Berta Zorn"]
        assert all(person.portrait.width and person.affiliation is None for person in people)
        assert list(found.days.all()) == []


def test_a_foreign_key_is_gathered_as_its_row(django_assert_num_queries):
    with_portrait = make_person("Anna Berg", portrait=saved_image())
    make_person("Ohne Bild")
    portrait = Gathered(type(with_portrait.portrait).objects.all(), "pk", of="portrait")
    whole = asked(Person.objects.all(), portrait=portrait)
    with django_assert_num_queries(2):
        [anna], [other] = whole(slug="anna-berg"), whole(slug="ohne-bild")
        assert values(anna.portrait) == values(with_portrait.portrait)
        assert other.portrait is None


def test_talks_are_those_at_which_somebody_speaks_each_once():
    event = make_event("Kongress")
    anna, berta = make_person("Anna Berg"), make_person("Berta Zorn")
    both = event.programme.create(title="Zu zweit")
    event.programme.create(title="Ohne sie")
    for person in (anna, berta):
        Speaker.objects.create(item=both, person=person)
    talks = Gathered(ProgrammeItem.objects.all(), "speakers", along=("event",))
    [found] = asked(Person.objects.all(), talks=talks)(slug="anna-berg")
    assert [(item.title, item.event) for item in found.talks.all()] == [("Zu zweit", event)]
