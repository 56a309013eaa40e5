"""Fill a pretalx of its own with what the client must read; runs in pretalx's environment.

Prints the tokens as one line of JSON. Every person here is made up.
"""
# ruff: noqa: E402, INP001, T201 - a script; Django is set up before its models are imported

import datetime as dt
import io
import json
import os
from typing import NamedTuple
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx_settings")
django.setup()

# pretalx's models can be imported once Django is set up.
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope, scopes_disabled
from i18nfield.strings import LazyI18nString
from PIL import Image
from pretalx.event.domain.event import create_event
from pretalx.event.models import Organiser, Team
from pretalx.person.domain.picture import set_avatar
from pretalx.person.domain.user import create_user
from pretalx.person.models import SpeakerProfile, UserApiToken
from pretalx.schedule.domain.release import freeze_schedule
from pretalx.schedule.domain.slot import move_slot
from pretalx.schedule.enums import SlotType
from pretalx.schedule.models import Room, TalkSlot
from pretalx.submission.domain.submission import (
    create_submission,
    set_submission_state,
)
from pretalx.submission.models import (
    Answer,
    Question,
    Submission,
    SubmissionType,
    Track,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPEAKERS = {
    "ADAANN": (
        "Änne Öztürk-Groß",
        """\
# Über mich

**Änne** berät *Häfen* und [Städte](https://städte.example/wir).

- Züge
- Fähren & Bücher""",
    ),
    "BENBEN": ("Ben Bröger", "Plain text, no markup at all."),
    "CLACLA": (
        "Clara Nwosu",
        '<script>alert("x")</script>Baut <b>Daten</b>banken.\r\n\r\nZweiter Absatz.',
    ),
    "DANDAN": ("Dan O’Hara", None),
    "EVEEVE": ("Eve Nowhere", "Withdrew, and is no speaker any more."),
}
TRACKS = {"Mobilität": "Mobility", "Daten": "Data", "Menschen": "People"}


class Planned(NamedTuple):
    """A talk of the event; its start is a day and a time of October 2026 on Berlin's clock."""

    code: str
    title: str
    abstract: str
    language: str
    kind: str
    track: str
    state: str
    speakers: tuple[str, ...]
    start: tuple[int, int, int] | None
    minutes: int
    room: str
    shown: int = 1


# Summer time ends in the night to the 25th.
TALKS = [
    Planned(
        "TALKAA",
        "Züge, die pünktlich sind",
        "Ein **kurzer** Bericht.\n\n1. Anfang\n2. Ende",
        "de",
        "Vortrag",
        "Mobilität",
        "confirmed",
        ("ADAANN",),
        (24, 9, 30),
        45,
        "Großer Saal",
    ),
    Planned(
        "TALKBB",
        "Ferries & other boats",
        "About `boats`.",
        "en",
        "Vortrag",
        "Mobilität",
        "confirmed",
        ("BENBEN", "ADAANN"),
        (24, 9, 30),
        30,
        "Studio 2",
    ),
    Planned(
        "TALKCC",
        "Lange Nacht der Daten",
        "",
        "de",
        "Workshop",
        "Daten",
        "confirmed",
        ("CLACLA", "DANDAN"),
        (24, 23, 0),
        150,
        "Großer Saal",
    ),
    Planned(
        "TALKDD",
        "Zweimal gezeigt",
        "Kommt doppelt.",
        "de",
        "Workshop",
        "",
        "confirmed",
        ("DANDAN",),
        (25, 10, 0),
        60,
        "Studio 2",
        2,
    ),
    Planned(
        "TALKEE",
        "Accepted, never confirmed",
        "Nobody said yes.",
        "en",
        "Vortrag",
        "Menschen",
        "accepted",
        ("BENBEN",),
        (25, 12, 0),
        30,
        "Studio 2",
    ),
    Planned(
        "TALKFF",
        "Withdrawn before",
        "Not coming.",
        "en",
        "Vortrag",
        "Menschen",
        "withdrawn",
        ("EVEEVE",),
        None,
        30,
        "",
    ),
    Planned(
        "TALKGG",
        "Cancelled after the release",
        "Was announced.",
        "en",
        "Vortrag",
        "Daten",
        "canceled",
        ("EVEEVE",),
        (25, 14, 0),
        30,
        "Großer Saal",
    ),
    Planned(
        "TALKHH",
        "Confirmed after the release",
        "To be announced.",
        "en",
        "Vortrag",
        "Daten",
        "late",
        ("EVEEVE",),
        (25, 14, 30),
        30,
        "Großer Saal",
    ),
]


def moment(day, hour, minute):
    return dt.datetime(2026, 10, day, hour, minute, tzinfo=BERLIN)


def event_of(organiser, slug, name, **fields):
    return create_event(
        organiser=organiser,
        locales=["de", "en"],
        name=LazyI18nString(name),
        slug=slug,
        date_from=dt.date(2026, 10, 24),
        date_to=dt.date(2026, 10, 25),
        timezone="Europe/Berlin",
        email="office@example.org",
        locale="de",
        **fields,
    )


def token_of(user, name, endpoints):
    rights = {endpoint: ["list", "retrieve"] for endpoint in endpoints}
    made = UserApiToken.objects.create(name=name, user=user, all_events=True, endpoints=rights)
    return made.token


def portrait():
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "#336699").save(out, "PNG")
    return SimpleUploadedFile("portrait.png", out.getvalue(), "image/png")


def speaker_of(event, code, name, biography):
    user = create_user(email=f"{code.lower()}@example.org", name=name, locale="de")
    profile = SpeakerProfile.objects.create(
        user=user, event=event, name=name, biography=biography, code=code
    )
    return user, profile


