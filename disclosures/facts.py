"""What is known about a piece when its notices are decided: plain values, no queries.

`blog.disclosing.facts` gathers them from a working copy or from what was published; `disclosures.rules`
decides on them. Unknown is its own value everywhere: it is never “no”.
"""

from dataclasses import dataclass
from datetime import date, datetime

from disclosures.vocabulary import Consideration, Influence, Part, Relation, is_paid

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

    @property
    def paid(self) -> bool:
        """Tell whether it makes the piece an advertisement (rule C1)."""
        return is_paid(self.consideration, self.influence)

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
class PersonFact:
    """A person's part in a piece, with what ties them to those who pay."""

    person: int
    name: str
    role: str
    newsroom: bool = False
    affiliation: str = ""
    employer: TieFact | None = None
    ambassador: str = ""  # what readers are told: "Botschafterin von #d2m26"
    speaker: str = ""  # likewise: "Sprecherin bei #d2m26"
    event: str = ""
    benefit: str = ""
    ai_degree: int | None = None  # as declared by this person

    @property
    def speaks(self) -> bool:
        """Tell whether it is this person's voice that readers hear."""
        return self.role in ("author", "interviewee")


@dataclass(frozen=True)
class AIFact:
    """A machine was used for the text."""

    kind: str
    degree: int
    tool: str = ""


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
class InterviewFact:
    """How an interview was held; empty or None is not known."""

    mode: str = ""
    held_on: date | None = None
    shortened: bool | None = None
    authorised: bool = False


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
    claims: bool = False  # the text quotes, counts or speaks of studies
    no_external_sources: bool = False
    paid_links: int = 0
    promotes_event: bool | None = None
    public_interest: bool = True
    press_release_of: str = ""
    translated_from: str = ""
    published_at: datetime | None = None
    modified_at: datetime | None = None
