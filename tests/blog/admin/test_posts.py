import re

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.editions.edition import Edition
from blog.models import Correction, Post, Tag
from blog.publishing.publish import publish
from blog.roles import CHIEF_EDITORS, EDITORS, lay_down_roles
from people.models import Organisation
from tests.filling import Page
from tests.making import make_ambassador, make_event, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
ADD = "/admin/blog/post/add/"
# Of one form: in a transaction, as tests are, what the whole site shares is asked for again each time.
MOST_IN_A_TRANSACTION = 45


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


def newsroom(name, *, group=EDITORS):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor(client):
    user = newsroom("rita")
    client.force_login(user)
    return user


@pytest.fixture
def other(django_user_model):
    return newsroom("otto")


def change(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def live():
    return Edition.objects.live().get()


# Writing and publishing ----------------------------------------------------------------------------
def test_a_post_is_written_and_published_with_one_press(client, editor):
    author = make_person("Anna Berg")
    page = Page(client, ADD).fill(title="Größe zählt", body="<p>Ein Text.</p>")
    page.add_row("credits", person=author.pk, role="author").press("_publish")
    assert page.errors == []
    assert live().slug == "groesse-zaehlt"
    assert live().piece.credits[0].name == "Anna Berg"
    assert Post.objects.get().created_by == editor


def test_saving_alone_publishes_nothing(client, editor):
    post = make_post("Vorher")
    publish(post, by=None)
    page = Page(client, change(post)).fill(title="Nachher").press("_continue")
    assert live().piece.title == "Vorher"
    assert page.state.endswith("Your changes since then are not published.")


def test_the_enter_key_saves_and_never_publishes(client, editor):
    page = Page(client, change(make_post()))
    first = page.tree.xpath("//form[@id='post_form']//input[@type='submit']")[0]
    assert first.get("name") == "_continue"


def test_the_panel_says_since_when_a_piece_is_live(client, editor):
    with time_machine.travel("2026-11-23T09:15:00+00:00", tick=False):
        post = make_post()
        publish(post, by=None)
        page = Page(client, change(post))
    assert page.state == "live Live since Nov. 23, 2026, 10:15, unchanged since."


def test_what_readers_are_told_shows_names_as_text_and_wordings_as_html(client, editor):
    event = make_event("Bühne <b>eins</b>", hashtag="")
    stands = make_ambassador(event, person=make_person("Anna Berg"), benefit="Freikarte")
    page = Page(client, change(make_post(author=stands.person, event=event)))
    told = page.tree.xpath("//ul[@class='podium-told']//div[@class='podium-words']")
    line = "Botschafterin oder Botschafter von Bühne <b>eins</b>; erhält dafür: Freikarte"
    assert line in [words.text_content() for words in told]
    assert not [words for words in told if words.xpath(".//b")]
    assert [words for words in told if words.xpath("./p")]


def test_nothing_to_publish_is_said_and_what_was_typed_for_it_is_kept(client, editor):
    post = make_post()
    publish(post, by=None)
    page = Page(client, change(post)).fill(change_kind="correction", change_note="Jahr falsch.")
    page.press("_publish")
    assert page.messages == [
        "Saved as a draft, but not published: Nothing has changed since the last published edition."
    ]
    assert page.values["change_note"] == ["Jahr falsch."]
    assert page.values["change_kind"] == ["correction"]


def test_a_typo_changes_no_date(client, editor):
    post = make_post("Feler")
    with time_machine.travel("2026-01-05T12:00:00+00:00", tick=False):
        first = publish(post, by=None)
    Page(client, change(post)).fill(title="Fehler", change_kind="typo").press("_publish")
    assert live().piece.title == "Fehler"
    assert live().modified_at == first.modified_at


def test_a_correction_needs_a_sentence_for_readers(client, editor):
    post = make_post("Im Jahr 2024")
    publish(post, by=None)
    page = Page(client, change(post)).fill(title="Im Jahr 2025", change_kind="correction")
    page.press("_publish")
    assert page.errors == ["Tell readers in one sentence what was changed."]
    assert page.values["title"] == ["Im Jahr 2025"]
    assert live().piece.title == "Im Jahr 2024"
    page.fill(change_note="Wir hatten ein falsches Jahr genannt.").press("_publish")
    assert live().piece.title == "Im Jahr 2025"
    assert Correction.objects.get().text == "Wir hatten ein falsches Jahr genannt."


def test_a_first_edition_is_no_correction(client, editor):
    post = make_post()
    page = Page(client, change(post))
    assert "change_kind" not in page.values
    page.fill(change_kind="correction", change_note="Ja.").press("_publish")
    assert Correction.objects.count() == 0
    assert Edition.objects.count() == 1


def test_topics_are_typed_and_new_ones_made(client, editor):
    Tag.objects.create(name="Bühne", slug="buehne")
    page = Page(client, ADD).fill(
        title="A", tags=["bühne", "  Neues   Thema ", "2026", "neues thema"]
    )
    page.press("_continue")
    assert [tag.name for tag in Post.objects.get().tags.order_by("name")] == [
        "2026",
        "Bühne",
        "Neues Thema",
    ]


def test_topics_are_offered_by_any_part_of_their_name(client, editor):
    for name in ("Bühne", "Bühnenbild", "Markt"):
        Tag.objects.create(name=name, slug=name.lower())
    assert client.get("/admin/blog/tag/names/", {"term": "bühn"}).json() == {
        "results": [
            {"id": "Bühne", "text": "Bühne"},
            {"id": "Bühnenbild", "text": "Bühnenbild"},
        ],
        "pagination": {"more": False},
    }


# The clock -----------------------------------------------------------------------------------------
@pytest.fixture
def november(client):
    with time_machine.travel("2026-10-20T12:00:00+00:00", tick=False) as clock:
        yield clock


def schedule(client, post, day, time):
    page = Page(client, change(post))
    return page.fill(publish_starts_at_0=day, publish_starts_at_1=time).press("_schedule")


def test_scheduling_without_a_moment_asks_for_one(client, editor, november):
    page = schedule(client, make_post(), "", "")
    assert page.errors == ["When should it be published?"]


def test_scheduling_with_half_a_moment_asks_for_the_rest(client, editor, november):
    page = schedule(client, make_post(), "2026-12-01", "")
    assert page.errors == ["Enter both a day and a time."]
    assert page.values["publish_starts_at_0"] == ["2026-12-01"]


def test_a_moment_that_has_passed_is_refused(client, editor, november):
    page = schedule(client, make_post(), "2026-10-20", "13:59")
    assert page.errors == ["This moment has passed already."]


def test_a_time_that_the_change_of_clocks_leaves_out_is_refused_by_name(client, editor, november):
    page = schedule(client, make_post(), "2027-03-28", "02:30")
    assert page.errors == [
        (
            "At 02:30 on 28. March 2027 the clocks go forward: this time does not exist."
            " Choose another."
        )
    ]
    assert Edition.objects.count() == 0


def test_a_time_that_comes_twice_is_refused_by_name(client, editor, november):
    page = schedule(client, make_post(), "2026-10-25", "02:30")
    assert page.errors == [
        "At 02:30 on 25. October 2026 the clocks go back: this time exists twice. Choose another."
    ]


def test_the_end_stands_after_the_beginning(client, editor, november):
    page = Page(client, change(make_post()))
    page.fill(publish_starts_at_0="2026-12-01", publish_starts_at_1="10:00")
    page.fill(publish_ends_at_0="2026-12-01", publish_ends_at_1="09:00").press("_schedule")
    assert page.errors == ["The end must be later than the beginning."]


def test_a_schedule_is_taken_back_after_one_question(client, editor, november):
    post = make_post()
    schedule(client, post, "2026-12-01", "10:00")
    page = Page(client, reverse("admin:blog_post_unschedule", args=[post.pk]))
    assert Edition.objects.scheduled().count() == 1
    page.press("ok")
    assert Edition.objects.scheduled().count() == 0
    assert page.state == "draft Draft. Readers see nothing."


def test_a_planned_piece_is_postponed_by_scheduling_it_again(client, editor, november):
    post = make_post()
    schedule(client, post, "2026-12-01", "10:00")
    page = schedule(client, post, "2026-12-08", "10:00")
    assert page.messages == ["Scheduled: readers see it from Dec. 8, 2026, 10:00 on."]
    assert page.state == (
        "scheduled Draft. Readers see nothing. Scheduled for Dec. 8, 2026, 10:00; it goes live by itself."
    )
    assert Edition.objects.scheduled().count() == 1


def test_withdrawing_asks_once_and_can_wait_for_a_moment(client, editor, november):
    post = make_post()
    publish(post, by=None)
    page = Page(client, reverse("admin:blog_post_withdraw", args=[post.pk]))
    page.fill(at_0="2026-10-21", at_1="14:00").press("ok")
    assert page.messages == ["The piece leaves the site on Oct. 21, 2026, 14:00."]
    assert Edition.objects.live().count() == 1
    november.shift(86400)
    assert Edition.objects.live().count() == 0


def test_an_older_edition_is_published_again_after_one_question(client, editor):
    post = make_post("Gut")
    publish(post, by=None)
    post.title = "Schlecht"
    post.save()
    publish(post, by=None)
    page = Page(client, reverse("admin:blog_post_again", args=[post.pk, 1]))
    assert live().piece.title == "Schlecht"
    page.press("ok")
    assert live().piece.title == "Gut"
    assert page.messages == ["Edition 1 is live again, as edition 3."]


# Two editors ---------------------------------------------------------------------------------------
def test_a_second_editor_is_told_and_loses_nothing(client, editor, other):
    post = make_post("Anfang")
    mine = Page(client, change(post)).fill(title="Von Rita", standfirst="Mühsam getippt.")
    client.force_login(other)
    Page(client, change(post)).fill(title="Von Otto").press("_continue")
    client.force_login(editor)
    mine.press("_publish")
    assert [error.split(" saved this on ")[0] for error in mine.errors] == ["otto"]
    assert mine.values["title"] == ["Von Rita"]
    assert mine.values["standfirst"] == ["Mühsam getippt."]
    post.refresh_from_db()
    assert post.title == "Von Otto"
    assert Edition.objects.count() == 0


def test_a_second_editor_may_overwrite_deliberately(client, editor, other):
    post = make_post("Anfang")
    mine = Page(client, change(post)).fill(title="Von Rita")
    client.force_login(other)
    Page(client, change(post)).fill(title="Von Otto").press("_continue")
    client.force_login(editor)
    mine.press("_continue").fill(**{"_choice-title": "mine"}).press("_continue")
    post.refresh_from_db()
    assert post.title == "Von Rita"
    assert mine.messages[-1].endswith("What both of you wrote is put together.")


# Who may what --------------------------------------------------------------------------------------
def test_staff_without_the_permission_write_drafts_only(client):
    user = User.objects.create_user("vera", password="x", is_staff=True)
    names = ["view_post", "change_post", "add_credit", "change_credit"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    post = make_post()
    page = Page(client, change(post))
    assert page.tree.xpath("//*[@name='_publish' or @name='_schedule']") == []
    assert page.fill(title="Neu").press("_continue").errors == []
    assert Page(client, change(post)).press("_publish").status == 403
    assert Edition.objects.count() == 0
    assert client.get(reverse("admin:blog_post_withdraw", args=[post.pk])).status_code == 403


def test_staff_who_may_only_look_see_the_preview_and_no_buttons(client):
    user = User.objects.create_user("vera", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_post"))
    client.force_login(user)
    post = make_post()
    page = Page(client, change(post))
    assert page.status == 200
    assert page.tree.xpath("//*[starts-with(@name, '_')]") == []
    assert client.get(reverse("admin:preview", args=[post.pk])).status_code == 200


def test_strangers_see_no_preview(client):
    post = make_post("Geheim")
    response = client.get(reverse("admin:preview_page", args=[post.pk]), follow=True)
    assert response.request["PATH_INFO"] == "/konto/login/"
    assert "Geheim" not in response.content.decode()


def test_a_person_with_an_account_but_no_rights_sees_no_preview(client):
    client.force_login(User.objects.create_user("vera", password="x", is_staff=True))
    post = make_post("Geheim")
    assert client.get(reverse("admin:preview_page", args=[post.pk])).status_code == 403


def test_the_roles_can_be_laid_down_again_without_harm():
    before = set(Group.objects.get(name=EDITORS).permissions.values_list("pk", flat=True))
    lay_down_roles()
    groups = Group.objects.filter(name__in=[EDITORS, CHIEF_EDITORS])
    assert groups.count() == 2
    assert set(groups.get(name=EDITORS).permissions.values_list("pk", flat=True)) == before
    assert newsroom("a").has_perm("blog.publish_post")
    assert [newsroom("b").has_perm("blog.delete_post")] == [False]
    assert newsroom("c", group=CHIEF_EDITORS).has_perm("blog.delete_post")


# The form's price ---------------------------------------------------------------------------------
def questions_for_all_names(queries):
    return [query for query in queries if 'FROM "people_person" ORDER BY' in query["sql"]]


@pytest.mark.parametrize("names", [1, 30])
def test_the_form_costs_the_same_for_many_names(client, editor, names, django_assert_num_queries):
    post = make_post("Anna Berg")
    publish(post, by=None)
    for number in range(names):
        make_person(f"Anna {number}")
        Organisation.objects.create(name=f"Firma {number}")
    page = Page(client, change(post))
    with django_assert_num_queries(36) as form:
        client.get(change(post))
    with django_assert_num_queries(32) as typing:
        client.post(reverse("admin:blog_post_panel", args=[post.pk]), page.values)
    # For what readers will be told, and for who is named.
    assert len(questions_for_all_names(form)) == 1
    assert len(questions_for_all_names(typing)) == 1


def test_the_form_of_an_interview_asks_as_little_for_many_questions_as_for_few(client, editor):
    def asked(number):
        rows = tuple((f"Frage {nth}?", "<p>Ja.</p>") for nth in range(number))
        address = f"/admin/interviews/interview/{make_interview(exchanges=rows).pk}/change/"
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    asked(1)  # what a process asks once is known
    assert asked(6) == asked(40) <= MOST_IN_A_TRANSACTION


def test_the_admin_runs_under_its_own_policy_with_a_nonce(client, editor):
    policy = client.get(ADD).headers["Content-Security-Policy"]
    assert "'nonce-" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("number", [6, 40])
def test_saving_by_itself_asks_and_writes_as_little_for_many_questions(
    client, editor, number, django_assert_num_queries
):
    rows = tuple((f"Frage {nth}?", "<p>Ja.</p>") for nth in range(number))
    interview = make_interview(exchanges=rows)
    address = f"/admin/interviews/interview/{interview.pk}/change/"
    page = Page(client, address)

    def save(title):
        said = {"title": [title], "_version": [page.values["_version"][0]]}
        answer = client.post(address, page.values | said, headers={"X-Podium-Saving": "auto"})
        page.values["_version"] = [answer.json()["version"]]

    save("Einmal")
    with django_assert_num_queries(55) as asked:
        save("Zweimal")
    # The piece, its history and who is at work: no row, no topic, no notice.
    written = {re.search(r'^(?:UPDATE|INSERT.*? INTO) "(\w+)"', one["sql"]) for one in asked}
    assert {one[1] for one in written if one} == {
        *("blog_post", "interviews_interview", "desk_sitting", "django_admin_log"),
        *("reversion_revision", "reversion_version"),
    }


def test_topics_are_saved_where_they_change(client, editor):
    post = make_post("Anna Berg")
    page = Page(client, change(post))
    client.post(change(post), page.values | {"tags": ["Bühne", "Licht"], "_continue": "1"})
    assert sorted(post.tags.names()) == ["Bühne", "Licht"]
    page = Page(client, change(post))
    client.post(change(post), page.values | {"title": "Anders", "_continue": "1"})
    assert sorted(post.tags.names()) == ["Bühne", "Licht"]
    page = Page(client, change(post))
    client.post(change(post), page.values | {"tags": ["Licht"], "_continue": "1"})
    assert sorted(post.tags.names()) == ["Licht"]
