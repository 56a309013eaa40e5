from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags
from hypothesis import given, strategies as st

from blog.editions.edition import Edition
from blog.publishing.publish import publish, publish_again, unschedule, withdraw
from blog.search import search
from blog.search.passages import PASSAGE, Sought, passage, quotable
from blog.search.query import parts
from blog.search.vocabulary import Spelling, Word, learn
from tests.making import make_event, make_interview, make_person, make_post
from tests.prose.payloads import OWN

NOW = "2026-03-01T12:00:00+00:00"


def titles(query: str) -> list[str]:
    """The titles of the live editions for a query, best first."""
    found = search.ranked(query)
    live = Edition.objects.live().in_bulk(found)
    return [live[pk].piece.title for pk in found]


def publish_text(title: str, text: str, **fields) -> Edition:
    return publish(make_post(title, body=f"<p>{text}</p>", **fields), by=None)


def test_a_word_longer_than_any_database_takes_can_be_published_and_found(db):
    publish_text("Lang", "a" * 3_000)
    assert titles("a" * 150) == ["Lang"]


def test_what_is_scheduled_is_found_when_it_is_live_and_not_before(db):
    with time_machine.travel(NOW, tick=False) as clock:
        publish_text("Heute", "Konfetti")
        publish(
            make_post("Morgen", body="<p>Konfetti</p>"),
            by=None,
            starts_at=timezone.now() + timedelta(days=1),
        )
        make_post("Entwurf", body="<p>Konfetti</p>")
        assert titles("Konfetti") == ["Heute"]
        clock.shift(86400)
        assert titles("Konfetti") == ["Morgen", "Heute"]


def test_what_is_withdrawn_or_over_or_unscheduled_is_not_found(db):
    with time_machine.travel(NOW, tick=False) as clock:
        publish_text("Bleibt", "Konfetti")
        gone, short, taken_back = make_post(title="A"), make_post(title="B"), make_post(title="C")
        soon = timezone.now() + timedelta(hours=1)
        publish(gone, by=None)
        publish(short, by=None, ends_at=soon)
        publish(taken_back, by=None, starts_at=soon)
        withdraw(gone)
        unschedule(taken_back)
        clock.shift(3600)
        assert titles("Text") == []
        assert titles("Konfetti") == ["Bleibt"]


def test_a_new_edition_replaces_the_old_text(db):
    post = make_post("Text", body="<p>Konfetti</p>")
    first = publish(post, by=None)
    post.body = "<p>Luftschlangen</p>"
    post.save()
    publish(post, by=None)
    assert titles("Konfetti") == []
    assert titles("Luftschlangen") == ["Text"]
    publish_again(first, by=None)
    assert titles("Konfetti") == ["Text"]
    assert titles("Luftschlangen") == []


def test_a_scheduled_edition_leaves_the_present_text_findable_until_then(db):
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Text", body="<p>Konfetti</p>")
        publish(post, by=None)
        post.body = "<p>Luftschlangen</p>"
        post.save()
        publish(post, by=None, starts_at=timezone.now() + timedelta(hours=1))
        assert (titles("Konfetti"), titles("Luftschlangen")) == (["Text"], [])
        clock.shift(3600)
        assert (titles("Konfetti"), titles("Luftschlangen")) == ([], ["Text"])


def test_the_title_comes_before_people_and_topics_before_the_text_then_the_newest(db):
    publish_text("Konfetti im Saal", "Papier.")
    publish_text("Person", "Papier.", author=make_person("Kim Konfetti", newsroom=True))
    publish_text("Vorspann", "Papier.", standfirst="Es regnet Konfetti.")
    publish_text("Alt", "Konfetti, Konfetti, Konfetti.")
    publish_text("Neu", "Ein wenig Konfetti.")
    assert titles("Konfetti") == ["Konfetti im Saal", "Vorspann", "Person", "Neu", "Alt"]


def test_questions_answers_and_the_event_are_found(db):
    publish(
        make_interview(
            "Gespräch",
            guest=make_person("Ada Öztürk"),
            event=make_event("Lichtkongress", hashtag="#d2m26"),
            exchanges=(("Warum Konfetti?", "<p>Wegen der <em>Luft</em>schlangen.</p>"),),
        ),
        by=None,
    )
    for query in ("Konfetti", "Luftschlangen", "oeztuerk", "Lichtkongress", "#d2m26", "d2m26"):
        assert titles(query) == ["Gespräch"], query


def test_a_common_word_gives_the_newest_pieces_only(db, monkeypatch):
    monkeypatch.setattr(search, "MOST_HITS", 2)
    for title in ("Eins", "Zwei", "Drei"):
        publish_text(title, "Konfetti")
    assert titles("Konfetti") == ["Drei", "Zwei"]


def test_what_is_not_live_takes_no_place_among_the_best(db, monkeypatch):
    monkeypatch.setattr(search, "MOST_HITS", 2)
    with time_machine.travel(NOW, tick=False) as clock:
        publish_text("Eins", "Konfetti")
        publish_text("Zwei", "Konfetti")
        soon = timezone.now() + timedelta(hours=1)
        for number in range(3):
            publish(make_post(f"Kurz {number}", body="<p>Konfetti</p>"), by=None, ends_at=soon)
            publish(
                make_post(f"Bald {number}", body="<p>Konfetti</p>"),
                by=None,
                starts_at=soon + timedelta(days=1),
            )
        clock.shift(7200)
        assert titles("Konfetti") == ["Zwei", "Eins"]


def test_a_corrected_old_piece_stays_behind_newer_ones(db):
    with time_machine.travel(NOW, tick=False) as clock:
        old = make_post("Alt", body="<p>Konfetti</p>")
        publish(old, by=None)
        clock.shift(3600)
        publish_text("Neu", "Konfetti")
        clock.shift(3600)
        old.body = "<p>Konfetti, berichtigt</p>"
        old.save()
        publish(old, by=None)
        assert titles("Konfetti") == ["Neu", "Alt"]


