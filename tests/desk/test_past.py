"""The history of a piece: one list, any two states compared, parts and all brought back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from reversion import create_revision, set_user

from blog.editions.edition import Edition
from blog.publishing.publish import publish, unschedule
from desk.commenting.comment import Comment
from tests.making import make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
ROWS = (("Was bleibt?", "<p>Vieles bleibt.</p>"), ("Und nun?", "<p>Weiter.</p>"))


@pytest.fixture
def talk(editor):
    piece = make_interview("Vorher", exchanges=ROWS, standfirst="Ein Gespräch.")
    return saved(piece, editor)


def saved(piece, editor, **changes):
    """Save a piece as its form does: with a revision."""
    with create_revision():
        set_user(editor)
        for name, value in changes.items():
            setattr(piece, name, value)
        piece.save()
    return piece


def at(piece, page):
    return f"/admin/{piece._meta.label_lower.replace('.', '/')}/{piece.pk}/{page}/"


def listed(desk, piece):
    tree = html.fromstring(desk.get(at(piece, "history")).text)
    return [
        (row.get("class").removeprefix("past-"), " ".join(row.text_content().split()))
        for row in tree.xpath("//table[@id='change-history']/tbody/tr")
    ]


def key(desk, piece, kind, place=-1):
    """How the page names a state of a kind, the newest first."""
    tree = html.fromstring(desk.get(at(piece, "history")).text)
    return tree.xpath(f"//tr[@class='past-{kind}']//input[@name='a']/@value")[place]


def changed(desk, piece, first, second="now"):
    page = desk.get(at(piece, "compare"), {"a": first, "b": second})
    assert page.status_code == 200
    return [change.what for change, _blocks in page.context["changes"]]


def bring(desk, piece, first, **sent):
    return desk.post(f"{at(piece, 'compare')}?a={first}&b=now", sent)


def test_all_that_became_of_a_piece_stands_in_one_list_the_newest_first(desk, talk, time_machine):
    start = timezone.now()
    time_machine.move_to(start + timedelta(hours=1), tick=False)
    publish(talk, by=None)
    time_machine.move_to(start + timedelta(hours=2), tick=False)
    Comment.objects.create(post=talk, name="Gesa", text="Das Jahr ist falsch.")
    kinds = [kind for kind, _said in listed(desk, talk)]
    assert kinds == ["now", "comment", "edition", "trail", "saved"]  # the trail: a notice
    said = dict(listed(desk, talk))
    assert "Das Jahr ist falsch." in said["comment"]
    assert "als Fassung 1" in said["edition"]
    assert "redaktion" in said["saved"]


def test_what_nobody_ever_saw_is_no_edition(desk, client, editor, time_machine):
    post = make_post("Probe", author=make_person(newsroom=True))
    now = timezone.now()
    for _time in range(2):
        publish(post, by=None, starts_at=now + timedelta(days=1))
        unschedule(post)
    edition = publish(post, by=None)
    assert (edition.number, edition.ordinal()) == (3, 1)
    said = [words for kind, words in listed(desk, post) if kind == "edition"]
    assert "als Fassung 1" in said[0]
    assert all("bevor" in words and "als Fassung" not in words for words in said[1:])
    assert "aenderungen" not in client.get(edition.get_absolute_url()).text
    post.body = "<p>Anders.</p>"
    post.save()
    time_machine.move_to(now + timedelta(hours=1))
    second = publish(post, by=None)
    assert "aenderungen" in client.get(second.get_absolute_url()).text
    page = client.get(f"{second.get_absolute_url()}aenderungen/").text
    assert "Fassung 2," in page
    assert "Fassung 4," not in page


def test_any_two_states_are_compared_questions_by_what_they_are(desk, editor, talk):
    first = key(desk, talk, "saved")
    one, _two = talk.exchanges.all()
    one.answer = "<p>Wenig bleibt.</p>"
    one.save()
    saved(talk, editor, title="Nachher")
    assert changed(desk, talk, first) == ["Titel", "Frage 1"]
    talk.exchanges.filter(pk=one.pk).update(ordering=9)  # the other way round
    assert changed(desk, talk, key(desk, talk, "saved", 0)) == ["Reihenfolge der Fragen"]
    publish(talk, by=None)
    assert changed(desk, talk, first, "e1") == ["Titel", "Frage 2", "Reihenfolge der Fragen"]


def test_one_part_is_brought_back_and_readers_see_nothing_of_it(desk, editor, talk):
    publish(talk, by=None)
    one, two = talk.exchanges.all()
    one.answer = "<p>Wenig bleibt.</p>"
    one.save()
    two.delete()
    saved(talk, editor, title="Nachher")
    publish(talk, by=None)
    (missing,) = [
        change.part
        for change, _b in desk.get(at(talk, "compare"), {"a": "e1"}).context["changes"]
        if change.what == "Frage 2"
    ]
    answer = bring(desk, talk, "e1", part=["title", missing])
    assert answer.url == at(talk, "change")
    talk.refresh_from_db()
    assert talk.title == "Vorher"
    rows = list(talk.exchanges.values_list("question", "answer", "anchor"))
    assert rows == [
        ("Was bleibt?", "<p>Wenig bleibt.</p>", "frage-1"),
        ("Und nun?", "<p>Weiter.</p>", "frage-2"),
    ]
    assert Edition.objects.live().get().piece.title == "Nachher"
    assert len([kind for kind, _said in listed(desk, talk) if kind == "saved"]) == 3


def test_the_whole_text_is_brought_back_from_an_edition(desk, editor, talk):
    publish(talk, by=None)
    talk.exchanges.all().delete()
    talk.exchanges.create(question="Ganz neu?", answer="<p>Ja.</p>", ordering=1)
    saved(talk, editor, title="Nachher", standfirst="")
    bring(desk, talk, "e1", all="1")
    assert changed(desk, talk, "e1") == []
    talk.refresh_from_db()
    assert (talk.title, talk.standfirst) == ("Vorher", "Ein Gespräch.")


@pytest.mark.parametrize("along", [True, False])
def test_an_edition_published_again_brings_the_working_copy_along_if_asked(desk, talk, along):
    publish(talk, by=None)
    talk.title = "Mit Fehler"
    talk.save()
    publish(talk, by=None)
    again = at(talk, "editions/1/again")
    assert "checked" in desk.get(again).text
    desk.post(again, {"bring_along": "on"} if along else {})
    assert Edition.objects.live().get().piece.title == "Vorher"
    talk.refresh_from_db()
    assert talk.title == ("Vorher" if along else "Mit Fehler")


def test_nobody_compares_or_brings_back_what_is_not_there(desk, talk):
    other = make_post("Anderer")
    for wrong in ("", "x", "v0", "e7", "v" + "9" * 40, key(desk, talk, "saved")):
        assert desk.get(at(other, "compare"), {"a": wrong}).status_code == 404
    assert bring(desk, talk, key(desk, talk, "saved")).url.endswith("&b=now")  # no part is chosen
    assert Client().get(at(talk, "history")).status_code == 302
