import pytest

from blog.publishing.publish import publish
from blog.renewing.reassessing import concerned_by
from tests.making import make_event, make_person, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    event = make_event(hashtag="#k27")
    speaker = make_person("Anna Berg", gender="f")
    event.programme.create(title="Vortrag").speaker_rows.create(person=speaker)
    event.programme.create(title="Werkstatt").speaker_rows.create(person=speaker)
    return event


def test_a_piece_says_once_that_its_author_speaks_at_its_event(event):
    author = event.programme.first().speakers.get()
    edition = publish(make_post("Vorfreude", author=author, event=event), by=None)
    (credit,) = edition.piece.credits
    assert credit.role_line.count("Referentin bei #k27") == 1
    elsewhere = publish(make_post("Anderes", author=author, event=make_event()), by=None)
    assert "Sprecherin" not in elsewhere.piece.credits[0].role_line


def test_pieces_by_speakers_are_among_those_that_an_event_concerns(event):
    author = event.programme.first().speakers.get()
    edition = publish(make_post("Vorfreude", author=author, event=event), by=None)
    assert list(concerned_by(event)) == [edition]