def test_parts_of_compounds_find_the_whole_if_the_site_knows_both_sides(db):
    publish_text("Karte", "Das Veranstaltungsticket kostet elf Euro.")
    publish_text("Wort", "Eine Veranstaltung im Mai.")
    publish_text("Falsch", "Die Interessen der Gäste.")
    publish_text("Essen", "Wir essen um acht.")
    assert titles("Ticket") == ["Karte"]
    assert titles("Tickets") == ["Karte"]
    assert titles("Veranstaltungen") == ["Wort", "Karte"]
    assert titles("essen") == ["Essen"]  # no piece knows a word "inter"


def test_a_compound_finds_its_parts_side_by_side(db):
    publish_text("Getrennt", "Das Event-Ticket gilt.")
    assert titles("Eventticket") == ["Getrennt"]


def test_compounds_become_known_with_later_pieces(db):
    publish_text("Feier", "Das Gartenfest im Mai.")
    assert titles("Fest") == []
    publish_text("Wort", "Ein Garten.")
    assert titles("Fest") == ["Feier"]


def test_hits_are_narrowed_down(db):
    guest = make_person("Ada Öztürk")
    event = make_event("Lichtkongress")
    publish_text("Beitrag", "Konfetti")
    talk = make_interview(
        "Gespräch", guest=guest, event=event, exchanges=(("Konfetti?", "<p>Ja</p>"),)
    )
    talk.tags.add("Licht")
    edition = publish(talk, by=None)
    for facet in (
        "kind:interview",
        f"person:{guest.pk}",
        f"event:{event.pk}",
        f"tag:{talk.tags.get().pk}",
        f"year:{timezone.localtime().year}",
    ):
        found = [place.edition for place in search.find("Konfetti", [(facet,)]).places]
        assert edition.pk in found, facet
        assert len(found) == (2 if facet.startswith("year") else 1)
        assert edition.pk in [place.edition for place in search.find("", [(facet,)]).places]
    assert search.find("Konfetti", [("kind:interview",), ("year:1999",)]).places == []


def test_words_of_what_is_not_live_are_known_only_when_it_is(db):
    with time_machine.travel(NOW, tick=False) as clock:
        publish_text("Heute", "Die Firmenübernahme. Eine Firma.")
        publish(
            make_post("Morgen", body="<p>Geheime Luftschlangen</p>"),
            by=None,
            starts_at=timezone.now() + timedelta(days=1),
        )
        assert search.find("Luftschlange").meant == {}
        assert search.find("Luftschlamgen").meant == {}
        clock.shift(86400)
        assert titles("Luftschlamgen") == ["Morgen"]


def test_forgetting_leaves_only_words_of_pieces(db):
    learn({"luftschlangen": timezone.now()})
    call_command("rebuild_editions", verbosity=0, stdout=StringIO())
    assert not Word.objects.filter(word="luftschlangen").exists()
    assert (
        not Spelling.objects.exists()
        or Spelling.objects.exclude(word__in=Word.objects.all()).count() == 0
    )


def test_the_passage_marks_every_spelling_of_the_words():
    text = "Die Autorinnen und Autor:innen trafen Frau Müller unter Bäumen."
    assert passage(text, Sought(parts("autor baum mueller"))) == (
        "Die <mark>Autorinnen</mark> und <mark>Autor:innen</mark> trafen Frau "
        "<mark>Müller</mark> unter <mark>Bäumen</mark>."
    )


def test_the_passage_begins_at_a_word_shortly_before_the_first_match():
    text = "Anfang " + "grüße über Öl " * 60 + "Konfetti fällt " + "auf süße Äpfel " * 60
    shown = passage(text, Sought(parts("konfetti")))
    plain = strip_tags(shown)
    assert shown.count("<mark>Konfetti</mark>") == 1
    assert plain.startswith("… ")
    assert plain.endswith(" …")
    assert plain[2:-2] in text
    assert set(plain[2:-2].split()) <= set(text.split())
    assert PASSAGE * 3 // 4 < len(plain) <= PASSAGE + 4


def test_a_text_without_match_gives_its_beginning():
    assert passage("Kurz und gut.", Sought(parts("Konfetti"))) == "Kurz und gut."
    assert passage("", Sought(parts("Konfetti"))) == ""


def test_what_is_quoted_tells_cells_and_items_of_lists_apart_and_runs_sentences_on():
    text = "Titel\nWas es kostet\nSaal\n900 €\nTon ist dabei.\nLicht nicht.\n\nAnna Berg"
    assert quotable(text) == "Was es kostet · Saal · 900 € · Ton ist dabei.\nLicht nicht."


@pytest.mark.parametrize("payload", OWN)
def test_the_passage_escapes_whatever_the_text_says(payload):
    asked = Sought(parts("konfetti script alert img"))
    bare = passage(f"Vorher {payload} Konfetti {payload}", asked)
    bare = bare.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert '"' not in bare
    assert "'" not in bare
    shown = unescape(bare).removesuffix(" …").removeprefix("… ")
    assert shown in f"Vorher {payload} Konfetti {payload}"


@given(st.text(max_size=600), st.text(min_size=1, max_size=30))
def test_a_passage_is_always_a_stretch_of_its_text(text, query):
    shown = unescape(
        passage(text, Sought(parts(query))).replace("<mark>", "").replace("</mark>", "")
    )
    begun = shown.removeprefix("… ")
    assert (
        shown in text
        or begun in text
        or begun.removesuffix(" …") in text
        or (shown.removesuffix(" …") in text)
    )
