"""The one list of all pieces: what it finds, how it narrows down, what can be done to many."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.counts.readings import LATELY, Reading
from blog.models import Edition, Source
from blog.publishing.publish import publish, withdraw
from desk.checking.check import Level
from desk.checking.levels import CheckLevel
from desk.pieces import index
from desk.pieces.listed import Piece, StalePiece
from desk.pieces.saved_views import SavedView
from events.models import Event
from tests.making import make_event, make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
LIST = "/admin/beitraege/"


def titles(desk, query=""):
    response = desk.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return [row.piece.title for row in response.context["rows"]]


def test_posts_and_interviews_stand_in_one_list_the_last_saved_first(desk):
    make_post("Ein Beitrag")
    make_interview("Ein Interview")
    assert titles(desk) == ["Ein Interview", "Ein Beitrag"]


def test_a_word_of_an_answer_finds_a_draft(desk):
    make_interview("Gepäck", exchanges=(("Und?", "<p>Der Koffer stand da.</p>"),))
    make_post("Anderes")
    assert titles(desk, "q=Koffer") == ["Gepäck"]
    assert titles(desk, "q=koff") == ["Gepäck"]


@pytest.mark.parametrize("typed", ["strasse", "Straße", "STRASSE", "straßen"])
def test_umlauts_and_sharp_s_are_folded(desk, typed):
    make_post("Weg", body="<p>Die Straße war lang.</p>")
    make_post("Anderes")
    assert titles(desk, f"q={typed}") == ["Weg"]


def test_what_changed_a_moment_ago_is_found_however_it_was_changed(desk):
    post = make_post("Alt")
    assert titles(desk, "q=Alt") == ["Alt"]
    type(post).objects.filter(pk=post.pk).update(title="Neu")
    assert titles(desk, "q=Alt") == []
    assert titles(desk, "q=Neu") == ["Neu"]


def test_who_was_renamed_is_found_by_the_new_name(desk):
    person = make_person("Ada Berg")
    make_post("Von ihr", author=person)
    assert titles(desk, "q=Berg") == ["Von ihr"]
    person.name = "Ada Tal"
    person.save()
    assert titles(desk, "q=Berg") == []
    assert titles(desk, "q=Tal") == ["Von ihr"]


def test_a_deleted_piece_is_gone(desk):
    post = make_post("Weg")
    assert titles(desk, "q=Weg") == ["Weg"]
    post.delete()
    assert titles(desk) == []
    assert titles(desk, "q=Weg") == []


def test_each_state_is_a_filter(desk):
    make_post("Entwurf")
    live, changed, scheduled, gone = (make_post(t) for t in ("Live", "Anders", "Geplant", "Weg"))
    for post in (live, changed, gone):
        publish(post, by=None)
    publish(scheduled, by=None, starts_at=timezone.now() + timedelta(days=1))
    withdraw(gone, by=None)
    changed.body = "<p>Anders als zuvor.</p>"
    changed.save()
    assert titles(desk, "state=draft") == ["Entwurf"]
    assert set(titles(desk, "state=live")) == {"Live", "Anders"}
    assert titles(desk, "state=changed") == ["Anders"]
    assert titles(desk, "state=scheduled") == ["Geplant"]
    assert titles(desk, "state=withdrawn") == ["Weg"]
    shown = {r.piece.title: r.state.key for r in desk.get(LIST).context["rows"]}
    assert shown == {
        "Entwurf": "draft",
        "Live": "live",
        "Anders": "changed",
        "Geplant": "scheduled",
        "Weg": "withdrawn",
    }


def test_an_interview_published_as_it_stands_is_not_called_changed(desk):
    interview = make_interview("Frisch", mode="video", shortened=False)
    publish(interview, by=None)
    assert titles(desk, "state=changed") == []


def test_what_is_scheduled_goes_live_in_the_list_by_the_clock(desk, time_machine):
    now = timezone.now()
    publish(make_post("Bald"), by=None, starts_at=now + timedelta(hours=1))
    assert titles(desk, "state=scheduled") == ["Bald"]
    time_machine.move_to(now + timedelta(hours=2))
    desk.force_login(desk.get(LIST).wsgi_request.user)
    assert titles(desk, "state=scheduled") == []
    assert titles(desk, "state=live") == ["Bald"]


def test_person_event_topic_language_and_kind_narrow_down(desk):
    person, event = make_person("Ada Berg"), make_event("Kongress")
    hers = make_post("Ihrer", author=person, event=event)
    hers.tags.add("Technik")
    make_interview("English", language="en")
    tag = hers.tags.get()
    for query in (f"person={person.pk}", f"event={event.pk}", f"tag={tag.pk}", "kind=post"):
        assert titles(desk, query) == ["Ihrer"]
    assert titles(desk, "language=en") == ["English"]


def test_what_waits_is_a_filter(desk):
    dead = make_post("Toter Link")
    Source.objects.create(post=dead, title="Studie", ordering=1, link_status="dead")
    make_interview("Ohne Freigabe", authorisation_agreed="full")
    assert titles(desk, "waiting=source") == ["Toter Link"]
    assert titles(desk, "waiting=sign_off") == ["Ohne Freigabe"]


@pytest.mark.parametrize("query", ["person=abc", "event=9", "state=x", "page=x"])
def test_a_filter_that_means_nothing_is_no_error(desk, query):
    make_post("Da")
    assert titles(desk, query) == ["Da"]


def test_the_list_says_how_often_each_was_read_in_four_weeks(desk):
    post, today = make_post("Gelesen"), timezone.localdate()
    for days in (0, LATELY - 1, LATELY):
        Reading.objects.add_one(day=today - timedelta(days=days), post_id=post.pk)
    make_post("Nie")
    assert [row.read for row in desk.get(LIST).context["rows"]] == [0, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_many_queries_for_many_as_for_one(desk, number, django_assert_num_queries):
    for _one in range(number):
        make_interview()
    desk.get(LIST)
    with django_assert_num_queries(13):
        desk.get(LIST)


def test_topics_are_added_to_five_pieces_at_once(desk):
    posts = [make_post() for _one in range(5)]
    desk.get(LIST)
    response = desk.post(
        LIST, {"action": "topics", "tags": ["Bühne", "Ton"], "piece": [p.pk for p in posts]}
    )
    assert response.status_code == 302
    assert all({t.name for t in p.tags.all()} == {"Bühne", "Ton"} for p in posts)


def test_publishing_many_is_asked_first_and_names_what_was_refused(desk):
    good, bare = make_post("Gut"), make_post("Leer", body="")
    desk.get(LIST)
    sent = {"action": "publish", "piece": [good.pk, bare.pk]}
    asked = desk.post(LIST, sent)
    assert asked.status_code == 200
    assert not Edition.objects.exists()
    done = desk.post(LIST, sent | {"confirmed": "1"}, follow=True)
    assert [e.post for e in Edition.objects.live()] == [good]
    assert any("Leer" in str(m) for m in done.context["messages"])


def test_publishing_many_asks_the_required_checks_of_the_house(desk):
    CheckLevel.objects.create(check_id="blanks", level=Level.REQUIRED)
    wrong = make_post("Mit Blank", body="<p>Ein Blank , hier.</p>")
    desk.get(LIST)
    sent = {"action": "publish", "piece": [wrong.pk], "confirmed": "1"}
    done = desk.post(LIST, sent, follow=True)
    assert not Edition.objects.exists()
    assert any("Mit Blank" in str(m) for m in done.context["messages"])


def test_an_action_without_what_it_needs_keeps_the_choice(desk):
    post = make_post()
    desk.get(LIST)
    response = desk.post(LIST, {"action": "series", "piece": [post.pk]})
    assert response.status_code == 422
    assert response.context["chosen"] == {post.pk}


def test_the_table_opens_in_excel_and_begins_no_formula(desk):
    make_post("=HYPERLINK(1)")
    response = desk.get(f"{LIST}?csv=1")
    text = response.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";"))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert len(rows) == 2


def test_a_view_is_saved_and_taken_away(desk, editor):
    desk.post("/admin/beitraege/ansichten/", {"name": "Meine", "query": "state=draft&mine=on"})
    view = SavedView.objects.get(user=editor)
    assert view.query == "state=draft&mine=on"
    again = desk.post("/admin/beitraege/ansichten/", {"name": "Meine", "query": ""}, follow=True)
    assert SavedView.objects.count() == 1
    assert list(again.context["messages"])
    desk.post("/admin/beitraege/ansichten/", {"drop": view.pk})
    assert not SavedView.objects.exists()


def test_nobody_takes_away_the_view_of_somebody_else(desk, admin_user):
    view = SavedView.objects.create(user=admin_user, name="Ihre", query="")
    desk.post("/admin/beitraege/ansichten/", {"drop": view.pk})
    assert SavedView.objects.filter(pk=view.pk).exists()


def test_the_lists_of_one_kind_lead_to_the_one_list(desk):
    for name, kind in (("blog_post", "post"), ("interviews_interview", "interview")):
        response = desk.get(reverse(f"admin:{name}_changelist"))
        assert response.headers["Location"] == f"{LIST}?kind={kind}"


def test_a_draft_moves_on_the_board(desk):
    post = make_post("Karte")
    columns = {c.key: c for c in desk.get("/admin/beitraege/tafel/").context["columns"]}
    assert [r.piece.title for r in columns["writing"].rows] == ["Karte"]
    desk.post("/admin/beitraege/tafel/", {"piece": post.pk, "stage": "ready"})
    columns = {c.key: c for c in desk.get("/admin/beitraege/tafel/").context["columns"]}
    assert [r.piece.title for r in columns["ready"].rows] == ["Karte"]
    refused = desk.post("/admin/beitraege/tafel/", {"piece": post.pk, "stage": "live"})
    assert refused.status_code == 400


def test_a_draft_is_meant_for_a_day(desk):
    post, day = make_post("Plan"), timezone.localdate()
    desk.get(LIST)
    desk.post("/admin/beitraege/kalender/", {"piece": post.pk, "day": day.isoformat()})
    found = [
        e
        for w in desk.get("/admin/beitraege/kalender/").context["weeks"]
        for d in w
        for e in d["entries"]
    ]
    assert [(e.kind, e.words, e.day) for e in found] == [("planned", "Plan", day)]


def test_a_scheduled_piece_keeps_its_hour_on_another_day(desk):
    post = make_post("Geplant")
    starts = timezone.now() + timedelta(days=3)
    publish(post, by=None, starts_at=starts)
    desk.get(LIST)
    day = timezone.localdate() + timedelta(days=5)
    answer = desk.post(
        "/admin/beitraege/kalender/",
        {"piece": post.pk, "day": day.isoformat()},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    (edition,) = Edition.objects.scheduled().filter(post=post)
    moved = timezone.localtime(edition.starts_at)
    assert (moved.date(), moved.time()) == (day, timezone.localtime(starts).time())


def test_what_changed_since_it_was_scheduled_is_not_moved_unseen(desk):
    post = make_post("Geplant")
    publish(post, by=None, starts_at=timezone.now() + timedelta(days=3))
    post.body = "<p>Noch nicht fertig.</p>"
    post.save()
    desk.get(LIST)
    day = (timezone.localdate() + timedelta(days=5)).isoformat()
    answer = desk.post(
        "/admin/beitraege/kalender/",
        {"piece": post.pk, "day": day},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 422
    assert Edition.objects.count() == 1


def test_whatever_is_noted_while_a_row_is_made_true_stays_noted(desk):
    post = make_post("Eins")
    index.bring_up_to_date()
    assert not StalePiece.objects.exists()
    StalePiece.objects.create(post_id=post.pk)
    StalePiece.objects.create(post_id=10**9)  # of a piece that is gone
    assert index.bring_up_to_date() == 2
    assert Piece.objects.count() == 1


def test_of_many_changes_a_request_makes_the_last_true_and_a_worker_the_rest(desk, settings):
    posts = [make_post(f"Alt {number}") for number in range(index.NOW + 2)]
    desk.get(LIST)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    for post in reversed(posts):
        post.title, post.body = post.title.replace("Alt", "Neu"), "<p>Drei neue Wörter.</p>"
        post.save()
    shown = desk.get(LIST)
    assert {row.piece.title[:3] for row in shown.context["rows"]} == {"Neu"}
    assert shown.context["waiting"] == {post.pk for post in posts[-2:]}
    assert shown.content.decode().count("wird gerade neu gelesen") == 2
    assert len(titles(desk, "q=Wörter")) == index.NOW + 2  # each request goes on
    assert not StalePiece.objects.exists()


def test_of_a_piece_whose_text_nobody_has_read_yet_no_change_is_told(desk, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
    for number in range(index.NOW + 3):
        publish(make_post(f"Live {number}"), by=None)
    assert {row.state.key for row in desk.get(LIST).context["rows"]} == {"live"}
    assert titles(desk, "state=changed") == []


def test_a_worker_lists_all_that_requests_left(desk):
    posts = [make_post(f"Alt {number}") for number in range(3)]
    index.bring_up_to_date()
    for _change in range(2):
        type(posts[0]).objects.update(title="Neu")
    index.list_the_rest.call()
    assert {piece.title for piece in Piece.objects.all()} == {"Neu"}
    assert not StalePiece.objects.exists()


def test_an_event_is_in_the_calendar_on_each_of_its_days(desk):
    event: Event = make_event("Kongress", starts_at=timezone.now() + timedelta(days=1))
    found = [
        e
        for w in desk.get(
            "/admin/beitraege/kalender/?month=" + event.starts_at.strftime("%Y-%m")
        ).context["weeks"]
        for d in w
        for e in d["entries"]
    ]
    assert {e.words for e in found if e.kind == "event"} == {event.hashtag}
