"""A generated piece before it is written: its rows, and what each of its editions holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from blog.freezing import SCHEMA
from blog.models import Credit, Post, Tag
from interviews.models import Exchange, Interview
from pages.demo.stock import Stock, Values
from people.models import Person
from prose.slugs import slug_of

STAGES = 3
QUESTIONS = 5


@dataclass
class Draft:
    """The rows of one piece; `starts` are the moments at which its editions begin."""

    post: Post
    interview: Interview | None
    exchanges: list[Exchange]
    credits: list[Credit]
    tags: list[Tag]
    notices: list[str]
    starts: list[datetime]
    first_standfirst: str

    @property
    def kind(self) -> str:
        """`post` or `interview`."""
        return "interview" if self.interview else "post"


def draft(stock: Stock, number: int, start: datetime) -> Draft:
    """Make up the piece with this number; every fifth is an interview."""
    interview = number % 5 == 4
    post = _post(stock, number, start, interview=interview)
    guest = interview or number % 3 == 0
    roles = _roles(stock, number, interview=interview, guest=guest)
    hours = stock.grammar.random
    return Draft(
        post=post,
        interview=_interview(start) if interview else None,
        exchanges=_exchanges(stock) if interview else [],
        credits=[
            Credit(person=person, role=role, ordering=place)
            for place, (role, person) in enumerate(roles, start=1)
        ],
        tags=hours.sample(stock.tags, 2),
        notices=_notices(stock, number, guest=guest),
        starts=[
            start,
            start + timedelta(hours=hours.randint(1, 18)),
            start + timedelta(hours=hours.randint(19, 40)),
        ],
        first_standfirst=stock.grammar.say("standfirsts"),
    )


def _post(stock: Stock, number: int, start: datetime, *, interview: bool) -> Post:
    grammar, chance = stock.grammar, stock.grammar.random
    title = grammar.say("titles")
    place = number % len(stock.events)
    return Post(
        title=title,
        slug=f"{slug_of(title, 70)}-{number}",
        language="de",
        standfirst=grammar.say("standfirsts"),
        body=grammar.paragraph() if interview else grammar.body(),
        image=chance.choice(stock.images) if stock.images and number % 2 else None,
        event=stock.events[place] if number % 4 == 0 else None,
        series=stock.series[place] if interview and number % 50 == 4 else None,
        discuss="",
        created_at=start - timedelta(days=7),
    )


def _interview(start: datetime) -> Interview:
    held_on = (start - timedelta(days=9)).date()
    return Interview(mode="video", held_on=held_on, shortened=True, authorisation_agreed="none")


def _exchanges(stock: Stock) -> list[Exchange]:
    return [
        Exchange(
            ordering=place,
            question=stock.grammar.say("questions"),
            answer=stock.grammar.paragraph(5),
            anchor=f"frage-{place}",
        )
        for place in range(1, QUESTIONS + 1)
    ]


def _roles(stock: Stock, number: int, *, interview: bool, guest: bool) -> list[tuple[str, Person]]:
    editor = stock.newsroom[number % len(stock.newsroom)]
    visitor = stock.guests[number % len(stock.guests)]
    if interview:
        return [("interviewee", visitor), ("interviewer", editor)]
    return [("author", visitor), ("editor", editor)] if guest else [("author", editor)]


def _notices(stock: Stock, number: int, *, guest: bool) -> list[str]:
    wanted = ["ki-tools"] if number % 2 else []
    wanted += ["aktualitaet"] if number % 3 == 1 else []
    wanted += ["gastbeitraege-und-interviews"] if guest else []
    return [key for key in wanted if key in stock.wordings]


def content(one: Draft, stock: Stock, stage: int) -> Values:
    """Return what the edition of a stage freezes; the last stage is the working copy itself."""
    post, event = one.post, one.post.event
    series = post.series
    values = {
        "schema": SCHEMA,
        "kind": one.kind,
        "slug": post.slug,
        "language": post.language,
        "title": post.title,
        "standfirst": post.standfirst if stage == STAGES - 1 else one.first_standfirst,
        "body": post.body if stage or one.interview else _shorter(post.body),
        "image": stock.frozen_images[post.image_id] if post.image_id else None,
        "images": {},
        "labels": _labels(one),
        "credits": [stock.frozen_credit(credit, event) for credit in one.credits],
        "discuss": "",
        "event": stock.frozen_events[event.pk] if event else None,
        "series": {"id": series.pk, "slug": series.slug, "name": series.name} if series else None,
        "tags": [
            {"id": tag.pk, "slug": tag.slug, "name": tag.name}
            for tag in sorted(one.tags, key=lambda tag: (tag.name, tag.pk))
        ],
        "sources": [],
        "notices": [stock.frozen_notices[key] for key in one.notices],
    }
    return values | _content_of_interview(one, stage) if one.interview else values


def _shorter(body: str) -> str:
    return body[: body.rindex("<p>")]


def _labels(one: Draft) -> list[Values]:
    if one.interview:
        return [{"key": "interview", "text": _("Interview")}]
    first = one.credits[0]
    return [] if first.person.newsroom else [{"key": "guest", "text": _("Guest post")}]


def _content_of_interview(one: Draft, stage: int) -> Values:
    interview = one.interview
    assert interview is not None  # noqa: S101 – for the type checker
    shown = one.exchanges if stage else one.exchanges[:-1]
    return {
        "exchanges": [
            {
                "number": exchange.ordering,
                "anchor": exchange.anchor,
                "question": exchange.question,
                "answers": [{"person": None, "name": "", "html": exchange.answer}],
            }
            for exchange in shown
        ],
        "closing": "",
        "interview": {
            "mode": interview.mode,
            "mode_name": str(interview.get_mode_display()),
            "held_on": interview.held_on.isoformat() if interview.held_on else "",
            "shortened": interview.shortened,
            "authorised": False,
        },
    }
