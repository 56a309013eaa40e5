"""The client against what a real pretalx said, recorded by `make test-shops`, and against worse."""

import json
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shops.pretalx import Pretalx, Programme, Speaker, Talk
from shops.reading import ShopFailure
from tests.shops.pretalx_recordings import SERVER, Said, recordings, replaying, serving

BERLIN = ZoneInfo("Europe/Berlin")
TOKENS = {"office": "token-of-the-office", "narrow": "token-without-speakers"}


def berlin(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=BERLIN)


TALKS = (
    Talk(
        external_id="TALKBB",
        title="Ferries & other boats",
        abstract="About boats.",
        language="en",
        kind="Vortrag",
        starts=berlin(24, 9, 30),
        ends=berlin(24, 10),
        room="Studio 2",
        speakers=("BENBEN", "ADAANN"),
    ),
    Talk(
        external_id="TALKAA",
        title="Züge, die pünktlich sind",
        abstract="Ein kurzer Bericht.\nAnfang\nEnde",
        language="de",
        kind="Vortrag",
        starts=berlin(24, 9, 30),
        ends=berlin(24, 10, 15),
        room="Großer Saal",
        speakers=("ADAANN",),
    ),
    Talk(
        external_id="TALKCC",
        title="Lange Nacht der Daten",
        abstract="",
        language="de",
        kind="Workshop",
        starts=berlin(24, 23),
        ends=berlin(25, 1, 30),
        room="Großer Saal",
        speakers=("CLACLA", "DANDAN"),
    ),
    Talk(
        external_id="TALKDD",
        title="Zweimal gezeigt",
        abstract="Kommt doppelt.",
        language="de",
        kind="Workshop",
        starts=berlin(25, 10),
        ends=berlin(25, 11),
        room="Studio 2",
        speakers=("DANDAN",),
    ),
    Talk(
        external_id="TALKDD-2",
        title="Zweimal gezeigt",
        abstract="Kommt doppelt.",
        language="de",
        kind="Workshop",
        starts=berlin(25, 15),
        ends=berlin(25, 16),
        room="Studio 2",
        speakers=("DANDAN",),
    ),
)
SPEAKERS = (
    Speaker("BENBEN", "Ben Bröger", "Plain text, no markup at all."),
    Speaker(
        "ADAANN",
        "Änne Öztürk-Groß",
        "Über mich\nÄnne berät Häfen und Städte.\nZüge\nFähren & Bücher",
    ),
    Speaker("CLACLA", "Clara Nwosu", "Baut Datenbanken.\nZweiter Absatz."),
    Speaker("DANDAN", "Dan O’Hara", ""),
)


class Promises:
    """What holds of a real pretalx and of its recordings; `reader` and `tokens` are fixtures."""

    @pytest.fixture
    def event(self, reader, tokens):
        def open_event(slug="d2m15", asker="", **more):
            return Pretalx(SERVER, slug, tokens.get(asker, asker), reader=reader, **more)

        return open_event

    def test_the_released_talks_come_in_the_order_of_time(self, event):
        assert event().programme().talks == TALKS

    def test_speakers_come_with_what_the_public_may_know(self, event):
        assert event().programme().speakers == SPEAKERS

    def test_an_organisers_token_shows_nothing_more(self, event):
        assert event(asker="office").programme() == event().programme()

    def test_no_address_and_no_answer_is_kept(self, event):
        kept = json.dumps(asdict(event(asker="office").programme()), default=str)
        assert [word for word in ("@", "peas", "Between us") if word in kept] == []

    def test_names_come_in_the_language_wanted_and_else_in_one_there_is(self, event):
        talk = event(language="en").programme().talks[1]
        assert (talk.room, talk.kind) == ("Great hall", "Vortrag")

    @pytest.mark.parametrize("asker", ["", "office"])
    def test_without_a_release_there_is_no_programme(self, event, asker):
        assert event("d2m16", asker).programme() == Programme()

    def test_a_programme_of_several_pages_is_read_whole_and_once(self, event):
        programme = event("d2m17").programme()
        codes = [talk.external_id for talk in programme.talks]
        assert sorted(codes) == [f"MANY{number:03}" for number in range(60)]
        assert [speaker.code for speaker in programme.speakers] == ["FLEISS"]

    def test_an_event_that_is_not_public_needs_a_token(self, event):
        assert event("d2m18", "office").programme() == Programme()
        with pytest.raises(ShopFailure) as failure:
            event("d2m18").programme()
        assert failure.value.status == 404

    @pytest.mark.parametrize(
        ("slug", "asker", "status"),
        [("nowhere", "", 404), ("d2m15", "wrong", 401), ("d2m15", "narrow", 403)],
    )
    def test_a_wrong_event_or_token_fails_and_says_so(self, event, slug, asker, status):
        with pytest.raises(ShopFailure) as failure:
            event(slug, asker).programme()
        assert failure.value.status == status


class TestRecordings(Promises):
    @pytest.fixture
    def tokens(self):
        return TOKENS

    @pytest.fixture
    def reader(self):
        with serving(replaying(TOKENS)) as served:
            yield served.reader


def test_recordings_hold_no_token_and_no_address_of_a_person():
    texts = [json.dumps(entry, ensure_ascii=False) for entry in recordings()]
    assert [text for text in texts if "Token " in text or "adaann@" in text.lower()] == []


def test_the_version_is_always_asked_for_and_a_token_only_given_when_there_is_one():
    with serving(replaying(TOKENS)) as served:
        Pretalx(SERVER, "d2m15", reader=served.reader).programme()
        Pretalx(SERVER, "d2m15", TOKENS["office"], reader=served.reader).programme()
    assert {headers["pretalx-version"] for _path, headers in served.asked} == {"v2"}
    given = [headers.get("authorization") for _path, headers in served.asked]
    assert given == [None] * 3 + [f"Token {TOKENS['office']}"] * 3


