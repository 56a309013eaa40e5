"""Whatever form of the newsroom arrives twice counts once: all of them, those to come too."""

from collections.abc import Iterator

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from lxml import html

from blog.models import Waiver
from blog.publishing.publish import publish
from disclosures.trail import TrailEntry
from events.models import Event
from interviews.models import Interview, Manuscript
from tests import unlocked
from tests.filling import Page
from tests.making import make_event, make_post
from tests.security.admin_addresses import admin_addresses
from tests.security.newsroom import SPOKEN, argument_of, make_account, make_newsroom

pytestmark = pytest.mark.django_db
TWICE = "Dieses Formular kam zweimal an; es zählt nur einmal."
# Forms of models, whose guard has tests of its own (test_sent_once), and what shows no form.
GUARDED = (
    "_add",
    "_change",
    "_history",
    "_changelist",
    "_revision",
    "_recover",
    "_json",
    "_csv",
    "_page",
    "_uses",
    "_panel",
    "_panel_new",
    "logout",
)

# What interviews have of posts.
LIKE_POSTS = tuple(
    f"interviews_interview_{name}" for name in ("w", "u", "again", "re", "p", "look")
)


def forms_of(page: html.HtmlElement, path: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield where each form of a page leads by POST, and what a browser sends when a button is pressed."""
    page.make_links_absolute(f"http://testserver{path}")
    for form in page.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        buttons = form.xpath(".//button[not(@type='button')] | .//input[@type='submit']")
        for button in buttons or [None]:
            sent: dict[str, list[str]] = {}
            for name, value in form.form_values():
                sent.setdefault(name, []).append(value)
            if button is not None and button.get("name"):
                sent[button.get("name")] = [button.get("value", "")]
            action = (
                (button.get("formaction") if button is not None else "")
                or form.get("action")
                or path
            )
            yield action.removeprefix("http://testserver"), sent


def test_every_form_beside_those_of_models_counts_once():
    """All go through the admin site's one door, as the matrix of addresses shows; here they are pressed."""
    boss, newsroom, client = make_account("boss", is_superuser=True), make_newsroom(), Client()
    client.force_login(boss)
    pressed, wrong = set(), []
    for address in admin_addresses():
        if address.name.endswith(GUARDED) or address.name.startswith(LIKE_POSTS):
            continue
        path = address.filled(argument_of(address, newsroom))
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        for action, sent in forms_of(html.fromstring(answer.text), path):
            kind = (action.split("?")[0], *sorted(sent))
            if (
                "_sitting" in sent
                or kind in pressed
                or not action.startswith("/admin/")
                or "logout" in action
            ):
                continue
            with unlocked.watched(), transaction.atomic():
                first = client.post(action, sent)
                if first.status_code == 302:
                    pressed.add(kind)
                    again = client.post(action, sent)
                    told = [str(one) for one in get_messages(again.wsgi_request)]
                    if (again.status_code, again.get("location"), told[-1:]) != (
                        302,
                        first.url,
                        [TWICE],
                    ):
                        wrong.append((action, again.status_code, told))
                transaction.set_rollback(True)
            client.force_login(boss)
    assert wrong == []
    assert len(pressed) > 20


@pytest.fixture
def editor(client):
    client.force_login(boss := make_account("boss", is_superuser=True))
    return boss


def question(post, command: str) -> str:
    return f"/admin/blog/post/{post.pk}/{command}/"


def test_of_what_was_made_other_words_make_a_second_one_only_if_sent_once_more(client, editor):
    page = Page(client, f"/admin/events/event/{make_event('Kongress 2026').pk}/next-edition/")
    page.fill(name="Kongress 2027", starts_at_0="2027-05-01", starts_at_1="10:00")
    back = {**page.values, "name": ["Kongress der Zukunft"]}
    page.press("ok")
    assert page.errors == []
    refused = client.post(
        page_address := f"/admin/events/event/{Event.objects.earliest('pk').pk}/next-edition/", back
    )
    assert (refused.status_code, Event.objects.count()) == (409, 2)
    kept = Page(client, "/admin/", form="//form[false()]").take(refused)
    kept.form = "//form"
    kept.take(refused)
    assert kept.values["name"] == ["Kongress der Zukunft"]
    client.post(page_address, kept.values)
    assert Event.objects.filter(name="Kongress der Zukunft").count() == 1


def test_a_piece_is_not_withdrawn_from_a_page_that_showed_another_state(client, editor):
    post = make_post("Da")
    first = publish(post, by=None)
    page = Page(client, question(post, "withdraw"))
    post.title = "Neu"
    post.save()
    publish(post, by=None)
    page.press("ok")
    assert page.status == 409
    assert page.errors[0].startswith("Seit Sie diese Seite geöffnet haben")
    assert not post.editions.get(number=2).ends_at
    page.press("ok")
    assert post.editions.get(number=2).ends_at
    assert first.number == 1


def test_what_could_not_be_done_is_said_on_the_page_and_may_be_tried_again(client, editor):
    post = make_post("Da")
    publish(post, by=None)
    page = Page(client, question(post, "editions/1/again"))
    for _time in range(2):
        page.press("ok")
        assert (page.status, len(page.errors), post.editions.count()) == (422, 1, 1)


def test_a_waiver_that_is_agreed_to_or_over_says_so(client, editor):
    waiver = Waiver.objects.get(pk=make_newsroom()["blog.waiver"])
    address = f"/admin/blog/waiver/{waiver.pk}"
    for command, said in (
        ("confirm", "Zugestimmt"),
        ("confirm", "Dem ist schon zugestimmt worden"),
        ("take-back", "Zurückgenommen"),
        ("take-back", "Das gilt schon nicht mehr"),
        ("confirm", "Das gilt schon nicht mehr"),
    ):
        told = client.post(f"{address}/{command}/", follow=True)
        assert (
            said in [str(one) for one in get_messages(told.wsgi_request)][-1] or said in told.text
        )
    assert TrailEntry.objects.filter(action__in=("confirm", "unwaive")).count() == 2


def test_a_text_becomes_an_interview_once_and_its_review_says_that_it_has(client, editor):
    client.post("/admin/interviews/interview/from-text/", {"text": SPOKEN.decode()})
    client.post("/admin/interviews/interview/from-text/", {"text": SPOKEN.decode()})
    manuscript = Manuscript.objects.get()
    address = f"/admin/interviews/interview/from-text/{manuscript.pk}/"
    page, stale = Page(client, address), Page(client, address)
    page.press("create")
    made = Interview.objects.get()
    stale.press("create")
    assert (stale.status, Interview.objects.count()) == (422, 1)
    assert any(error.startswith("Seit Sie diese Seite") for error in stale.errors)
    assert made.title in " ".join(stale.texts("//p[@class='help']"))
    stale.press("create")
    assert Interview.objects.count() == 2
