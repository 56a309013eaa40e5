from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.admin.answers import ANSWER
from blog.disclosing.waiving import waive
from blog.models import Disclosure, Edition, Post, Source, Tag, Tie
from blog.publishing.freezing import Freezing
from events.models import Sponsorship
from people.models import Organisation, Person
from tests.filling import Page
from tests.making import (
    make_ambassador,
    make_editor,
    make_event,
    make_interview,
    make_notice,
    make_person,
    make_post,
)
from tests.worlds import know

# Outside a transaction, as a request is: then nothing but SELECT may be heard of.
pytestmark = pytest.mark.django_db(transaction=True)
INCOMPLETE = (
    "What readers are told, and why"
    " Something on the form is not complete yet; this list follows once it is."
)
ADD = "/admin/blog/post/add/"
QUERIES = 80  # a form looks up whatever each of its rows chooses; here are nine


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture(autouse=True)
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


@pytest.fixture
def sponsor():
    sponsor = Organisation.objects.create(name="Muster GmbH")
    Sponsorship.objects.create(
        organisation=sponsor, event=make_event("Kongress"), starts_on=timezone.localdate()
    )
    return sponsor


def change(post):
    return reverse(f"admin:{post._meta.label_lower.replace('.', '_')}_change", args=[post.pk])


def words(nodes):
    """What stands in a panel, the ways to leave a notice out aside."""
    for node in nodes:
        for link in node.xpath(".//a[contains(@href, '/waive/')]"):
            link.drop_tree()
    return " ".join(" ".join(node.text_content() for node in nodes).split())


def look(page, **more):
    """Ask for the panel of a filled form, and see that the database was only read."""
    address = page.address.replace("/change/", "/panel/").replace("/add/", "/panel/")
    know()  # a process asks for the generation by the clock, whatever is on the page
    with CaptureQueriesContext(connection) as queries:
        response = page.client.post(address, {**page.values, **more})
    assert [q["sql"] for q in queries if not q["sql"].lstrip("(").startswith("SELECT")] == []
    assert [q["sql"] for q in queries if "FOR UPDATE" in q["sql"]] == []
    assert response.status_code == 200
    page.asked = len(queries)
    return words(html.fragments_fromstring(response.content.decode(), no_leading_text=True))


def saved(page):
    """Save the form, and read the panel of what is stored."""
    page.press("_continue")
    assert page.errors == []
    return words(page.tree.xpath("//div[@id='podium-disclosure']"))


def full(page, sponsor):
    """Fill in rows of every kind."""
    guest = make_ambassador(sponsor.sponsorships.get().event).person
    reviewer = make_person("Paul Prüfer", newsroom=True)
    page.fill(title="Titel", standfirst="Mit der Muster GmbH.", promotes_event="false")
    page.fill(event=sponsor.sponsorships.get().event.pk, tags=["Neu", "Bühne"])
    page.add_row("credits", person=guest.pk, role="author")
    page.add_row("sources", kind="study", title="Eine Studie")
    page.add_row("ties", organisation=sponsor.pk, part="subject", consideration="money")
    page.add_row("ai_uses", kind="draft", degree=2, tool="Satzhilfe")
    page.add_row("declarations", person=guest.pk, kind="benefit", text="Eine Reise.")
    page.add_row("disclosures", notice=make_notice("Von Hand").pk, position="bottom")
    checks = ("checked_accuracy", "checked_sources", "checked_plausibility", "could_reject")
    people = {"reviewer": reviewer.pk, "responsible": reviewer.pk}
    return page.add_row("approvals", **people, **dict.fromkeys(checks, "on"))


def test_what_is_typed_reads_like_what_is_saved(client, sponsor):
    Tag.objects.create(name="Bühne")
    page = full(Page(client, change(make_post(standfirst="Vorher"))), sponsor)
    typed = look(page)
    assert Post.objects.get().standfirst == "Vorher"
    assert not Tie.objects.exists()
    assert not Tag.objects.filter(name="Neu").exists()
    assert "Muster GmbH" in typed
    assert "Eine Reise" in typed
    assert "Von Hand" in typed
    assert typed == saved(page)
    assert look(page) == typed


