"""What was withdrawn is not in the words by which search corrects, completes and takes apart."""

import pytest

from blog.publishing.publish import publish, withdraw
from blog.search.vocabulary import Cut, Spelling, Word
from tests.making import make_post

pytestmark = pytest.mark.django_db


def known():
    return {*Word.objects.values_list("word", flat=True)}


def listed():
    """Return the words that something is listed under, and how many rows hang in the air."""
    ids = {*Word.objects.values_list("pk", flat=True)}
    rows = [
        *Spelling.objects.values_list("word", flat=True),
        *Cut.objects.values_list("word", flat=True),
    ]
    return len([row for row in rows if row not in ids])


@pytest.fixture
def secret():
    """A piece that is withdrawn, beside another that says some of the same."""
    publish(make_post("Bleibt", body="<p>Die Scheinwerfer leuchten.</p>"), by=None)
    body = "<p>Der Sicherheitsbericht nennt Klarnamen, Scheinwerfer und Klaus Geheimrat.</p>"
    post = make_post("Geht", body=body)
    publish(post, by=None)
    assert {"sicherheitsbericht", "klarnamen", "geheimrat", "scheinwerfer"} <= known()
    return post


def test_words_that_only_a_withdrawn_piece_said_are_forgotten(secret, client):
    withdraw(secret)
    assert not {"sicherheitsbericht", "klarnamen", "geheimrat", "geht"} & known()
    assert {"scheinwerfer", "leuchten", "bleibt"} <= known()
    assert listed() == 0
    assert "geheimrat" not in client.get("/suche/", {"q": "Geheimrad"}).text.casefold()


def test_words_that_a_new_edition_leaves_out_are_forgotten(secret):
    secret.body = "<p>Der Sicherheitsbericht nennt niemanden.</p>"
    secret.save()
    publish(secret, by=None)
    assert not {"klarnamen", "geheimrat"} & known()
    assert {"sicherheitsbericht", "niemanden", "scheinwerfer"} <= known()
    assert listed() == 0


def test_words_come_back_with_the_piece(secret):
    withdraw(secret)
    publish(secret, by=None)
    assert {"sicherheitsbericht", "klarnamen", "geheimrat"} <= known()


def test_words_in_odd_letters_are_forgotten_too(secret):
    before = known()
    odd = make_post("Odd", body="<p>naïve ﬁnale Ægirs o’clocks Übergrößenträger Straßenbahn</p>")
    publish(odd, by=None)
    assert {"naïve", "finale", "übergrössenträger", "strassenbahn"} <= known()
    withdraw(odd)
    assert known() <= before
