"""Taking over what a shop says: from recorded answers into rows, and never against an editor."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from events.models import ProgrammeItem, TicketOffer
from people.models import Person
from shops.asking import ask
from shops.sync_apply import Outdated, Wish, arrive, sides, take
from shops.sync_plan import Sort, Thing
from tests.making import make_event, make_offer, make_person
from tests.shops.connecting import make_connection

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
URL = "https://tickets.example/kaufen"


@pytest.fixture
def programme(replayed):
    connection = make_connection()
    arrive(connection, ask(connection), NOW)
    return connection


def tier(external_id="7", **values):
    said = {
        "name": "Regulär",
        "price": "490.00",
        "currency": "EUR",
        "vat_rate": "19.0",
        "sales_start": None,
        "sales_end": None,
        "availability": "available",
        "url": URL,
    } | values
    return Thing("tier", external_id, said["name"], said)


def shop(*tiers, event=None, **fields):
    """A connection whose shop has said this, and an allowed host."""
    event = event or make_event()
    make_offer(make_event(), url=URL)
    fields = {"kind": "pretix", "organizer": "org", "address": "https://tickets.example"} | fields
    connection = make_connection(event=event, **fields)
    arrive(connection, tiers, NOW)
    return connection


def everything(connection, **more):
    both = sides(connection)
    wishes = {}
    for one in both.found:
        wishes.setdefault(one.key, set()).add(one.field)
    return [
        Wish(*key, fields=frozenset(names), **{"become": "new"} | more)
        for key, names in wishes.items()
    ]


def waiting(connection):
    return [(one.sort.value, one.label, one.field) for one in sides(connection).found]


def says(connection, *tiers):
    return arrive(connection, tiers, NOW)


# pretalx -------------------------------------------------------------------------------------------
def test_nothing_is_taken_over_before_somebody_chooses(programme):
    assert [one[0] for one in waiting(programme)] == ["add"] * 9
    programme.refresh_from_db()
    assert programme.waiting == 9
    assert Person.objects.count() == ProgrammeItem.objects.count() == 0


def test_speakers_and_talks_arrive_with_their_texts_and_each_other(programme):
    taken = take(programme, everything(programme), NOW)
    assert (len(taken.lines), taken.problems) == (9, [])
    item = ProgrammeItem.objects.get(title="Ferries & other boats")
    assert (item.kind, item.language, item.room) == ("talk", "en", "Studio 2")
    assert item.abstract == "<p>About boats.</p>"
    assert item.starts_at.isoformat() == "2026-10-24T07:30:00+00:00"
    names = [row.person.name for row in item.speaker_rows.all()]
    assert names == ["Ben Bröger", "Änne Öztürk-Groß"]
    person = Person.objects.get(name="Änne Öztürk-Groß")
    assert person.bio.startswith("<p>Über mich</p><p>Änne berät Häfen und Städte.</p>")
    assert ProgrammeItem.objects.get(title="Lange Nacht der Daten").kind == "workshop"


def test_taking_everything_over_twice_changes_nothing(programme, replayed):
    take(programme, everything(programme), NOW)
    assert waiting(programme) == []
    again = arrive(programme, ask(programme), NOW)
    assert again.lines == take(programme, everything(programme), NOW).lines == []
    assert (Person.objects.count(), ProgrammeItem.objects.count()) == (4, 5)


def test_a_person_we_know_is_linked_and_keeps_their_biography(programme):
    person = make_person("Änne Öztürk-Groß", honorific="Dr.", bio="<p>Unsere Worte.</p>")
    both = sides(programme)
    take(programme, [Wish("speaker", "ADAANN", become=str(person.pk))], NOW, both.fingerprint)
    person.refresh_from_db()
    assert person.bio == "<p>Unsere Worte.</p>"
    [bio] = [one for one in sides(programme).found if one.key == ("speaker", "ADAANN")]
    assert (bio.field, bio.by_hand) == ("bio", True)
    take(programme, [Wish("speaker", "ADAANN", fields=frozenset({"bio"}))], NOW)
    person.refresh_from_db()
    assert person.bio.startswith("<p>Über mich</p>")
    assert person.full_name == "Dr. Änne Öztürk-Groß"


def test_who_has_the_name_of_somebody_here_waits_even_if_all_follows_by_itself(replayed):
    known = make_person("Ben Bröger")
    connection = make_connection(automatic=True)
    arrive(connection, ask(connection), NOW)
    assert waiting(connection)[0] == ("add", "Ben Bröger", "")
    assert known.talks.count() == 0
    boats = ProgrammeItem.objects.get(title="Ferries & other boats")
    assert [one.name for one in boats.speakers.all()] == ["Änne Öztürk-Groß"]
    take(connection, [Wish("speaker", "BENBEN", become=str(known.pk))], NOW)
    arrive(connection, ask(connection), NOW)
    rows = boats.speaker_rows.order_by("ordering")
    assert [row.person.name for row in rows] == ["Ben Bröger", "Änne Öztürk-Groß"]


def test_a_link_to_a_record_that_was_not_offered_is_not_made(programme):
    other = make_person("Ganz Anders")
    take(programme, [Wish("speaker", "ADAANN", become=str(other.pk))], NOW)
    assert other.shop_mappings.count() == 0


def speaker(name, **values):
    return Thing("speaker", "A", name, {"name": name} | values)


def test_a_title_is_told_from_the_name_and_the_place_in_lists_follows_the_name():
    connection = make_connection()
    arrive(connection, [speaker("Prof. Dr. Ada Ahn", bio="Eins <b>& zwei.\nDrei.")], NOW)
    take(connection, everything(connection), NOW)
    person = Person.objects.get()
    assert (person.honorific, person.name, person.sort_name) == ("Prof. Dr.", "Ada Ahn", "Ahn, Ada")
    assert person.bio == "<p>Eins &lt;b&gt;&amp; zwei.</p><p>Drei.</p>"
    assert waiting(connection) == []
    arrive(connection, [speaker("Prof. Dr. Ada Berg")], NOW)
    assert waiting(connection) == [("change", "Prof. Dr. Ada Ahn", "name")]
    take(connection, everything(connection), NOW)
    person.refresh_from_db()
    assert (person.full_name, person.sort_name) == ("Prof. Dr. Ada Berg", "Berg, Ada")
    assert waiting(connection) == []


def test_who_is_left_out_stays_out_until_called_again(programme):
    take(programme, [Wish("talk", "TALKAA", become="leave_out")], NOW)
    assert ("talk", "TALKAA") not in {one.key for one in sides(programme).found}
    take(programme, [Wish("talk", "TALKAA", become="again")], NOW)
    assert ("talk", "TALKAA") in {one.key for one in sides(programme).found}


def test_a_record_that_an_editor_deletes_does_not_come_back(programme):
    take(programme, everything(programme), NOW)
    ProgrammeItem.objects.get(title="Lange Nacht der Daten").delete()
    assert waiting(programme) == []


# pretix --------------------------------------------------------------------------------------------
def test_a_new_tier_comes_as_a_draft_without_a_code():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    offer = connection.event.offers.get()
    assert (offer.draft, offer.code, offer.price) == (True, "", Decimal("490.00"))
    assert (offer.audience, offer.url) == ("consumer", URL)


def test_a_new_tier_is_shown_at_once_if_the_editor_says_so():
    connection = shop(tier())
    take(connection, everything(connection, become="public"), NOW)
    assert connection.event.offers.get().draft is False


def test_a_new_price_waits_and_is_written_down_when_it_comes():
    connection = shop(tier())
    take(connection, everything(connection, become="public"), NOW)
    says(connection, tier(price="590.00"))
    offer = connection.event.offers.get()
    assert offer.price == Decimal("490.00")
    taken = take(connection, everything(connection), NOW)
    assert taken.lines == ["Regulär: price 490.00 → 590.00"]
    assert [row.price for row in offer.prices.order_by("pk")] == [490, 590]


def test_what_is_sold_out_is_so_at_once_whatever_an_editor_typed():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    connection.event.offers.update(availability="few")
    taken = says(connection, tier(availability="sold_out"))
    assert taken.lines == ["Regulär: availability few left → sold out"]
    assert connection.event.offers.get().availability == "sold_out"


def test_it_is_so_even_where_the_shop_is_no_longer_an_allowed_one():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    connection.event.offers.update(url="https://elsewhere.example/")
    assert says(connection, tier(availability="sold_out", url="https://elsewhere.example/")).lines


def test_a_locked_availability_stays():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    says(connection, tier(price="1.00"))
    connection.mappings.update(locked=["availability"])
    says(connection, tier(availability="sold_out"))
    assert connection.event.offers.get().availability == "available"


def test_fields_are_locked_and_unlocked_where_they_are_shown():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    says(connection, tier(price="590.00", name="Normal"))
    wish = Wish("tier", "7", frozenset({"name", "price"}), frozenset({"price"}))
    taken = take(connection, [wish], NOW)
    assert taken.lines == ["Regulär: name Regulär → Normal"]
    connection.refresh_from_db()
    assert connection.waiting == 0
    take(connection, [Wish("tier", "7", locked=frozenset())], NOW)
    connection.refresh_from_db()
    assert connection.waiting == 1


def test_what_follows_by_itself_leaves_alone_what_was_changed_by_hand():
    connection = shop(tier(), automatic=True)
    offer = connection.event.offers.get()
    assert offer.draft is True
    offer.name = "Unser Name"
    offer.save()
    says(connection, tier(name="Deren Name", price="590.00"))
    offer.refresh_from_db()
    assert (offer.name, offer.price) == ("Unser Name", Decimal("590.00"))
    assert waiting(connection) == [("change", "Unser Name", "name")]


def test_a_tier_that_could_be_an_offer_of_ours_waits():
    event = make_event("Kongress")
    offer = make_offer(event, name="Voller Preis", price="490.00", url=URL)
    connection = shop(tier(), event=event, automatic=True)
    assert waiting(connection) == [("add", "Regulär", "")]
    take(connection, [Wish("tier", "7", become=str(offer.pk))], NOW)
    assert event.offers.count() == 1
    assert waiting(connection) == [("change", "Voller Preis", "name")]


def test_an_address_outside_the_allowed_shops_is_refused_and_the_rest_taken():
    connection = shop(tier())
    take(connection, everything(connection), NOW)
    says(connection, tier(price="590.00", url="https://evil.example/"))
    taken = take(connection, everything(connection), NOW)
    assert taken.lines == ["Regulär: price 490.00 → 590.00"]
    assert "must be an https address at an allowed host" in taken.problems[0]
    assert connection.event.offers.get().url == URL


def test_a_window_that_cannot_be_is_refused_as_a_whole():
    connection = shop(tier(sales_end="2026-10-01T00:00:00+00:00"))
    take(connection, everything(connection), NOW)
    says(connection, tier(sales_start="2026-11-01T00:00:00+00:00", sales_end=None, price="1.00"))
    taken = take(connection, [Wish("tier", "7", frozenset({"sales_start", "price"}))], NOW)
    assert (taken.lines, len(taken.problems)) == ([], 1)
    assert connection.event.offers.get().price == Decimal("490.00")


@pytest.mark.parametrize(
    ("gone", "draft", "availability"),
    [
        ("", False, "withheld"),
        ("sold_out", False, "sold_out"),
        ("draft", True, "withheld"),
        ("leave_out", False, "withheld"),
    ],
)
def test_what_is_gone_there_is_off_sale_and_never_deleted_here(gone, draft, availability):
    connection = shop(tier())
    take(connection, everything(connection, become="public"), NOW)
    says(connection)
    assert waiting(connection) == [("gone", "Regulär", "")]
    take(connection, [Wish("tier", "7", gone=gone)], NOW)
    offer = TicketOffer.objects.get(event=connection.event)
    assert (offer.draft, offer.availability) == (draft, availability)
    assert waiting(connection) == ([] if gone else [("gone", "Regulär", "")])


def test_nothing_is_taken_if_it_is_no_longer_what_was_shown():
    connection = shop(tier())
    shown = sides(connection).fingerprint
    says(connection, tier(price="590.00"))
    with pytest.raises(Outdated):
        take(connection, everything(connection), NOW, shown)
    assert connection.event.offers.count() == 0


def test_two_events_of_one_shop_keep_their_tiers_apart():
    first, second = shop(tier()), shop(tier(), slug="other")
    for one in (first, second):
        take(one, everything(one), NOW)
    assert (first.event.offers.count(), second.event.offers.count()) == (1, 1)
    assert [one.sort for one in sides(first).found if one.sort == Sort.GONE] == []
