from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Post
from blog.publishing.publish import publish
from blog.renewing import batches
from blog.renewing.reassessing import change_of, concerned_by, naming
from events.models import Sponsorship
from people.models import Organisation
from tests.filling import Page
from tests.making import make_editor, make_event, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
NOTHING = {"consideration": "none", "influence": "none"}


@pytest.fixture
def sponsor():
    return Organisation.objects.create(name="Ohrfaden Tontechnik GmbH")


def told(edition):
    return [n.notice for n in edition.piece.notices]


def test_pieces_are_found_by_tie_by_people_and_by_name(sponsor):
    named = make_post("Genannt", body="<p>Mit der Ohrfaden Tontechnik im Saal.</p>")
    tied = make_post("Verbunden")
    tied.ties.create(organisation=sponsor, part="quoted", **NOTHING)
    employed = make_interview("Gespräch", guest=make_person(affiliation=sponsor))
    other = make_post("Ohne", body="<p>Ein Faden im Ohr.</p>")
    for post in (named, tied, employed, other):
        publish(post, by=None)
    make_post("Entwurf", body="<p>Ohrfaden Tontechnik</p>")
    assert {edition.piece.title for edition in naming(sponsor)} == {
        "Genannt",
        "Verbunden",
        "Gespräch",
    }


def test_looking_again_changes_nothing_where_nothing_changed(sponsor):
    edition = publish(make_post(body="<p>Ohrfaden Tontechnik GmbH</p>"), by=None)
    assert not change_of(edition).needed


def test_an_editor_renews_all_pieces_in_batches_and_drafts_stay_drafts(
    client, sponsor, english, monkeypatch
):
    monkeypatch.setattr(batches, "BATCH", 3)
    client.force_login(make_editor())
    event = make_event()
    for number in range(5):
        post = make_post(f"Beitrag {number:02}", body="<p>Von Ohrfaden Tontechnik GmbH.</p>")
        publish(post, by=None)
    Post.objects.filter(pk=post.pk).update(title="Nur im Entwurf anders")
    before = Edition.objects.live().first().modified_at
    Sponsorship.objects.create(
        organisation=sponsor, event=event, starts_on=timezone.localdate() - timedelta(days=1)
    )
    assert concerned_by(event).count() == 5
    address = reverse("admin:reassess") + f"?event={event.pk}"
    assert client.get(address).status_code == 200
    form = {"after": "0", "done": "0", "renewed": "0", "left_alone": "0"}
    page = client.post(address, form)
    assert (page.context["done"], page.context["finished"]) == (3, False)
    form = {name: str(page.context[name]) for name in form}
    page = client.post(address, form)
    assert (page.context["done"], page.context["renewed"], page.context["finished"]) == (
        5,
        5,
        True,
    )
    live = Edition.objects.live()
    assert all("partnerschaft-knapp" in told(edition) for edition in live)
    assert {edition.number for edition in live} == {2}
    assert live.filter(modified_at=before).count() <= 5
    assert "Nur im Entwurf anders" not in [edition.piece.title for edition in live]
    again = client.get(address)
    assert again.context["changes"] == []


def test_a_piece_that_asks_something_is_left_alone(client, sponsor):
    client.force_login(make_editor())
    publish(make_interview(guest=make_person(affiliation=sponsor)), by=None)
    event = make_event()
    Sponsorship.objects.create(organisation=sponsor, event=event)
    address = reverse("admin:reassess") + f"?event={event.pk}"
    page = client.post(address, {"after": "0", "renewed": "0", "left_alone": "0"})
    assert (page.context["renewed"], page.context["left_alone"]) == (0, 1)
    assert Edition.objects.live().get().number == 1


def test_the_form_of_an_event_leads_there(client, sponsor):
    client.force_login(make_editor())
    event = make_event()
    page = Page(client, reverse("admin:events_event_change", args=[event.pk]))
    assert page.tree.xpath(f"//a[contains(@href, 'reassess/?event={event.pk}')]")
