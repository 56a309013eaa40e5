import io

import pytest
import time_machine
from django.core.management import call_command
from lxml import html

from blog.models import Post, Related
from blog.publishing.publish import publish, withdraw
from blog.search.related import KEPT, LOOKED_AT, MOST_ALIKE, Traits, among, refresh_all
from tests.making import berlin, make_event, make_interview, make_offer, make_person, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_march():
    with time_machine.travel(berlin(2026, 3, 1, 12), tick=False):
        yield


def related(client, post):
    tree = html.fromstring(client.get(post.get_absolute_url()).text)
    rows = tree.xpath("//section[contains(@class, 'related')]//li[article]")
    why = [words(row.xpath("./p[@class='why']")[0]) for row in rows]
    return list(
        zip(why, [words(r.xpath(".//*[@class='teaser-headline']")[0]) for r in rows], strict=True)
    )


def published(title, *tags, **fields):
    post = make_post(title, standfirst=title, **fields)
    post.tags.add(*tags)
    publish(post, by=None)
    return post


def test_pieces_of_the_same_person_event_and_topic_follow_with_the_reason(client):
    ada = make_person("Ada Berg", newsroom=True)
    event = make_event(hashtag="#saal27")
    here = published("Anfang", "Bühne", author=ada, event=event)
    published("Gespräch über Ton", author=ada)
    published("Stuhlreihen", event=event)
    published("Vorhang", "Bühne")
    published("Etwas ganz anderes", "Steuern")
    assert related(client, here) == [
        ("Mehr von Ada Berg", "Gespräch über Ton"),
        ("Zum Thema Bühne", "Vorhang"),
        ("Zum #saal27", "Stuhlreihen"),
    ]


def test_a_piece_and_its_translation_lead_on_once_in_the_language_that_is_read(client):
    here = published("Anfang", "Bühne")
    there = published("Vorhang", "Bühne")
    published("Curtain", "Bühne", language="en", translation_of=there)
    beginning = published("Beginning", "Bühne", language="en", translation_of=here)
    assert related(client, here) == [("Zum Thema Bühne", "Vorhang")]
    assert related(client, beginning) == [("Zum Thema Bühne", "Curtain")]


def test_words_alone_relate_two_pieces(client):
    here = published("Akustik in leeren Sälen messen")
    published("Leere Säle: Akustik nachmessen und verstehen")
    published("Steuern und Belege")
    assert related(client, here) == [
        ("Inhaltlich verwandt", "Leere Säle: Akustik nachmessen und verstehen")
    ]


def test_rare_topics_weigh_more_than_common_ones(client):
    for number in range(6):
        published(f"Nummer {number}", "Kongress")
    rare = published("Selten", "Inspizienz")
    here = published("Hier", "Kongress", "Inspizienz")
    assert related(client, here)[0] == ("Zum Thema Inspizienz", rare.title)


def test_the_newer_piece_stands_at_the_older_one_too(client):
    older = published("Älter", "Bühne")
    published("Neuer", "Bühne")
    assert related(client, older) == [("Zum Thema Bühne", "Neuer")]


def test_neighbours_in_the_series_are_not_named_twice(client):
    series = make_event().series_of_posts.create(name="Reihe")
    one, two, three = (
        published(title, "Bühne", series=series) for title in ("Eins", "Zwei", "Drei")
    )
    page = html.fromstring(client.get(two.get_absolute_url()).text)
    beside = page.xpath("//nav[contains(@class, 'neighbours')]/a/@href")
    assert beside == [one.get_absolute_url(), three.get_absolute_url()]
    assert related(client, two) == []
    assert related(client, one) == [("Zum Thema Bühne", "Drei")]


def test_no_more_than_two_for_the_same_reason(client):
    ada = make_person("Ada", newsroom=True)
    here = published("Hier", "Bühne", author=ada)
    for number in range(5):
        published(f"Von Ada {number}", author=ada)
    published("Andere", "Bühne")
    reasons = [why for why, _title in related(client, here)]
    assert reasons == ["Mehr von Ada", "Mehr von Ada", "Zum Thema Bühne"]


def test_no_character_of_a_title_breaks_the_rows_apart(client):
    series = make_event().series_of_posts.create(name="Reihe")
    here = published("Hier", "Bühne", series=series)
    published("Nach\x1ebar", "Steuern", series=series)
    published("Ver\x1fwan\x1edt", "Bühne")
    assert related(client, here) == [("Zum Thema Bühne", "Verwandt")]
    published("Nach\x1f\x1fbar", "Licht", series=series)
    assert client.get(here.get_absolute_url()).status_code == 200


