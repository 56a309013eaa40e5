"""Authors: they write drafts of their own, and come at nothing else, by object and by field."""

import pytest
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from blog.models import Disclosure, EditorialApproval, Post, Series
from blog.publishing.publish import publish
from blog.roles import AUTHORS, EDITORS
from desk.pieces.index import bring_up_to_date
from interviews.models import Authorisation, Interview
from tests.filling import Page
from tests.making import make_interview, make_notice, make_person, make_post
from tests.security.newsroom import make_account

pytestmark = pytest.mark.django_db
KINDS = {"post": (make_post, "blog_post"), "interview": (make_interview, "interviews_interview")}
# What a form of a piece leads to, besides itself.
LEAD = ("history", "record", "record_json", "record_csv", "talk", "compare")


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def author(client):
    user = make_account("anna", AUTHORS)
    client.force_login(user)
    return user


@pytest.fixture
def editor():
    return make_account("rita", EDITORS)


def at(post, page="change", kind="blog_post"):
    return reverse(f"admin:{kind}_{page}", args=[post.pk])


def test_an_author_writes_a_draft_and_goes_on_with_it(client, author):
    page = Page(client, reverse("admin:blog_post_add")).fill(title="Mein Text", body="<p>Eins.</p>")
    page.press("_continue")
    post = Post.objects.get()
    assert (page.errors, post.created_by, post.title) == ([], author, "Mein Text")
    page = Page(client, at(post)).fill(body="<p>Zwei.</p>").press("_continue")
    assert (page.errors, Post.objects.get().body) == ([], "<p>Zwei.</p>")
    assert b"Mein Text" in client.get(reverse("admin:desk_pieces")).content
    assert b"Mein Text" in client.get(reverse("admin:index")).content


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("to", ["change", *LEAD])
def test_no_piece_of_others_opens(client, author, editor, kind, to):
    make, name = KINDS[kind]
    post = make("Geheim", created_by=editor)
    for address in (at(post, to, name), at(post, to, name) + "?a=now&b=now"):
        for answer in (client.get(address), client.post(address, {"title": "Meins"})):
            assert answer.status_code in {403, 405}, address
            assert b"Geheim" not in answer.content
    assert Post.objects.get().title == "Geheim"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("to", ["panel", "look", "publishing"])
def test_nothing_is_looked_up_with_a_piece_of_others(client, author, editor, kind, to):
    make, name = KINDS[kind]
    assert client.post(at(make("Geheim", created_by=editor), to, name)).status_code == 403


def test_pieces_of_others_are_in_no_list_search_or_preview(client, author, editor):
    post = make_post("Geheimsache", created_by=editor)
    theirs = make_post("Eigensache", created_by=author)
    bring_up_to_date()
    for address in (
        reverse("admin:desk_pieces"),
        reverse("admin:desk_pieces") + "?csv",
        reverse("admin:desk_search") + "?q=sache",
        reverse("admin:index"),
    ):
        assert "Geheimsache" not in client.get(address).text, address
    assert "Eigensache" in client.get(reverse("admin:desk_pieces")).text
    assert client.get(reverse("admin:preview", args=[post.pk])).status_code == 403
    assert client.get(reverse("admin:preview", args=[theirs.pk])).status_code == 200
    asked = {"app_label": "blog", "model_name": "post", "field_name": "translation_of"}
    assert "Geheimsache" not in client.get("/admin/autocomplete/", asked).text
    here = client.post(reverse("admin:saving_here"), {"object": f"blog.post:{post.pk}"})
    assert here.json() == {"others": []}


def test_a_post_of_ones_own_that_is_an_interview_of_others_is_theirs(client, author, editor):
    interview = make_interview("Geheim", created_by=editor)
    assert client.get(at(interview)).status_code in {302, 403, 404}


@pytest.mark.parametrize("button", ["_publish", "_schedule"])
def test_an_author_cannot_publish(client, author, button):
    post = make_post("Mein Text", created_by=author)
    values = Page(client, at(post)).values | {button: "1", "title": "Anders"}
    values |= {"publish_starts_at_0": "2099-01-01", "publish_starts_at_1": "09:00"}
    assert client.post(at(post), values).status_code == 403
    assert not post.editions.exists()
    assert Post.objects.get().title == "Mein Text"
    page = client.get(at(post))
    assert b'name="_publish"' not in page.content


@pytest.mark.parametrize("command", ["withdraw", "unschedule", "delete"])
def test_an_author_commands_nothing(client, author, command):
    post = make_post("Mein Text", created_by=author)
    assert client.get(at(post, command)).status_code == 403
    assert client.post(at(post, command), {"post": "yes"}).status_code == 403


def test_what_is_published_is_the_newsrooms(client, author, editor):
    post = make_post("Mein Text", created_by=author)
    publish(post, by=editor)
    assert client.get(at(post)).status_code == 200
    values = {"title": "Anders", "_continue": "1"}
    assert client.post(at(post), values).status_code == 403
    assert client.get(at(post, "talk")).status_code == 403
    assert Post.objects.get().title == "Mein Text"


