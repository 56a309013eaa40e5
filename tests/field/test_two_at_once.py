"""Two people, two tabs, two clicks at once (field reports 10, 13, 14 and 23, and their siblings)."""

import pytest
from django.test import Client
from lxml import html

from blog.editions.edition import Edition
from blog.publishing.publish import publish
from events.models import Event, EventSeries
from interviews.models import Exchange
from pages.models import LegalPage
from people.models import Organisation
from tests.filling import Page
from tests.making import make_editor, make_event, make_interview, make_person, make_post, make_site
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(user := make_editor())
    return user


def form_of(row) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def series_of_posts():
    return make_event("Reihenabend").series_of_posts.create(name="Reihe")


# Of each kind: how one is made, a field that both change, and one that only the second does.
LIVE = {
    "event": (lambda: make_event("Kongress"), "name", "hashtag", "#kon26"),
    "person": (lambda: make_person("Anna Berg"), "name", "honorific", "Dr."),
    "organisation": (
        lambda: Organisation.objects.create(name="Chor"),
        "name",
        "description",
        "<p>Singt.</p>",
    ),
    "series of events": (lambda: EventSeries.objects.create(name="Kongresse"), "name", "name", ""),
    "series": (series_of_posts, "name", "name", ""),
    "image": (lambda: saved_image(title="Saal"), "title", "caption", "Der Saal"),
    "site": (lambda: make_site(name="Saal"), "name", "claim", "Über Licht"),
    "page": (
        lambda: LegalPage.objects.create(kind="transparency", title="Transparenz"),
        "title",
        "title",
        "",
    ),
}


@pytest.mark.parametrize("kind", LIVE)
def test_14_nobodys_save_wins_silently_on_any_form(kind, client, editor):
    make, both, one, value = LIVE[kind]
    row = make()
    first, second = Page(client, form_of(row)), Page(client, form_of(row))
    first.fill(**{both: "Die Erste"}).press("_save")
    assert first.errors == []
    second.fill(**{both: "Der Zweite", **({one: value} if value else {})}).press("_save")
    row.refresh_from_db()
    assert getattr(row, both) == "Die Erste"
    assert second.values[both] == ["Der Zweite"]  # nothing is lost: it is asked about
    second.fill(**{f"_choice-{name}": "mine" for name in {both, one}}).press("_save")
    row.refresh_from_db()
    assert getattr(row, both) == "Der Zweite"
    if value:
        assert getattr(row, one) == value


def test_13_a_new_order_outlives_a_mistake_and_is_the_one_that_is_saved(client, editor):
    interview = make_interview(exchanges=(("Eins?", "<p>1.</p>"), ("Zwei?", "<p>2.</p>")))
    page = Page(client, form_of(interview))
    page.fill(**{"exchanges-0-ordering": 2, "exchanges-1-ordering": 1}, title="")
    page.press("_continue")
    assert page.errors
    kept = [page.values[f"exchanges-{number}-ordering"][0] for number in (0, 1)]
    assert kept == ["2", "1"]  # by which the page shows them (static/admin_theme/ordering.js)
    page.fill(title="Gespräch").press("_continue")
    rows = Exchange.objects.filter(interview=interview).order_by("ordering")
    assert [row.question for row in rows] == ["Zwei?", "Eins?"]


def test_10_an_event_added_by_a_double_click_is_there_once(client, editor):
    page = Page(client, "/admin/events/event/add/")
    page.fill(name="Kongress", starts_at_0="2027-03-25", starts_at_1="09:00")
    page.fill(ends_at_0="2027-03-26", ends_at_1="17:00")
    data = {**page.values, "_save": ["1"]}
    for _click in range(2):
        client.post(page.address, data)
    assert Event.objects.filter(name="Kongress").count() == 1


def test_23_a_question_from_before_a_new_sign_in_comes_back_and_can_be_answered(editor):
    post, strict = make_post("Da"), Client(enforce_csrf_checks=True)
    publish(post, by=None)
    strict.force_login(editor)
    page = Page(strict, f"/admin/blog/post/{post.pk}/withdraw/")
    strict.cookies.pop("csrftoken")
    Page(strict, "/admin/")  # a second tab, signed in anew
    ours = {"Sec-Fetch-Site": "same-origin"}
    refused = strict.post(page.address, page.values, headers=ours)
    assert refused.status_code == 403
    form = html.fromstring(refused.text).forms[0]
    assert strict.post(form.action, dict(form.form_values()), headers=ours).status_code == 302
    assert not Edition.objects.live().exists()