def agree(talk, office):
    for state in ("accepted", "confirmed"):
        set_submission_state(talk, state, person=office)


def talk_of(event, planned, people, kinds, tracks):
    users = [people[code][0] for code in planned.speakers]
    return create_submission(
        submission=Submission(
            event=event,
            code=planned.code,
            title=planned.title,
            abstract=planned.abstract,
            content_locale=planned.language,
            submission_type=kinds[planned.kind],
            track=tracks.get(planned.track),
            duration=planned.minutes,
            slot_count=planned.shown,
            internal_notes="Between us",
        ),
        user=users[0],
        speakers=users,
    )


def place(event, talk, planned, rooms, office):
    """Bring a talk to where it stands at the release; some change after it."""
    if planned.state == "withdrawn":
        set_submission_state(talk, "withdrawn", person=office)
        return
    set_submission_state(talk, "accepted", person=office)
    if planned.state not in ("accepted", "late"):
        set_submission_state(talk, "confirmed", person=office)
    slots = event.wip_schedule.talks.filter(submission=talk).order_by("pk")
    for number, slot in enumerate(slots):
        start = moment(*planned.start) + dt.timedelta(hours=5 * number)
        move_slot(slot, start, room=rooms[planned.room])


def prepare(event):
    """Set up tracks, portraits and languages, and return rooms, kinds and tracks by name."""
    event.feature_flags |= {"use_tracks": True, "present_multiple_times": True}
    event.save()
    for field in ("avatar", "track", "content_locale"):
        event.cfp.fields[field]["visibility"] = "optional"
    event.cfp.save()
    hall = LazyI18nString({"de": "Großer Saal", "en": "Great hall"})
    rooms = {
        "Großer Saal": Room.objects.create(event=event, name=hall, position=1),
        "Studio 2": Room.objects.create(event=event, name="Studio 2", position=2),
    }
    kinds = {
        name: SubmissionType.objects.create(event=event, name=name, default_duration=30)
        for name in ("Vortrag", "Workshop")
    }
    tracks = {
        name: Track.objects.create(
            event=event, name=LazyI18nString({"de": name, "en": english}), color="#336699"
        )
        for name, english in TRACKS.items()
    }
    return rooms, kinds, tracks


def fill(event, office):
    rooms, kinds, tracks = prepare(event)
    people = {code: speaker_of(event, code, *rest) for code, rest in SPEAKERS.items()}
    first = people["ADAANN"][1]
    set_avatar(first, portrait())
    diet = Question.objects.create(
        event=event, question="Diet", target="speaker", variant="string", is_public=False
    )
    Answer.objects.create(question=diet, speaker=first, answer="Only peas")
    talks = {planned.code: talk_of(event, planned, people, kinds, tracks) for planned in TALKS}
    for planned in TALKS:
        place(event, talks[planned.code], planned, rooms, office)
    TalkSlot.objects.create(
        schedule=event.wip_schedule,
        slot_type=SlotType.BREAK,
        room=rooms["Studio 2"],
        start=moment(24, 12, 0),
        end=moment(24, 13, 0),
        description="Mittagspause",
        is_visible=True,
    )
    freeze_schedule(event.wip_schedule, "1.0", user=office, notify_speakers=False)
    set_submission_state(talks["TALKGG"], "canceled", person=office)
    set_submission_state(talks["TALKHH"], "confirmed", person=office)
    # The next version is being worked on: another time and room, not for the public yet.
    slot = event.wip_schedule.talks.get(submission=talks["TALKAA"])
    move_slot(slot, moment(25, 16, 0), room=rooms["Studio 2"])


def fill_large(event, office):
    """Sixty talks at the same minute, so that a careless order would lose some between pages."""
    rooms = [Room.objects.create(event=event, name=f"Raum {n}", position=1) for n in range(10)]
    kind = event.submission_types.first()
    user, _profile = speaker_of(event, "FLEISS", "Frieda Fleiß", "Spricht oft.")
    for number in range(60):
        talk = create_submission(
            submission=Submission(
                event=event,
                code=f"MANY{number:03}",
                title=f"Vortrag {number:03}",
                submission_type=kind,
                duration=5,
            ),
            user=user,
            speakers=[user],
        )
        agree(talk, office)
        slot = event.wip_schedule.talks.get(submission=talk)
        move_slot(slot, moment(24, 8, 0), room=rooms[number % 10])
    freeze_schedule(event.wip_schedule, "final", user=office, notify_speakers=False)


def main():
    with scopes_disabled():
        office = create_user(email="office@example.org", name="Office")
        organiser = Organiser.objects.create(name="Hafenkante", slug="hafenkante")
        team = Team.objects.create(
            organiser=organiser,
            name="Office",
            all_events=True,
            can_change_submissions=True,
            can_change_event_settings=True,
        )
        team.members.add(office)
        known = {"is_public": True}
        event = event_of(organiser, "d2m15", {"de": "Datentage", "en": "Data days"}, **known)
        event_of(organiser, "d2m16", {"de": "Noch ohne Programm"}, **known)
        large = event_of(organiser, "d2m17", {"de": "Sehr viele"}, **known)
        event_of(organiser, "d2m18", {"de": "Noch geheim"}, is_public=False)
    with scope(event=event):
        fill(event, office)
    with scope(event=large):
        fill_large(large, office)
    with scopes_disabled():
        read = ("events", "schedules", "slots", "speakers")
        tokens = {"office": token_of(office, "all", read)}
        tokens["narrow"] = token_of(office, "no speakers", ("events", "schedules", "slots"))
    print(json.dumps(tokens))


main()