def test_what_the_newsroom_decides_is_on_no_form_of_an_author(client, author):
    notice, person = make_notice(), make_person("Ada Berg")
    interview = make_interview("Mein Gespräch", created_by=author)
    page = Page(client, at(interview, kind="interviews_interview"))
    decided = ("slug", "public_interest", "private_because")
    rows = ("disclosures", "approvals", "authorisations")
    assert [name for name in page.values if name in decided or name.startswith(rows)] == []
    before = Interview.objects.values(*decided).get()
    forged = page.values | {
        "title": "Neu",
        "slug": "gekapert",
        "public_interest": "on",
        "private_because": "Darum.",
        **{f"{row}-TOTAL_FORMS": "1" for row in rows},
        **{f"{row}-INITIAL_FORMS": "0" for row in rows},
        "disclosures-0-notice": notice.pk,
        "disclosures-0-position": "top",
        "approvals-0-reviewer": person.pk,
        "approvals-0-responsible": person.pk,
        "authorisations-0-person": person.pk,
        "created_by": "1",
        "_continue": "1",
    }
    assert client.post(at(interview, kind="interviews_interview"), forged).status_code == 302
    assert Interview.objects.get().title == "Neu"
    assert Interview.objects.values(*decided).get() == before
    assert Interview.objects.get().created_by == author
    for kind in (Disclosure, EditorialApproval, Authorisation):
        assert not kind.objects.exists()


def test_an_author_takes_up_no_notice(client, author):
    post, notice = make_post("Mein Text", created_by=author), make_notice()
    values = Page(client, at(post)).values | {"_answer": f"take_up:{notice.key}"}
    assert client.post(at(post), values).status_code == 403
    assert not Disclosure.objects.exists()


def test_an_author_reads_no_mail_address_of_people(client, author):
    person = make_person("Ada Berg", email="ada@privat.example")
    assert "ada@privat" not in client.get(at(person, kind="people_person")).text


def test_an_editor_sees_a_piece_of_an_author_and_publishes_it(author, editor):
    post, client = make_post("Mein Text", created_by=author), Client()
    client.force_login(editor)
    Page(client, at(post)).press("_publish")
    assert post.editions.exists()


def act_on(client, *posts, **pressed):
    chosen = {"piece": [post.pk for post in posts]}
    return client.post(reverse("admin:desk_pieces"), chosen | pressed, follow=True)


def test_nothing_is_done_to_or_told_of_chosen_pieces_of_others(client, author, editor):
    theirs, own = make_post("Geheim", created_by=editor), make_post("Eigen", created_by=author)
    series = Series.objects.create(name="Reihe")
    bring_up_to_date()
    table = act_on(client, theirs, own, export="1").text
    assert ("Eigen" in table, "Geheim" in table) == (True, False)
    page = act_on(client, theirs, own, action="series", series=series.pk).text
    assert "Geheim" not in page
    assert {post.title for post in Post.objects.filter(series=series)} == {"Eigen"}


def test_what_the_newsroom_decided_is_not_undone_by_an_earlier_state(client, author, editor):
    page = Page(client, reverse("admin:blog_post_add")).fill(title="Mein Text", body="<p>Eins.</p>")
    page.press("_continue")
    post = Post.objects.get()
    (version,) = Version.objects.get_for_object(post)
    Disclosure.objects.create(post=post, notice=make_notice("Hinweis"))
    for name, numbers in (("revision", [post.pk, version.pk]), ("recover", [version.pk])):
        address = reverse(f"admin:blog_post_{name}", args=numbers)
        for answer in (client.get(address), client.post(address, {"title": "Meins"})):
            assert answer.status_code == 403, name
    assert Disclosure.objects.filter(post=post).exists()
    assert "Bring all of this" not in client.get(at(post, "history")).text


def test_no_title_of_others_is_told_by_a_number(client, author, editor):
    theirs = make_post("Geheim", created_by=editor)
    for kind in ("blog_post", "interviews_interview"):
        add = reverse(f"admin:{kind}_add")
        assert "Geheim" not in client.get(f"{add}?translation_of={theirs.pk}").text
    page = Page(client, reverse("admin:blog_post_add")).fill(title="Mein Text")
    page.fill(translation_of=theirs.pk).press("_continue")
    assert Post.objects.get(title="Mein Text").translation_of is None


def test_an_author_begins_on_the_page_that_others_write_on(client, author):
    for kind in ("blog_post", "interviews_interview"):
        assert "desk/composing/page" in client.get(reverse(f"admin:{kind}_add")).text


def test_an_author_is_told_what_is_said_of_their_draft(client, author, editor, mailoutbox):
    author.email = "anna@example.org"
    author.save()
    post = make_post("Mein Text", created_by=author)
    theirs = make_post("Geheim", created_by=editor)
    bring_up_to_date()
    at_the_desk = Client()
    at_the_desk.force_login(editor)
    for one in (post, theirs):
        at_the_desk.post(at(one, "talk"), {"talk-text": "@anna, stimmt das?", "comment": "1"})
    start = client.get(reverse("admin:index")).text
    assert ("stimmt das?" in start, "Geheim" in start) == (True, False)
    assert [mail.to for mail in mailoutbox] == [["anna@example.org"]]
    assert "Mein Text" in mailoutbox[0].subject


@pytest.mark.parametrize("kind", ["auto", "press"])
def test_who_writes_while_it_is_published_keeps_what_they_typed(client, author, editor, kind):
    post = make_post("Mein Text", body="<p>Eins.</p>", created_by=author, author=make_person())
    page = Page(client, at(post)).fill(body="<p>Zwei.</p>")
    publish(post, by=editor)
    values = page.values | ({} if kind == "auto" else {"_continue": ["1"]})
    answer = client.post(at(post), values, headers={"x-podium-saving": kind})
    assert (answer.status_code, "copy it" in answer.json()["said"]) == (403, True)
    assert Post.objects.get().body == "<p>Eins.</p>"