def test_only_live_pieces_are_shown(client):
    here = published("Hier", "Bühne")
    gone = published("Weg", "Bühne")
    withdraw(gone)
    draft = make_post("Entwurf")
    draft.tags.add("Bühne")
    later = make_post("Später")
    later.tags.add("Bühne")
    publish(later, by=None, starts_at=berlin(2026, 3, 2, 12))
    assert related(client, here) == []
    with time_machine.travel(berlin(2026, 3, 2, 12, 1), tick=False):
        assert related(client, here) == [("Zum Thema Bühne", "Später")]


def test_a_new_edition_changes_what_is_related(client):
    here, other = published("Hier", "Bühne"), published("Dort", "Bühne")
    other.tags.set(["Steuern"])
    publish(other, by=None)
    assert related(client, here) == []
    assert Related.objects.count() == 0


def test_each_piece_keeps_only_its_strongest():
    topics = [f"Thema {number}" for number in range(KEPT + 3)]
    here = published("Hier", *topics)
    there = [published(f"Stück {topic}", topic) for topic in topics]
    assert here.related_rows.count() == KEPT
    assert all(post.related_rows.count() for post in there)


def test_each_piece_keeps_few_for_the_same_reason():
    here = published("Hier", "Bühne", "Ton")
    for number in range(MOST_ALIKE + 2):
        published(f"Stück {number}", "Bühne")
    published("Mischpult", "Ton")
    assert here.related_rows.count() == MOST_ALIKE + 1
    assert all(post.related_rows.count() <= MOST_ALIKE for post in Post.objects.exclude(pk=here.pk))


def test_a_related_advertisement_is_labelled(client):
    guest = published("Hier", "Bühne")
    interview = make_interview("Gespräch")
    interview.tags.add("Bühne")
    publish(interview, by=None)
    tree = html.fromstring(client.get(guest.get_absolute_url()).text)
    [label] = tree.xpath("//section[contains(@class, 'related')]//*[contains(@class, 'label is-')]")
    assert words(label) == "Interview"


@pytest.mark.parametrize("number", [1, 3])
def test_an_article_with_all_of_it_costs_six_queries_however_much_there_is(
    client, number, django_assert_num_queries
):
    event = make_event()
    make_offer(event)
    series = event.series_of_posts.create(name="Reihe")
    for n in range(number):
        published(f"Stück {n}", "Bühne", event=event, series=series)
    interview = make_interview(event=event, series=series)
    interview.tags.add("Bühne")
    publish(interview, by=None)
    for n in range(number):
        published(f"Später {n}", "Bühne", event=event)
    with django_assert_num_queries(6):
        client.get(interview.get_absolute_url())


def test_the_command_works_it_out_anew(client):
    here, other = published("Hier", "Bühne"), published("Dort", "Bühne")
    before = set(Related.objects.values_list("post", "other", "score", "kind"))
    Related.objects.all().delete()
    call_command("relate_pieces", stdout=io.StringIO())
    assert set(Related.objects.values_list("post", "other", "score", "kind")) == before
    assert {(here.pk, other.pk), (other.pk, here.pk)} == {row[:2] for row in before}


def test_pieces_that_come_in_bulk_lead_on_as_if_each_had_come_alone(client):
    ada = make_person("Ada Berg", newsroom=True)
    event = make_event(hashtag="#saal27")
    pieces = [
        published("Anfang", "Bühne", author=ada, event=event),
        published("Gespräch über Ton", author=ada),
        published("Stuhlreihen im Saal", event=event),
        published("Vorhang und Saal", "Bühne"),
        published("Etwas ganz anderes", "Steuern"),
    ]
    withdraw(published("Nicht mehr da", "Bühne", author=ada))
    alone = [related(client, piece) for piece in pieces]
    Related.objects.all().delete()
    refresh_all()
    assert [related(client, piece) for piece in pieces] == alone
    assert sum(map(bool, alone)) == 4


def test_what_many_share_is_looked_at_for_the_newest_of_them():
    ada = frozenset([1])
    pieces = [Traits(post, ada, None, frozenset(), frozenset()) for post in range(1, 201)]
    rows = among(pieces)
    newest = LOOKED_AT + 1  # the piece itself is one of them
    assert [row.other_id for row in rows[1]] == [newest, newest - 1, newest - 2]
    assert all(len(found) == MOST_ALIKE for found in rows.values())
