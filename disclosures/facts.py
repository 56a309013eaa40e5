"""What is known about a piece when its notices are decided: plain values, no queries.

`blog.disclosing.facts` gathers them from a working copy or from what was published; `disclosures.rules`
decides on them. Unknown is its own value everywhere: it is never “no”.
"""

from dataclasses import dataclass
from datetime import date, datetime

from disclosures.vocabulary import (
    STEERED,
    AIKind,
    AIScope,
    Consideration,
    Influence,
    Part,
    Relation,
    is_given,
)

RELATED = frozenset(Relation) - {Relation.NONE}


def _years_later(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


@dataclass(frozen=True)
class Sponsoring:
    """An organisation stands behind an event from one day to another (both included)."""

    event: str
    year: int
    level: str
    starts: date
    ends: date
    of_this_event: bool = False
    coverage: bool = False  # its contract promises that we write of it

    def near(self, day: date) -> bool:
        """Tell whether it is active within a year of `day`, or concerns the piece's own event."""
        return self.of_this_event or (
            self.starts <= _years_later(day, 1) and self.ends >= _years_later(day, -1)
        )


@dataclass(frozen=True)
class TieFact:
    """An organisation in a piece; `recorded` ones an editor has judged, others were only found."""

    organisation: int
    name: str
    part: str = Part.NAMED
    relation: str = ""
    consideration: str = Consideration.UNKNOWN
    influence: str = Influence.UNKNOWN
    recorded: bool = True
    declared_by: str = ""
    sponsorings: tuple[Sponsoring, ...] = ()
    slug: str = ""
    url: str = ""
    given: str = ""  # what was given, in the words of the record
    evidence: str = ""  # how we know that nothing was
    parent: str = ""  # the company behind a brand, if it is that which stands behind us
    political: bool = False

    @property
    def paid(self) -> bool:
        """Tell whether something was given or promised for the piece (rule C1)."""
        return is_given(self.consideration) or self.prepaid

    @property
    def prepaid(self) -> bool:
        """Tell whether its contract with us promises coverage, and this is some.

        A payment need not be tied to one publication (BGH, GOOD NEWS II).
        """
        covered = self.part in (Part.SUBJECT, Part.QUOTED, Part.LOGO)
        return covered and any(one.coverage for one in self.sponsorings)

    @property
    def steered(self) -> bool:
        """Tell whether it could decide on the text (rule C9)."""
        return self.influence in STEERED

    @property
    def makes_advertisement(self) -> bool:
        """Tell whether it makes the piece an advertisement."""
        return self.paid or self.steered

    @property
    def clean(self) -> bool:
        """Tell whether there is evidence that nothing was given and that it could not decide."""
        return bool(
            self.evidence
            and self.consideration == Consideration.NONE
            and self.influence in (Influence.NONE, Influence.TOPIC, Influence.SIGN_OFF)
            and not any(one.coverage for one in self.sponsorings)
        )

    @property
    def unknown(self) -> bool:
        """Tell whether nobody has said what we get or what they had to say."""
        return self.consideration == Consideration.UNKNOWN or self.influence == Influence.UNKNOWN

    def near(self, day: date) -> tuple[Sponsoring, ...]:
        """Return the sponsorings that count for a piece published on `day`."""
        return tuple(one for one in self.sponsorings if one.near(day))

    def stands_behind_us(self, day: date) -> bool:
        """Tell whether it is a sponsor, partner, owner or customer of ours around `day`."""
        return bool(self.near(day)) or self.relation in RELATED

    def partners_us(self, day: date) -> bool:
        """Tell whether it is a partner or sponsor, of an event or of our house (rule C5)."""
        return bool(self.near(day)) or self.relation in (Relation.PARTNER, Relation.SPONSOR)


@dataclass(frozen=True)
class Standing:
    """A person stands for an event or speaks at it; open ends are open."""

    kind: str  # "ambassador" or "speaker"
    event: str
    words: str  # what readers are told: "Botschafterin von #d2m26"
    benefit: str = ""
    starts: date | None = None
    ends: date | None = None
    of_this_event: bool = False

    def near(self, day: date) -> bool:
        """Tell whether it holds within a year of `day`, or concerns the piece's own event."""
        begun = self.starts is None or self.starts <= _years_later(day, 1)
        return self.of_this_event or (
            begun and (self.ends is None or self.ends >= _years_later(day, -1))
        )


@dataclass(frozen=True)
class InterestFact:
    """What ties a person to an organisation beside work, as they declare it."""

    organisation: int
    name: str
    kind: str
    competitor_of: str = ""


@dataclass(frozen=True)
class BenefitFact:
    """Something a person declares to have received or been promised."""

    declaration: int
    what: str
    giver: str = ""
    organisation: int = 0
    bearing: str = ""  # for what it was given; empty is not known


@dataclass(frozen=True)
class PersonFact:
    """A person's part in a piece, with what ties them to those who pay."""

    person: int
    name: str
    role: str
    newsroom: bool = False
    ours: bool = False  # works for our house, in the newsroom or not
    affiliation: str = ""
    employer: TieFact | None = None
    standings: tuple[Standing, ...] = ()
    interests: tuple[InterestFact, ...] = ()
    benefits: tuple[BenefitFact, ...] = ()
    ai_degree: int | None = None  # as declared by this person

    @property
    def speaks(self) -> bool:
        """Tell whether it is this person who writes, asks or answers."""
        return self.role in ("author", "interviewer", "interviewee")

    @property
    def guest(self) -> bool:
        """Tell whether they are neither of the newsroom nor of our house."""
        return not (self.newsroom or self.ours)


_SCOPES: dict[str, str] = {
    AIKind.HEADLINE: AIScope.HEADLINE,
    AIKind.SUMMARISE: AIScope.SUMMARY,
}


@dataclass(frozen=True)
class AIFact:
    """A machine was used for the text, or for what is to be heard or seen with it."""

    kind: str
    degree: int
    tool: str = ""
    scope: str = ""
    voice: str = ""  # of whom a machine imitates the voice or the looks
    address: str = ""  # of the embed

    @property
    def applies_to(self) -> str:
        """Return what of the piece it is about: as recorded, or as its kind says."""
        return self.scope or _SCOPES.get(self.kind, AIScope.TEXT)


@dataclass(frozen=True)
class Named:
    """A person whom readers are told of by name, with the key to their page."""

    name: str
    person: int
    slug: str


@dataclass(frozen=True)
class ApprovalFact:
    """Somebody of the newsroom examined the text; `valid` if it was exactly this one.

    What somebody else entered is `on_their_word` and not valid.
    """

    reviewer: Named
    responsible: Named
    approved_on: date
    valid: bool
    on_their_word: bool = False


@dataclass(frozen=True)
class ImageFact:
    """A picture that a machine made or changed."""

    image: int
    title: str
    tool: str = ""
    deepfake: bool = False
    undecided: bool = False


@dataclass(frozen=True)
class EventFact:
    """The event a piece belongs to."""

    name: str
    starts_at: datetime
    ends_at: datetime
    status: str = "EventScheduled"
    own: bool = True


@dataclass(frozen=True)
class SignOffFact:
    """An interviewee's sign-off of exactly this text, given in person or by somebody for them."""

    guest: int
    signer: str = ""  # empty: the guest; else who signed, with their house
    withdrawn: bool = False


@dataclass(frozen=True)
class InterviewFact:
    """How an interview was held; empty or None is not known."""

    mode: str = ""
    held_on: date | None = None
    shortened: bool | None = None
    agreed: str = ""  # about sign-off: "none" or "full"
    signed: tuple[SignOffFact, ...] = ()
    outdated: tuple[int, ...] = ()  # who signed off an earlier text

    def of(self, guest: int) -> SignOffFact | None:
        """Return what holds of a guest's sign-off: the last word of theirs on this text."""
        return next((one for one in self.signed if one.guest == guest), None)


@dataclass(frozen=True)
class SourceFact:
    """A source that somebody published whom we know."""

    number: int
    publisher: TieFact


@dataclass(frozen=True)
class PoliticalFact:
    """What must be known of political advertising (Reg. (EU) 2024/900, Art. 11 and 12)."""

    sponsor: str = ""
    address: str = ""
    controlled_by: str = ""
    concerns: str = ""
    amount: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything the rules look at."""

    kind: str = "post"
    language: str = "de"
    people: tuple[PersonFact, ...] = ()
    ties: tuple[TieFact, ...] = ()
    ai: tuple[AIFact, ...] = ()
    approval: ApprovalFact | None = None
    images: tuple[ImageFact, ...] = ()
    event: EventFact | None = None
    interview: InterviewFact | None = None
    sources: int = 0
    publishers: tuple[SourceFact, ...] = ()
    claims: bool = False  # the text quotes, counts or speaks of studies
    no_external_sources: bool = False
    paid_links: int = 0
    promotes_event: bool | None = None
    reports_because: str = ""
    public_interest: bool = True
    press_release_of: str = ""
    release_use: str = ""
    genre: str = ""
    genre_terms: str = ""  # conditions of a raffle, method of a survey
    is_political: bool | None = None
    political: PoliticalFact | None = None
    translated_from: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
