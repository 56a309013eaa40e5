"""Where some have a portrait, initials stand for the others; where nobody has one, names are enough."""

import pytest
from lxml import html

from blog.models import Credit
from blog.publishing.publish import publish
from events.models import ProgrammeItem, Speaker
from tests.making import make_ambassador, make_event, make_interview, make_person, make_post
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db


def initials(client, address, part):
    tree = html.fromstring(client.get(address).text)
    path = f"//*[contains(@class, '{part}')]//*[contains(@class, 'is-initials')]"
    return [one.text for one in tree.xpath(path)]


@pytest.mark.parametrize(("portrait", "shown"), [(True, ["BC"]), (False, [])])
def test_of_those_who_speak_in_a_piece_and_its_teaser(client, portrait, shown):
    ada = make_person("Ada Berg", portrait=saved_image() if portrait else None)
    talk = make_interview(slug="gespraech", guest=ada)
    ben = make_person("Prof. Ben Cramer-Dahl")
    Credit.objects.create(post=talk, person=ben, role="interviewee", ordering=3)
    publish(talk, by=None)
    assert initials(client, "/interviews/gespraech/", "byline") == shown
    assert initials(client, "/interviews/", "voices") == shown


def test_of_those_who_speak_at_an_event_and_stand_for_it(client):
    event = make_event()
    make_ambassador(event)
    speaker = make_person("Ben Cramer")
    publish(make_post(author=speaker), by=None)
    item = ProgrammeItem.objects.create(event=event, title="Ein Saal hat Ohren")
    Speaker.objects.create(item=item, person=speaker)
    assert initials(client, event.get_absolute_url(), "people-grid") == ["BC"]
    assert initials(client, event.get_absolute_url(), "ambassadors") == ["AB"]
