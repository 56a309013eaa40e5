"""A generated piece before it is written: its rows, and what each of its editions holds."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from blog.disclosing.disclose import disclosed
from blog.disclosing.facts import event_fact
from blog.editions.content import Content, Held
from blog.editions.question import Answer, Question
from blog.models import AIUse, Credit, Post, Tag, Tie
from blog.models.post import name_of
from demo.stock import TOOL, Stock
from disclosures.facts import AIFact, Facts, InterviewFact, PersonFact
from disclosures.ties import TieFact
from events.models import Event
from interviews.models import Exchange, Interview
from names.slugs import slug_of
from people.models import Person

QUESTIONS = 5
REVISING = timedelta(hours=40)  # in which all editions of a piece come out


@dataclass
class Draft:
    """The rows of one piece; `starts` are the moments at which its editions begin."""

    post: Post
    interview: Interview | None
    exchanges: list[Exchange]
    credits: list[Credit]
    tags: list[Tag]
    ai_use: AIUse | None
    tie: Tie | None
    starts: list[datetime]
    first_standfirst: str

    @property
    def kind(self) -> Literal["post", "interview"]:
        """`post` or `interview`."""
        return "interview" if self.interview else "post"


def draft(stock: Stock, number: int, start: datetime, editions: int) -> Draft:
    """Make up the piece with this number; every fifth is an interview."""
    interview = number % 5 == 4
    post = _post(stock, number, start, interview=interview)
    guest = interview or number % 3 == 0
    roles = _roles(stock, number, interview=interview, guest=guest)
    chance = stock.grammar.random
    return Draft(
        post=post,
        interview=_interview(start) if interview else None,
        exchanges=_exchanges(stock) if interview else [],
        credits=[
            Credit(person=person, role=role, ordering=place)
            for place, (role, person) in enumerate(roles, start=1)
        ],
        tags=chance.sample(stock.tags, 2),
        ai_use=_ai_use(number),
        tie=_tie(stock, number),
        starts=_starts(number, start, editions),
        first_standfirst=stock.grammar.say("standfirsts"),
    )


def _starts(number: int, first: datetime, editions: int) -> list[datetime]:
    """Return the moments at which the editions begin, one in each equal part of `REVISING`.

    By chance of its own: however many editions there are, the texts are the same.
    """
    part, chance = REVISING / max(1, editions - 1), Random(number)  # noqa: S311 – no secrets
    later = [first + part * (place + chance.uniform(0.1, 1)) for place in range(editions - 1)]
    return [first, *later]


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
        promotes_event=False,
        reports_because="Der Beitrag handelt vom Handwerk, nicht von der Veranstaltung.",
        no_external_sources=True,
        public_interest=False,
        private_because="Erzeugt, um zu messen.",
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


def _ai_use(number: int) -> AIUse | None:
    """Every second text is not of public interest and was drafted with a machine."""
    return AIUse(kind="draft", degree=2, tool=TOOL) if number % 2 else None


def _tie(stock: Stock, number: int) -> Tie | None:
    """Every seventh text quotes a sponsor."""
    if number % 7 or not stock.sponsors:
        return None
    sponsor = stock.sponsors[number % len(stock.sponsors)]
    return Tie(organisation=sponsor, part="quoted", consideration="none", influence="none")


def content(one: Draft, stock: Stock, stage: int) -> Content:
    """Return what the edition of a stage freezes; the last stage is the working copy itself."""
    post = one.post
    last = stage == len(one.starts) - 1
    first = stage == 0 and not last
    piece = Content(
        kind=one.kind,
        slug=post.slug,
        language=post.language,
        title=post.title,
        standfirst=post.standfirst if last else one.first_standfirst,
        body=_shorter(post.body) if first and not one.interview else post.body,
        image=stock.frozen_images[post.image_id] if post.image_id else None,
        credits=tuple(stock.frozen_credit(credit) for credit in one.credits),
        event=name_of(post.event) if post.event else None,
        recap=post.recap,
        ties=(one.tie.frozen(),) if one.tie else (),
        series=post.series.frozen() if post.series else None,
        tags=tuple(tag.frozen() for tag in sorted(one.tags, key=lambda tag: (tag.name, tag.pk))),
    )
    if one.interview:
        piece = _with_interview(piece, one, one.interview, first=first)
    return disclosed(facts(one, stock, piece), one.starts[stage], stock.wordings).on(piece)


def facts(one: Draft, stock: Stock, piece: Content) -> Facts:
    """Return what `blog.disclosing.facts` would gather for the piece."""
    post, event, held = one.post, one.post.event, piece.interview
    return Facts(
        kind=one.kind,
        people=tuple(
            PersonFact(
                person=credit.person,
                name=credit.name,
                role=credit.role,
                newsroom=credit.newsroom,
            )
            for credit in piece.credits
        ),
        ties=(_tie_fact(one.tie, stock, event),) if one.tie else (),
        ai=(AIFact(one.ai_use.kind, one.ai_use.degree, one.ai_use.tool),) if one.ai_use else (),
        event=event_fact(event) if event else None,
        interview=InterviewFact(held.mode_name, held.held_on, held.shortened) if held else None,
        no_external_sources=post.no_external_sources,
        promotes_event=post.promotes_event,
        public_interest=post.public_interest,
        published_at=one.starts[0],
    )


def _tie_fact(tie: Tie, stock: Stock, event: Event | None) -> TieFact:
    known = stock.sponsorings[event.pk if event else None]
    return TieFact(
        organisation=tie.organisation.pk,
        name=tie.organisation.name,
        part=tie.part,
        consideration=tie.consideration,
        influence=tie.influence,
        sponsorings=known.get(tie.organisation.pk, ()),
        slug=tie.organisation.slug,
        url=tie.organisation.url,
    )


def _shorter(body: str) -> str:
    return body[: body.rindex("<p>")]


def _with_interview(piece: Content, one: Draft, interview: Interview, *, first: bool) -> Content:
    shown = one.exchanges[:-1] if first else one.exchanges
    return replace(
        piece,
        exchanges=tuple(
            Question(
                exchange.ordering, exchange.anchor, exchange.question, (Answer(exchange.answer),)
            )
            for exchange in shown
        ),
        interview=Held(
            interview.mode,
            str(interview.get_mode_display()),
            interview.held_on,
            interview.shortened,
            agreed=interview.authorisation_agreed,
            signed=(),
        ),
    )