def test_a_token_does_not_show_in_tracebacks():
    assert "secret" not in repr(Pretalx("https://talks.example", "d2m15", "secret"))


# Answers that no pretalx gives --------------------------------------------------------------------
SCHEDULE = {"id": 1}
SLOT = {
    "id": 7,
    "start": "2026-10-24T09:30:00+02:00",
    "end": "2026-10-24T10:00:00+02:00",
    "room": None,
    "submission": {"code": "A", "title": "One", "state": "confirmed", "speakers": ["S"]},
}
SPEAKER = {"code": "S", "name": "Some Body"}


def saying(slots=(SLOT,), speakers=(SPEAKER,), schedule=SCHEDULE, following=None):
    """Answer like a pretalx with this content."""

    def answer(path, _headers):
        if "/schedules/" in path:
            body = schedule
        else:
            rows = slots if "/slots/" in path else speakers
            body = {"count": len(rows), "next": following, "previous": None, "results": rows}
        return Said(200, "application/json", json.dumps(body).encode())

    return answer


def read(answer):
    with serving(answer) as served:
        return Pretalx(SERVER, "d2m15", reader=served.reader).programme()


def refused(answer):
    with pytest.raises(ShopFailure) as failure:
        read(answer)
    return failure.value


def test_what_an_event_does_not_use_is_empty():
    programme = read(saying())
    talk, speaker = programme.talks[0], programme.speakers[0]
    assert (talk.abstract, talk.language, talk.kind, talk.room) == ("",) * 4
    assert speaker.biography == ""


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_in_trouble_is_a_failure(status):
    assert refused(lambda *_: Said(status, "text/html", b"<h1>Oops</h1>")).status == status


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"<!doctype html><title>Log in</title>"),
        ("application/json", b'{"id": '),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[]"),
        ("application/json", b"null"),
        ("application/json", b'{"number": 1}'),
    ],
)
def test_an_answer_that_makes_no_sense_is_a_failure(kind, body):
    refused(lambda *_: Said(200, kind, body))


@pytest.mark.parametrize(
    "change",
    [
        {"start": "tomorrow"},
        {"start": "2026-10-24T09:30:00"},
        {"start": 3},
        {"end": None},
        {"submission": {"code": "A"}},
        {"submission": SLOT["submission"] | {"speakers": 3}},
        {"submission": SLOT["submission"] | {"title": None}},
        {"room": {"name": 3}},
    ],
)
def test_a_talk_unlike_the_api_is_a_failure_and_not_half_a_talk(change):
    refused(saying(slots=[SLOT | change]))


@pytest.mark.parametrize(
    "following",
    [
        "http://elsewhere.example.org/api/events/d2m15/slots/",
        "https://talks.example.org/api/events/d2m15/slots/",
        "http://talks.example.org:443/api/events/d2m15/slots/",
        "//elsewhere.example.org/",
        "/api/events/d2m15/slots/",
        7,
    ],
)
def test_pages_are_only_followed_on_the_same_server(following):
    with serving(saying(following=following)) as served:
        with pytest.raises(ShopFailure):
            Pretalx(SERVER, "d2m15", "secret", reader=served.reader).programme()
        assert len(served.asked) == 2


def test_pages_that_never_end_are_given_up():
    refused(saying(following=f"{SERVER}/api/events/d2m15/slots/?page=1"))


def test_a_redirect_is_not_followed():
    assert refused(lambda *_: Said(302, "text/html", b"")).status == 302


@pytest.mark.parametrize("address", ["http://127.0.0.1", "http://10.0.0.1", "http://localhost"])
def test_a_server_in_our_own_network_is_never_asked(address):
    with pytest.raises(ShopFailure):
        Pretalx(address, "d2m15").programme()


def test_an_address_that_is_none_is_a_failure():
    with pytest.raises(ShopFailure):
        Pretalx("talks", "d2m15").programme()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<script>alert(1)</script>Hello", "Hello"),
        ("Hello <img src=x onerror=alert(1)> you", "Hello you"),
        ("[click](javascript:alert(1))", "[click](javascript:alert(1))"),
        ("[click](https://evil.example/)", "click"),
        ("![spy](https://evil.example/pixel.png)Hello", "Hello"),
        ("<style>body{display:none}</style>\n\nHello", "Hello"),
        ("# One\n\n> two\n\n1. three\n\n`<b>four</b>`", "One\ntwo\nthree\n<b>four</b>"),
        ("<iframe src='https://evil.example'></iframe>\n\nHello", "Hello"),
        ("a &lt; b", "a < b"),
        (None, ""),
    ],
)
def test_a_hostile_biography_is_only_words(written, read_as):
    programme = read(saying(speakers=[SPEAKER | {"biography": written}]))
    assert programme.speakers[0].biography == read_as


def test_titles_and_names_have_one_line():
    talk = SLOT | {"submission": SLOT["submission"] | {"title": " One\r\ntwo\t three "}}
    programme = read(saying(slots=[talk], speakers=[SPEAKER | {"name": "Some\n Body "}]))
    assert (programme.talks[0].title, programme.speakers[0].name) == ("One two three", "Some Body")


def test_who_pretalx_does_not_show_has_a_code_but_no_entry():
    programme = read(saying(speakers=[]))
    assert (programme.talks[0].speakers, programme.speakers) == (("S",), ())


def test_a_slug_stays_inside_its_part_of_the_address():
    with serving(saying()) as served:
        Pretalx(f"{SERVER}/", "../organisers?x", reader=served.reader).programme()
    assert {path.split("/")[3] for path, _headers in served.asked} == {"..%2Forganisers%3Fx"}