def test_a_piece_that_nobody_has_saved_reads_like_the_saved_one(client, sponsor):
    page = full(Page(client, ADD).fill(body="<p>Ein Text.</p>"), sponsor)
    typed = look(page)
    assert not Post.objects.exists()
    assert "Muster GmbH" in typed
    assert typed == saved(page)


def test_deleted_and_moved_rows_are_gone_and_moved(client, sponsor):
    post = make_post(body="<p>Nach [1].</p>", author=make_ambassador(make_event("Messe")).person)
    other = Organisation.objects.create(name="Beispiel AG")
    for organisation in (sponsor, other):
        post.ties.create(organisation=organisation, consideration="money")
    for number, name in enumerate(("Eins", "Zwei"), start=1):
        Disclosure.objects.create(post=post, notice=make_notice(name), ordering=number)
        Source.objects.create(post=post, kind="study", title=name, ordering=number)
    page = Page(client, change(post))
    before = look(page)
    page.fill(**{"ties-0-DELETE": "on", "sources-0-DELETE": "on", "credits-0-DELETE": "on"})
    page.fill(**{"disclosures-0-ordering": 2, "disclosures-1-ordering": 1})
    typed = look(page)
    assert "Beispiel AG" in before
    assert "Muster GmbH" in before
    assert "Muster GmbH" not in typed
    assert "Beispiel AG" in typed
    assert typed.index("Zwei") < typed.index("Eins")
    assert Tie.objects.count() == 2
    assert Source.objects.count() == 2
    assert typed == saved(page)


def test_rows_that_somebody_else_added_meanwhile_count(client, sponsor):
    post = make_post()
    page = Page(client, change(post))
    post.ties.create(organisation=sponsor, consideration="money")
    assert "Muster GmbH" in look(page)


def test_an_interview_is_judged_by_the_questions_and_the_sign_off_as_typed(client, sponsor):
    guest = make_person("Anna Berg")
    page = Page(client, change(make_interview(guest=guest, authorisation_agreed="full")))
    page.fill(mode="video", shortened="true", **{"exchanges-0-DELETE": "on"})
    page.add_row("exchanges", question="Und die Muster GmbH?", answer="<p>Zahlt.</p>")
    page.add_row("authorisations", person=guest.pk)
    typed = look(page)
    assert "Muster GmbH" in typed
    assert typed == saved(page)


def test_an_incomplete_form_says_so(client, sponsor):
    page = Page(client, change(make_post())).fill(title="")
    assert look(page) == INCOMPLETE
    page = Page(client, change(make_post())).add_row("ties", part="subject", evidence="Vertrag")
    assert look(page) == INCOMPLETE
    assert look(Page(client, ADD)) == INCOMPLETE


@pytest.mark.parametrize("button", ["_publish", ANSWER])
def test_no_button_does_anything_here(client, button, sponsor):
    page = Page(client, change(make_post())).fill(standfirst="Mit der Muster GmbH.")
    assert look(page, **{button: f"tie:{sponsor.pk}:money"}) == look(page)
    assert not Edition.objects.exists()
    assert not Tie.objects.exists()
    assert Page(client, page.address).messages == []


def test_many_known_names_cost_no_query_more(client, sponsor):
    page = full(Page(client, change(make_post())), sponsor)
    look(page)
    few = page.asked
    Person.objects.bulk_create(Person(name=f"Wer {n}", slug=f"wer-{n}") for n in range(300))
    look(page)
    assert page.asked == few <= QUERIES


def test_what_is_left_out_stays_left_out_while_typing(client, sponsor, editor):
    post = make_post(event=sponsor.sponsorships.get().event, promotes_event=False)
    post.ties.create(organisation=sponsor, consideration="money")
    told = Freezing(post).told
    until = timezone.now() + timedelta(days=3)
    reason = "Das ist an dieser Stelle nicht nötig."
    waive(post, told.shown[0], says="Werbung", reason=reason, expires_at=until, by=editor)
    page = Page(client, change(post))
    assert "Left out" in look(page)
    assert look(page) == saved(page)
