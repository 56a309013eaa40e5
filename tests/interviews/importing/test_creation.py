import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from blog.editions.edition import Edition
from interviews.models import Interview, Manuscript
from people.models import Person
from tests.making import make_editor, make_event, make_notice, make_person

pytestmark = pytest.mark.django_db

TEXT = """Wir haben Anna Berg gefragt, was ein gutes Programm ausmacht. #demo27

1) Anna, was macht ein gutes Programm aus?

Pausen. Wer nichts weglässt, hat nichts ausgewählt.

Und ein Anfang, der nicht um acht Uhr liegt.

2) Was nimmst Du Dir für den #demo27 vor?

Weniger Folien.

Anna Berg wird beide Tage vor Ort sein.

Hinweise:

- Partnerschaften: Wer zahlt, wird genannt.
- Aktualität: Der Text hat den Stand seiner Veröffentlichung.
"""


@pytest.fixture
def text_file(tmp_path):
    path = tmp_path / "gespraech.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def questions(interview):
    return list(interview.exchanges.values_list("ordering", "question"))


class TestTheCommand:
    def test_creates_a_working_copy_with_people_event_and_notices(self, text_file, capsys):
        event = make_event(hashtag="#demo27")
        known = make_notice("In eigener Sache")
        text = (
            text_file.read_text(encoding="utf-8") + "- In eigener Sache: Es ist unser Kongress.\n"
        )
        text_file.write_text(text + "- Bildnachweis: Alle Bilder sind von uns.\n", encoding="utf-8")
        call_command("import_interview", str(text_file))
        interview = Interview.objects.get()
        assert questions(interview) == [
            (1, "Anna, was macht ein gutes Programm aus?"),
            (2, "Was nimmst Du Dir für den #demo27 vor?"),
        ]
        assert interview.exchanges.first().answer.count("<p>") == 2
        assert interview.event == event
        assert [c.person.name for c in interview.credits.all()] == ["Anna Berg"]
        headings = [d.notice.name for d in interview.disclosures.all()]
        assert headings == ["In eigener Sache", "Bildnachweis"]
        assert interview.disclosures.first().notice == known
        assert Edition.objects.count() == 0
        assert bytes(interview.manuscript.data) == text_file.read_bytes()
        assert f"/{interview.pk}/change/" in capsys.readouterr().out

    def test_takes_the_person_that_is_known(self, text_file):
        person = make_person("Anna Berg", honorific="Dr.")
        call_command("import_interview", str(text_file))
        assert Interview.objects.get().credits.get().person == person

    def test_a_dry_run_prints_json_and_writes_nothing(self, text_file, capsys):
        call_command("import_interview", str(text_file), dry_run=True)
        printed = json.loads(capsys.readouterr().out)
        assert [e["question"] for e in printed["exchanges"]] == [
            "Anna, was macht ein gutes Programm aus?",
            "Was nimmst Du Dir für den #demo27 vor?",
        ]
        assert printed["interviewee"] == "Anna Berg"
        assert [n["heading"] for n in printed["notices"]] == ["Partnerschaften", "Aktualität"]
        assert (Interview.objects.count(), Person.objects.count()) == (0, 0)

    def test_takes_the_event_that_is_named(self, text_file):
        make_event(hashtag="#demo27")
        other = make_event(hashtag="#demo28")
        call_command("import_interview", str(text_file), event="#DEMO28")
        assert Interview.objects.get().event == other

    def test_an_unknown_event_is_an_error_and_nothing_is_created(self, text_file):
        with pytest.raises(CommandError):
            call_command("import_interview", str(text_file), event="#nie")
        assert Interview.objects.count() == 0

    def test_what_is_no_interview_ends_with_2_and_one_line(self, tmp_path, capsys):
        path = tmp_path / "einkauf.txt"
        path.write_text("Milch\nBrot\n", encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            call_command("import_interview", str(path))
        assert ended.value.code == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1

    def test_several_files_are_a_line_of_json_each_and_one_that_is_none_stops_nothing(
        self, text_file, tmp_path, capsys
    ):
        other = tmp_path / "einkauf.txt"
        other.write_text("Milch\nBrot\n", encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            call_command(
                "import_interview", str(text_file), str(other), str(text_file), dry_run=True
            )
        assert ended.value.code == 2
        printed = capsys.readouterr()
        first, second = map(json.loads, printed.out.splitlines())
        assert first == second
        assert first["exchanges"][0]["answer_html"].startswith("<p>")
        assert printed.err.startswith("einkauf.txt: ")

    def test_each_of_several_interviews_in_a_text_becomes_a_draft_of_its_own(self, tmp_path):
        path = tmp_path / "zwei.md"
        names = ("Malin Voss", "Jonte Barg")
        path.write_text(
            "# Zwei aus der Werkstatt\n\n"
            + "".join(
                f"## {name}\n\n**Was ist Dein Werkzeug, und warum?**\n\nEines, das ich mag.\n\n"
                "**Wo arbeitest Du?**\n\nAm Fenster.\n\n"
                for name in names
            ),
            encoding="utf-8",
        )
        call_command("import_interview", str(path))
        assert [i.exchanges.count() for i in Interview.objects.all()] == [2, 2]


class TestTheSample:
    def test_yields_six_exchanges_and_everything_around_them(self, sample, capsys):
        event = make_event(hashtag="#d2m14")
        call_command("import_interview", str(sample))
        interview = Interview.objects.get()
        paragraphs = [e.answer.count("<p>") for e in interview.exchanges.all()]
        assert paragraphs == [2, 2, 1, 2, 1, 1]
        assert interview.event == event
        assert interview.body.count("<p>") == 1
        assert "beide Tage" in interview.closing
        assert interview.discuss.startswith("Diskutiert")
        assert list(interview.disclosures.all()) == []  # the rules attach what is so

    def test_proposes_an_event_for_a_hashtag_nobody_has(self, sample, capsys):
        call_command("import_interview", str(sample))
        assert "#d2m14" in capsys.readouterr().err


class TestTheAdmin:
    @pytest.fixture
    def editor(self, client):
        user = make_editor()
        client.force_login(user)
        return user

    def start(self, client, text=TEXT):
        return client.post(reverse("admin:interviews_interview_from_text"), {"text": text})

    def fields(self, page, **changes):
        form = page.context["form"]
        values = {bound.html_name: bound.value() for bound in form}
        values["notices"] = [notice.pk for notice in form.initial["notices"]]
        parts = {f"part-{n}": str(c) for n, c in enumerate(page.context["reading"].choices)}
        given = {name: value for name, value in values.items() if value not in (None, False)}
        given["interviewer"] = given.get("interviewer") or ""
        for name in ("event", "guest_0"):
            value = given.get(name) or ""
            given[name] = getattr(value, "pk", value)
        return given | parts | changes

    def test_leads_from_the_pasted_text_to_the_draft(self, client, editor):
        event = make_event(hashtag="#demo27")
        make_notice("In eigener Sache")
        text = TEXT + "- In eigener Sache: Es ist unser Kongress.\n"
        page = client.get(self.start(client, text).url)
        assert page.status_code == 200
        assert page.context["form"].by_rule() == ["Partnerschaften", "Aktualität"]
        answer = client.post(page.request["PATH_INFO"], self.fields(page, title="Pausen"))
        interview = Interview.objects.get()
        assert answer.url == reverse("admin:interviews_interview_change", args=[interview.pk])
        assert (interview.title, interview.event) == ("Pausen", event)
        assert len(questions(interview)) == 2
        assert [d.notice.name for d in interview.disclosures.all()] == ["In eigener Sache"]
        assert interview.manuscript.uploaded_by == editor

    def test_a_boundary_can_be_moved(self, client, editor):
        page = client.get(self.start(client).url)
        index = next(
            n for n, piece in enumerate(page.context["reading"].pieces) if "Anfang" in piece.text
        )
        moved = self.fields(page, **{f"part-{index}": "new_question"})
        client.post(page.request["PATH_INFO"], moved)
        assert [question for _, question in questions(Interview.objects.get())] == [
            "Anna, was macht ein gutes Programm aus?",
            "Und ein Anfang, der nicht um acht Uhr liegt.",
            "Was nimmst Du Dir für den #demo27 vor?",
        ]

    def test_applying_boundaries_creates_nothing_and_keeps_what_was_typed(self, client, editor):
        page = client.get(self.start(client).url)
        again = client.post(
            page.request["PATH_INFO"], self.fields(page, title="Mein Titel", apply="1")
        )
        assert again.context["form"]["title"].value() == "Mein Titel"
        assert Interview.objects.count() == 0

    def test_a_text_that_is_no_interview_is_refused_and_stays_in_the_field(self, client, editor):
        answer = self.start(client, "Nur eine Zeile.")
        assert answer.status_code == 422
        assert "Nur eine Zeile." in answer.text
        assert list(answer.context["form"].errors) == ["text"]
        assert Manuscript.objects.count() == 0

    def test_a_missing_title_is_named_and_nothing_is_lost(self, client, editor):
        page = client.get(self.start(client).url)
        answer = client.post(page.request["PATH_INFO"], self.fields(page, title=""))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["title"]
        assert Interview.objects.count() == 0

    def test_creates_an_event_on_the_way(self, client, editor):
        page = client.get(self.start(client).url)
        new = self.fields(
            page,
            event_name="Kongress 2027",
            event_hashtag="#demo27",
            event_starts_at_0="2027-03-23",
            event_starts_at_1="09:00",
            event_ends_at_0="2027-03-24",
            event_ends_at_1="17:00",
        )
        client.post(page.request["PATH_INFO"], new)
        assert Interview.objects.get().event.hashtag == "#demo27"

    def test_half_an_event_is_refused_field_by_field(self, client, editor):
        page = client.get(self.start(client).url)
        answer = client.post(
            page.request["PATH_INFO"], self.fields(page, event_name="Kongress 2027")
        )
        assert list(answer.context["form"].errors) == ["event_starts_at", "event_ends_at"]

    def test_people_without_permission_stay_outside(self, client, django_user_model):
        user = django_user_model.objects.create_user("gast", password="x", is_staff=True)
        client.force_login(user)
        answer = client.get(reverse("admin:interviews_interview_from_text"))
        assert answer.status_code == 403

    def test_the_original_can_be_fetched_as_it_came(self, client, editor):
        client.post(client.get(self.start(client).url).request["PATH_INFO"])
        manuscript = Manuscript.objects.get()
        answer = client.get(reverse("admin:interviews_manuscript_original", args=[manuscript.pk]))
        assert b"".join(answer.streaming_content) == bytes(manuscript.data)
        assert answer.headers["Content-Disposition"].startswith("attachment")
