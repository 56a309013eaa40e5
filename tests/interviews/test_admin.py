import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.urls import reverse

from blog.editions.edition import Edition
from blog.models import Series
from blog.models.series_question import SeriesQuestion
from blog.roles import EDITORS
from interviews.models import Exchange, Interview
from tests.filling import Page
from tests.making import make_event, make_interview, make_notice, make_person

pytestmark = pytest.mark.django_db
ADD = "/admin/interviews/interview/add/"


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def editor(client):
    user = User.objects.create_user("rita", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def change(interview):
    return reverse("admin:interviews_interview_change", args=[interview.pk])


def filled(client):
    page = Page(client, ADD).fill(title="Wie klingt eine Stadt?", standfirst="Ein Gespräch.")
    page.add_row("exchanges", question="Wie leise ist leise?", answer="<p>Sehr leise.</p>")
    page.add_row("exchanges", question="Und laut?", answer="<p>Sehr laut.</p>")
    guest = make_person("Anna Berg")
    host = make_person("Rita Redlich", newsroom=True)
    page.add_row("credits", person=guest.pk, role="interviewee")
    return page.add_row("credits", person=host.pk, role="interviewer")


def test_an_interview_is_composed_and_published_with_one_press(client, editor):
    page = filled(client).fill(tags=["Klang", "Stadt"], event=make_event().pk).press("_publish")
    assert page.errors == []
    edition = Edition.objects.live().get()
    assert [e.question for e in edition.piece.exchanges] == [
        "Wie leise ist leise?",
        "Und laut?",
    ]
    assert [e.answers[0].html for e in edition.piece.exchanges] == [
        "<p>Sehr leise.</p>",
        "<p>Sehr laut.</p>",
    ]
    assert [tag.name for tag in edition.piece.tags] == ["Klang", "Stadt"]
    assert [credit.role for credit in edition.piece.credits] == ["interviewee", "interviewer"]
    assert edition.created_by == editor
    assert page.messages == ["Published as edition 1. Read it · Name its posts on networks"]


def test_two_questions_change_places(client, editor):
    filled(client).press("_continue")
    interview = Interview.objects.get()
    page = Page(client, change(interview))
    page.fill(**{"exchanges-0-ordering": 2, "exchanges-1-ordering": 1}).press("_publish")
    assert [e.question for e in Edition.objects.get().piece.exchanges] == [
        "Und laut?",
        "Wie leise ist leise?",
    ]
    assert list(interview.exchanges.values_list("ordering", flat=True)) == [1, 2]


def test_three_rows_rotate_while_one_goes_and_one_comes(client, editor):
    interview = make_interview(exchanges=tuple((q, f"<p>{q}</p>") for q in "ABCD"))
    page = Page(client, change(interview))
    page.fill(
        **{"exchanges-0-ordering": 30, "exchanges-1-ordering": 10, "exchanges-2-ordering": 20}
    )
    page.fill(**{"exchanges-3-DELETE": "on"})
    page.add_row("exchanges", question="E", answer="<p>E</p>", ordering=15)
    page.press("_continue")
    assert page.errors == []
    rows = interview.exchanges.order_by("ordering").values_list("question", "ordering")
    assert list(rows) == [("B", 1), ("E", 2), ("C", 3), ("A", 4)]


def test_a_new_row_left_empty_is_no_row(client, editor):
    interview = make_interview()
    page = Page(client, change(interview)).add_row("exchanges", ordering=2).add_row("credits")
    page.press("_continue")
    assert page.errors == []
    assert interview.exchanges.count() == 1


def test_a_row_without_number_goes_to_the_end(client, editor):
    interview = make_interview(exchanges=(("A", "<p>a</p>"), ("B", "<p>b</p>")))
    Page(client, change(interview)).add_row("exchanges", question="C", answer="<p>c</p>").press(
        "_continue"
    )
    assert list(interview.exchanges.values_list("question", flat=True)) == ["A", "B", "C"]


def test_what_is_missing_is_saved_as_a_draft_and_named_with_a_way_to_it(client, editor):
    page = Page(client, ADD).fill(title="Noch leer").press("_publish")
    assert Edition.objects.count() == 0
    assert Interview.objects.get().title == "Noch leer"
    assert page.messages == [
        (
            "Saved as a draft, but not published: Nobody is named as the interviewee."
            " There is no question yet."
        )
    ]
    links = page.tree.xpath("//ul[@class='podium-blocking']//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("Nobody is named as the interviewee.", "#credits-group"),
        ("There is no question yet.", "#exchanges-group"),
    ]


def test_a_form_with_a_mistake_comes_back_with_everything_typed(client, editor):
    page = filled(client).fill(title="").press("_publish")
    assert page.errors == ["This field is required."]
    assert Interview.objects.count() == 0
    assert page.values["exchanges-1-answer"] == ["<p>Sehr laut.</p>"]
    assert page.values["standfirst"] == ["Ein Gespräch."]


def test_a_sign_off_is_tied_to_the_text_that_was_saved_with_it(client, editor):
    interview = make_interview(authorisation_agreed="full")
    guest = interview.credits.get(role="interviewee").person
    page = Page(client, change(interview)).fill(title="So soll es heißen")
    page.add_row("authorisations", person=guest.pk, note="per E-Mail").press("_publish")
    interview.refresh_from_db()
    signed = interview.authorisations.get()
    assert signed.recorded_by == editor
    assert interview.content().interview.authorised
    assert Edition.objects.live().get().piece.interview.authorised is True


def test_a_text_changed_after_its_sign_off_is_not_published(client, editor):
    interview = make_interview(authorisation_agreed="full")
    guest = interview.credits.get(role="interviewee").person
    Page(client, change(interview)).add_row("authorisations", person=guest.pk).press("_continue")
    page = Page(client, change(interview)).fill(title="Anders").press("_publish")
    (asked,) = page.texts("//ul[@class='podium-asks']/li[@class='is-blocking']/p[1]")
    assert asked.endswith(f"The text has changed since {guest.full_name} signed it off.")
    which = "//div[@id='authorisations-group']//div[contains(@class, 'field-which')]"
    assert page.texts(f"{which}//div[@class='readonly']")[0] == "An earlier text."
    assert Edition.objects.count() == 0


def test_a_notice_is_attached_and_its_place_adjusted(client, editor):
    interview = make_interview()
    notice = make_notice("Partnerschaften")
    page = Page(client, change(interview))
    page.add_row("disclosures", notice=notice.pk, position="top").press("_publish")
    notices = [n for n in Edition.objects.get().piece.notices if not n.rule]
    assert [(n.heading, n.position) for n in notices] == [("Partnerschaften", "top")]


def test_restoring_a_saved_state_brings_back_questions_and_topics_but_not_readers_page(
    client, editor
):
    filled(client).fill(tags=["Klang"]).press("_publish")
    interview = Interview.objects.get()
    page = Page(client, change(interview)).fill(title="Später", tags=["Lärm"])
    page.fill(**{"exchanges-0-ordering": 2, "exchanges-1-ordering": 1})
    page.add_row("exchanges", question="Noch eine?", answer="<p>Ja.</p>").press("_continue")
    history = Page(client, reverse("admin:interviews_interview_history", args=[interview.pk]))
    oldest = history.tree.xpath("//tr[@class='past-saved']//a/@href")[-1]
    Page(client, oldest).press("_save")
    interview.refresh_from_db()
    assert interview.title == "Wie klingt eine Stadt?"
    assert list(interview.exchanges.order_by("ordering").values_list("question", "ordering")) == [
        ("Wie leise ist leise?", 1),
        ("Und laut?", 2),
    ]
    assert [tag.name for tag in interview.tags.all()] == ["Klang"]
    assert Edition.objects.count() == 1


def test_restoring_keeps_the_addresses_of_published_questions(client, editor):
    filled(client).press("_continue")
    interview = Interview.objects.get()
    Page(client, change(interview)).press("_publish")
    Page(client, change(interview)).fill(title="Später").press("_continue")
    history = Page(client, reverse("admin:interviews_interview_history", args=[interview.pk]))
    Page(client, history.tree.xpath("//tr[@class='past-saved']//a/@href")[-1]).press("_save")
    assert list(interview.exchanges.values_list("anchor", flat=True)) == ["frage-1", "frage-2"]


def test_overwriting_brings_back_a_question_that_somebody_else_deleted(client, editor):
    interview = make_interview(exchanges=(("A", "<p>a</p>"), ("B", "<p>b</p>")))
    mine = Page(client, change(interview)).fill(**{"exchanges-1-question": "B, neu"})
    Page(client, change(interview)).fill(**{"exchanges-1-DELETE": "on"}).press("_continue")
    mine.press("_continue")
    assert mine.errors == []
    rows = interview.exchanges.order_by("ordering").values_list("question", "answer", "ordering")
    assert list(rows) == [("A", "<p>a</p>", 1), ("B, neu", "<p>b</p>", 2)]


def test_looking_at_a_saved_state_changes_nothing(client, editor):
    filled(client).press("_continue")
    interview = Interview.objects.get()
    page = Page(client, change(interview))
    page.fill(**{"exchanges-0-ordering": 2, "exchanges-1-ordering": 1}).press("_continue")
    before = list(Exchange.objects.values_list("pk", "ordering"))
    history = Page(client, reverse("admin:interviews_interview_history", args=[interview.pk]))
    client.get(history.tree.xpath("//tr[@class='past-saved']//a/@href")[-1])
    assert list(Exchange.objects.values_list("pk", "ordering")) == before


@pytest.mark.parametrize("number", range(5))
def test_saving_by_itself_answers_with_the_version_that_the_form_shows_next(client, editor, number):
    series = Series.objects.create(name="Fünf Fragen", slug="fuenf")
    SeriesQuestion.objects.create(series=series, wording="Was bleibt?", slug="bleibt")
    rows = (("Was bleibt?", "<p>Viel.</p>"), ("Und?", "<p>Ja.</p>"))
    interview = make_interview(exchanges=rows)
    page = Page(client, reverse("admin:interviews_interview_change", args=[interview.pk]))
    typed = (
        {"title": " Anders  geschrieben "},
        {"series": series.pk},
        {"exchanges-1-question": "Und\r\nnun? ", "exchanges-0-answer": "<p>Wenig.</p><p></p>"},
        {"exchanges-0-DELETE": "on", "exchanges-1-ordering": "7"},
        {"credits-0-role_line": " Zeugin ", "tags": ["Bühne", "Ton"]},
    )
    page.fill(**typed[number])
    answer = client.post(page.address, page.values, headers={"X-Podium-Saving": "auto"}).json()
    assert answer["version"] == Page(client, page.address).values["_version"][0]


def test_the_preview_shows_the_working_copy_and_is_kept_by_nobody(client, editor):
    page = filled(client).press("_preview")
    assert page.address == f"/admin/preview/{Interview.objects.get().pk}/"
    assert page.response.headers["Cache-Control"] == "no-store, private"


def test_the_list_leads_to_interview_from_text(client, editor):
    page = Page(client, "/admin/interviews/interview/")
    assert page.texts("//a[@href='/admin/interviews/interview/from-text/']") == [
        "Interview from text"
    ]


def test_the_clock_is_that_of_berlin(client, editor):
    with time_machine.travel("2026-11-20T12:00:00+00:00", tick=False):
        page = filled(client)
        page.fill(publish_starts_at_0="2026-11-23", publish_starts_at_1="10:15").press("_schedule")
        assert page.errors == []
        assert Edition.objects.get().starts_at.isoformat() == "2026-11-23T09:15:00+00:00"
        assert page.state == (
            "scheduled Draft. Readers see nothing."
            " Scheduled for Nov. 23, 2026, 10:15; it goes live by itself."
        )
