"""The page that says what readers saw on a day, and the trail as a file."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from blog.disclosing.disclose import disclose
from blog.disclosing.waiving import waive
from blog.history.trail_export import safe_cell
from blog.models import Disclosure
from blog.models.waiver import Waiver
from blog.publishing.publish import CorrectionNote, publish, withdraw
from blog.roles import EDITORS
from disclosures.canonical import canonical_json, sha256
from disclosures.trail import Action, entries, record
from tests.making import (
    berlin,
    make_event,
    make_interview,
    make_notice,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"


def newsroom(name, **fields):
    user = User.objects.create_user(name, password="x", is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def rita():
    return newsroom("rita", first_name="Rita", last_name="Reuter")


@pytest.fixture
def get(client, rita):
    """Ask for the record of a piece; returns its status and its page."""
    client.force_login(rita)

    def ask(post, **query):
        kind = "interviews_interview" if post.kind == "interview" else "blog_post"
        response = client.get(reverse(f"admin:{kind}_record", args=[post.pk]), query)
        return Shown(response)

    return ask


class Shown:
    def __init__(self, response):
        self.status = response.status_code
        self.tree = html.fromstring(response.content.decode())

    def texts(self, path):
        return [" ".join(node.text_content().split()) for node in self.tree.xpath(path)]

    @property
    def sentence(self):
        return self.texts("//p[@class='podium-sentences']")[0]

    @property
    def words(self):
        return self.texts("//*[contains(@class, 'podium-told-then')]//*[@class='podium-words']")

    @property
    def done(self):
        return self.texts("//section[contains(@class, 'podium-trail')]//tbody/tr/td[3]//strong")


@pytest.fixture
def told(rita):
    """A post that got one notice on 2 March, another title on the 5th, and was withdrawn."""
    with time_machine.travel(berlin(2026, 3, 2, 10), tick=False):
        post = make_post("Größe zählt")
        notice = make_notice("Partnerschaften", key="von-hand")
        Disclosure.objects.create(post=post, notice=notice, ordering=1)
        publish(post, by=rita)
    with time_machine.travel(berlin(2026, 3, 5, 9), tick=False):
        post.title = "Größe zählt doch"
        post.save()
        publish(post, by=rita, correction=CorrectionNote("correction", "Die Größe stimmt nun."))
    with time_machine.travel(berlin(2026, 3, 9, 18), tick=False):
        withdraw(post, by=rita)
    return post


@pytest.fixture
def in_april():
    with time_machine.travel(berlin(2026, 4, 1), tick=False):
        yield


@pytest.fixture
def in_december():
    with time_machine.travel(berlin(2026, 12, 1, 12), tick=False):
        yield


# What readers saw ----------------------------------------------------------------------------------
@pytest.mark.usefixtures("in_april")
class TestWhatReadersSaw:
    def test_a_day_shows_the_edition_and_its_notices_word_for_word(self, get, told):
        page = get(told, on="2026-03-03")
        assert page.sentence == (
            "Readers saw edition 1, from March 2, 2026, 10:00 to March 5, 2026, 09:00."
        )
        assert page.words == ["Partnerschaften Wir sagen, wer zahlt."]
        since = page.texts("//p[@class='podium-because'][2]")
        assert since == ["Since edition 1, put there on 2. March 2026, 10:00 by Rita Reuter."]

    def test_the_page_leads_to_the_edition_as_it_was_read(self, get, told):
        first = told.editions.get(number=1)
        address = reverse("admin:edition", args=[first.pk])
        assert get(told, on="2026-03-03").tree.xpath(f"count(//a[@href='{address}'])") == 1

    def test_an_edition_is_seen_from_its_first_moment_to_before_its_last(self, get, told):
        moments = [
            "2026-03-05T08:59:59",
            "2026-03-05T09:00",
            "2026-03-09T17:59",
            "2026-03-09T18:00",
        ]
        seen = [get(told, on=moment).sentence.split(",")[0] for moment in moments]
        assert seen == [
            "Readers saw edition 1",
            "Readers saw edition 2",
            "Readers saw edition 2",
            "Readers saw nothing of it: it had been off the site since March 9",
        ]

    def test_a_day_with_two_editions_names_the_other_one(self, get, told):
        page = get(told, on="2026-03-05")
        assert page.sentence.startswith("Readers saw edition 2")
        (other,) = page.tree.xpath("//ul[@aria-labelledby='podium-others']//a")
        assert other.text == "Edition 1, from 2. March 2026, 10:00 to 5. March 2026, 09:00"
        assert other.get("href") == "?on=2026-03-04T23%3A00%3A00%2B00%3A00"

    def test_the_link_to_the_other_edition_leads_there(self, get, told):
        page = get(told, on="2026-03-04T23:00:00+00:00")
        assert page.sentence.startswith("Readers saw edition 1")

    def test_before_the_first_edition_there_was_nothing(self, get, told):
        page = get(told, on="2026-03-01")
        said = "Readers saw nothing of it: it was first published on March 2, 2026, 10:00."
        assert (page.sentence, page.words, page.done) == (said, [], [])

    def test_a_draft_was_never_seen(self, get):
        assert get(make_post()).sentence == "Readers saw nothing of it: it had not been published."

    def test_without_a_day_it_is_now(self, get, told):
        page = get(told)
        assert page.texts("//h2[@id='podium-seen-heading']") == ["April 1, 2026, 00:00"]
        assert page.sentence.startswith("Readers saw nothing of it: it had been off the site")

    def test_corrections_stand_there_from_their_date_on(self, get, told):
        notes = "//h3[. = 'Notes on changes']/following-sibling::ul[1]//*[@class='podium-words']"
        assert get(told, on="2026-03-04").texts(notes) == []
        assert get(told, on="2026-03-06").texts(notes) == ["Correction: Die Größe stimmt nun."]

    def test_a_piece_brought_in_says_when_it_was_frozen(self, get, rita):
        post = make_post()
        publish(post, by=rita, now=berlin(2025, 6, 1))
        page = get(post, on="2025-06-02")
        said = "It was brought in from elsewhere and frozen here on April 1, 2026, 00:00."
        assert page.sentence.endswith(said)
        assert page.done == ["Published"]

    def test_a_piece_brought_in_with_changes_says_who_attached_what_before(self, get, rita):
        post = make_post()
        notice = make_notice(key="von-hand")
        Disclosure.objects.create(post=post, notice=notice, ordering=1)
        publish(post, by=rita, now=berlin(2025, 6, 1))
        post.title = "Anders"
        post.save()
        publish(post, by=rita, now=berlin(2025, 7, 1))
        page = get(post, on="2025-08-01")
        assert page.done == ["Attached by hand", "Published", "Published"]
        assert len(page.texts("//p[contains(., 'Since edition 1')]")) == 1

    def test_an_interview_shows_its_label_and_its_line(self, get, rita):
        interview = make_interview(mode="video")
        publish(interview, by=rita)
        page = get(interview)
        assert page.words[0] == "Interview"
        assert any(line.startswith("Das Interview wurde per Video") for line in page.words)

    def test_what_the_clock_told_is_that_of_the_moment(self, get, rita):
        with time_machine.travel(berlin(2024, 1, 10, 12), tick=False):
            event = make_event("Kongress", starts_at=berlin(2024, 2, 1, 9))
            post = make_post(event=event)
            publish(post, by=rita)
        clock = "//h3[. = 'Told by the clock']/following-sibling::ul[1]/li"
        assert get(post, on="2024-01-20").texts(clock) == []
        assert len(get(post, on="2024-03-01").texts(clock)) == 1
        assert len(get(post, on="2026-03-01").texts(clock)) == 2


@pytest.mark.usefixtures("in_april")
class TestWhatWasLeftOut:
    @pytest.fixture
    def waived(self, rita):
        """A post whose guest label somebody left out on 2 March, before its only edition."""
        otto = newsroom("otto")
        with time_machine.travel(berlin(2026, 3, 2, 10), tick=False):
            post = make_post(author=make_person())
            told = disclose(post, post.content())
            (guest,) = [one for one in told.decisions if one.label == "guest"]
            why = {"says": "Gastbeitrag", "reason": "Sie gehört seit gestern zur Redaktion."}
            waive(post, guest, expires_at=berlin(2026, 3, 20), by=otto, **why)
            publish(post, by=rita)
        return post

    def test_it_says_what_by_whom_until_when_and_why(self, get, waived):
        left = "//h3[. = 'Left out of this edition']/following-sibling::ul[1]/li"
        (said,) = get(waived, on="2026-03-03").texts(left)
        assert said == (
            "Gastbeitrag Left out by otto until 20. March 2026, 00:00:"
            " Sie gehört seit gestern zur Redaktion. (rule G1)"
        )

    def test_it_stays_so_after_the_waiver_is_over(self, get, waived):
        left = "//h3[. = 'Left out of this edition']"
        assert get(waived, on="2026-03-25").texts(left) == ["Left out of this edition"]

    def test_a_later_waiver_is_none_of_an_earlier_edition(self, get, waived):
        Waiver.objects.update(waived_at=berlin(2026, 3, 3))
        assert get(waived, on="2026-03-25").texts("//h3[starts-with(., 'Left out')]") == []


# Moments -------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("in_april")
@pytest.mark.parametrize(
    ("on", "at"),
    [
        ("gestern", ""),
        ("2026-02-30", ""),
        ("2026-03-03", "25:00"),
        ("2026-03-03T10:15", "10:15"),
        ("0001-01-01", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("9999-12-31T23:59:59-12:00", ""),
        ("2026-03-03\x00", ""),
        ("'; DROP TABLE x; --", ""),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(get, on, at):
    page = get(make_post(), on=on, at=at)
    typed = f"{on} {at}".strip().replace("\x00", "")
    said = f"“{typed}” is no date. Write it as 2026-03-03, or as 2026-03-03 10:15."
    shown = [line.replace("\ufffd", "") for line in page.texts("//p[@role='alert']")]
    assert (page.status, shown) == (400, [said])


@pytest.mark.usefixtures("in_december")
@pytest.mark.parametrize(
    ("on", "at", "said"),
    [
        ("", "10:15", "Enter a day as well."),
        ("2026-12-02", "", "Dec. 2, 2026, 00:00 is still to come."),
        ("2026-12-01", "12:01", "Dec. 1, 2026, 12:01 is still to come."),
        ("9999-12-31", "", "Dec. 31, 9999, 00:00 is still to come."),
        ("2026-03-29", "02:30", "At 02:30 on 29. March 2026 the clocks go forward: "),
        ("2026-10-25", "02:30", "At 02:30 on 25. October 2026 the clocks go back: "),
    ],
)
def test_a_moment_without_an_answer_is_refused_in_a_sentence(get, on, at, said):
    page = get(make_post(), on=on, at=at)
    assert page.status == 400
    assert page.texts("//p[@role='alert']")[0].startswith(said)


@pytest.mark.usefixtures("in_december")
@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ({"on": "2026-03-29"}, "March 29, 2026, at the end of the day"),
        ({"on": "2026-03-03", "at": "10:15"}, "March 3, 2026, 10:15"),
        ({"on": "2026-03-03 10:15"}, "March 3, 2026, 10:15"),
        ({"on": "2026-10-25T02:30:00+01:00"}, "Oct. 25, 2026, 02:30"),
        ({"on": "2026-12-01"}, "Dec. 1, 2026, at the end of the day"),
        ({"on": ""}, "Dec. 1, 2026, 12:00"),
    ],
)
def test_a_day_or_a_moment_is_read_on_the_clock_of_berlin(get, query, heading):
    page = get(make_post(), **query)
    assert (page.status, page.texts("//h2[@id='podium-seen-heading']")) == (200, [heading])


@pytest.mark.usefixtures("in_april")
def test_the_night_of_the_clock_change_is_an_hour_shorter(get, rita):
    with time_machine.travel(datetime(2026, 3, 29, 21, 30, tzinfo=UTC), tick=False):
        post = make_post()
        publish(post, by=rita)
    with time_machine.travel(datetime(2026, 3, 29, 22, 0, tzinfo=UTC), tick=False):
        withdraw(post, by=rita)
    assert get(post, on="2026-03-29").sentence.startswith("Readers saw edition 1")


# The trail -----------------------------------------------------------------------------------------
@pytest.mark.usefixtures("in_april")
class TestTrail:
    def test_the_trail_ends_at_the_moment(self, get, told):
        assert get(told, on="2026-03-03").done == ["Attached by hand", "Published"]
        done = ["Attached by hand", "Published", "Corrected", "Published", "Withdrawn"]
        page = get(told)
        assert page.done == done
        assert (
            get(told, on="2026-03-03")
            .texts("//p[@class='help'][last()]")[-1]
            .startswith("3 later entries are not listed.")
        )

    def test_names_are_those_of_today(self, get, told, rita):
        rita.last_name = "Richter"
        rita.save()
        who = "//section[contains(@class, 'podium-trail')]//tbody/tr[1]/td[2]"
        assert get(told).texts(who) == ["Rita Richter (Redaktion)"]

    def test_a_deleted_account_is_a_number(self, get, told):
        otto = newsroom("otto")
        record(told, Action.APPROVE, actor=otto, second=otto)
        number = otto.pk
        otto.delete()
        gone = f"account no. {number}, deleted since"
        who = "//section[contains(@class, 'podium-trail')]//tbody/tr[last()]/td[2]"
        assert get(told).texts(who) == [f"{gone} (Redaktion) with {gone}"]

    def test_what_nobody_did_the_system_did(self, get, told):
        record(told, Action.EXPIRE, reason="Die Frist ist um.")
        row = "//section[contains(@class, 'podium-trail')]//tbody/tr[last()]/td"
        assert get(told).texts(row)[1:] == [
            "System",
            "Told again, because the time was over",
            "Die Frist ist um.",
        ]

    def test_facts_are_told_in_words(self, get, told):
        person = make_person("Anna Berg")
        facts = {
            "approval": "out of date",
            "approved_on": "2026-03-01",
            "authorised": None,
            "checked_sources": True,
            "consideration": "money",
            "degree": 2,
            "from": "2026-03-01T09:00:00+00:00",
            "guests": [person.pk, 4711],
            "label": "ad",
            "new_key": "as it is",
            "sponsorings": ["main_sponsor: Kongress (2026)", "odd"],
            "tools": [],
            "uses": ["draft: 2, Satzhilfe", "outline: Satzhilfe"],
        }
        record(told, Action.WAIVE, facts=facts)
        page = get(told)
        keys = page.texts("//tbody/tr[last()]//dl/div/dt")
        values = page.texts("//tbody/tr[last()]//dl/div/dd")
        assert dict(zip(keys, values, strict=True)) == {
            "approval": "holds for an earlier text",
            "approved": "March 1, 2026",
            "signed off": "not stated",
            "sources checked": "yes",
            "given for this piece": "money",
            "share of AI": "substantial: sentences were kept",
            "from": "March 1, 2026, 10:00",
            "guests": "Anna Berg, no. 4711, deleted since",
            "label": "Advertisement",
            "new_key": "as it is",
            "sponsorships": "main sponsor: Kongress (2026); odd",
            "tools": "none",
            "use of AI": (
                "first draft: Satzhilfe (substantial: sentences were kept); outline and ideas:"
                " Satzhilfe"
            ),
        }

    def test_words_of_others_are_not_taken_for_html(self, get, told):
        record(told, Action.WAIVE, reason="<script>alert(1)</script>", facts={"name": "<b>x</b>"})
        page = get(told)
        assert page.tree.xpath("count(//script[contains(., 'alert(1)')])") == 0
        assert page.texts("//tbody/tr[last()]/td[4]/p") == ["<script>alert(1)</script>"]


# Who may look --------------------------------------------------------------------------------------
ADDRESSES = ["record", "record_json", "record_csv"]


@pytest.mark.parametrize("name", ADDRESSES)
class TestWhoMayLook:
    def test_whoever_may_not_view_the_piece_may_not_look(self, client, name):
        client.force_login(User.objects.create_user("nobody", is_staff=True))
        address = reverse(f"admin:blog_post_{name}", args=[make_post().pk])
        assert client.get(address).status_code == 403

    def test_a_stranger_is_asked_to_sign_in(self, client, name):
        assert (
            client.get(reverse(f"admin:blog_post_{name}", args=[make_post().pk])).status_code == 302
        )

    @pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999"])
    def test_what_is_no_piece_is_not_found(self, client, rita, name, pk):
        client.force_login(rita)
        answer = client.get(f"/admin/blog/post/{pk}/record/")
        assert answer.status_code in (302, 404)

    def test_an_interview_stands_among_interviews_alone(self, client, rita, name):
        client.force_login(rita)
        interview = make_interview()
        there = reverse(f"admin:interviews_interview_{name}", args=[interview.pk])
        elsewhere = reverse(f"admin:blog_post_{name}", args=[interview.pk])
        assert [client.get(there).status_code, client.get(elsewhere).status_code] == [200, 404]

    def test_looking_changes_nothing(self, client, rita, name):
        client.force_login(rita)
        address = reverse(f"admin:blog_post_{name}", args=[make_post().pk])
        assert client.post(address).status_code == 405


def test_the_form_leads_to_the_record(client, rita):
    client.force_login(rita)
    post = make_post()
    publish(post, by=rita)
    page = client.get(reverse("admin:blog_post_change", args=[post.pk])).content.decode()
    assert f'href="/admin/blog/post/{post.pk}/record/"' in page


# Files ---------------------------------------------------------------------------------------------
@pytest.fixture
def files(client, rita, told):
    """The trail of `told` as both files hold it, and the answers themselves."""
    client.force_login(rita)
    record(told, Action.WAIVE, actor=rita, reason='=HYPERLINK("x"); "Zitat"\nzweite Zeile')
    as_json = client.get(reverse("admin:blog_post_record_json", args=[told.pk]))
    as_csv = client.get(reverse("admin:blog_post_record_csv", args=[told.pk]))
    rows = csv.DictReader(
        io.StringIO(as_csv.content.decode("utf-8-sig"), newline=""), delimiter=";"
    )
    return {
        "json": as_json,
        "csv": as_csv,
        "entries": as_json.json()["entries"],
        "rows": list(rows),
    }


def test_the_chain_can_be_checked_outside(files):
    before = ""
    for entry in files["entries"]:
        given = entry.pop("hash")
        assert (entry["previous"], sha256(canonical_json(entry))) == (before, given)
        before = given
    assert len(files["entries"]) == 6


def test_both_files_have_every_column_and_every_entry(files, told):
    columns = {field.name for field in entries(told).model._meta.fields} - {"id"}
    assert {*files["entries"][0]} == {*files["rows"][0]} == columns
    assert [row["hash"] for row in files["rows"]] == [e.hash for e in entries(told)]


def test_the_table_says_what_the_json_says(files):
    for entry, row in zip(files["entries"], files["rows"], strict=True):
        assert row == {name: safe_cell(value) for name, value in entry.items()}


def test_the_table_opens_in_german_excel(files):
    assert files["csv"].content.startswith(b"\xef\xbb\xbfsubject;object_id;number;")
    assert files["csv"].headers["Content-Type"] == "text/csv; charset=utf-8"
    name = f"trail-{files['entries'][0]['object_id']}"
    assert files["csv"].headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert files["json"].headers["Content-Disposition"] == f'attachment; filename="{name}.json"'


def test_no_cell_is_a_formula(files):
    assert files["rows"][-1]["reason"] == '\'=HYPERLINK("x"); "Zitat"\nzweite Zeile'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_begin_like_a_formula_begins_with_an_apostrophe(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (7, "7"), ("a=b", "a=b"), ("", "")])
def test_other_cells_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


def test_the_files_name_nobody(files, rita):
    assert rita.last_name not in json.dumps(files["json"].json())


@pytest.mark.usefixtures("in_april")
def test_a_long_trail_asks_no_more_queries_than_a_short_one(get, told, rita):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            get(told, on="2026-03-31")
        return len(queries)

    def approve(number):
        facts = {"organisation": number, "person": number}
        with time_machine.travel(berlin(2026, 3, 30), tick=False):
            record(told, Action.APPROVE, actor=rita, second=rita, facts=facts)

    approve(1)
    short = asked()
    for number in range(20):
        approve(number)
    assert asked() == short
