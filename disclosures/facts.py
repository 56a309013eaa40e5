"""What is known about a piece when its notices are decided: plain values, no queries.

`blog.disclosing.facts` gathers them from a working copy or from what was published; `disclosures.rules`
decides on them. Unknown is its own value everywhere: it is never “no”.
"""

from dataclasses import dataclass
from datetime import date, datetime

from disclosures.ties import TieFact, years_later
from disclosures.vocabulary import AIKind, AIScope, Bearing


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
    fee: bool = False  # we pay for it

    def near(self, day: date) -> bool:
        """Tell whether it holds within a year of `day`, or concerns the piece's own event."""
        begun = self.starts is None or self.starts <= years_later(day, 1)
        return self.of_this_event or (
            begun and (self.ends is None or self.ends >= years_later(day, -1))
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

    @property
    def for_the_piece(self) -> bool:
        """Tell whether it was given or promised for this very piece."""
        return self.bearing in (Bearing.PIECE, Bearing.PROMISED)


@dataclass(frozen=True)
class PersonFact:
    """A person's part in a piece, with what ties them to those who pay."""

    person: int
    name: str
    role: str
    newsroom: bool = False
    ours: bool = False  # works for our house, in the newsroom or not
    affiliation: str = ""
    employers: tuple[TieFact, ...] = ()
    standings: tuple[Standing, ...] = ()
    interests: tuple[InterestFact, ...] = ()
    benefits: tuple[BenefitFact, ...] = ()
    ai_degree: int | None = None  # as declared by this person
    fee: bool = False  # we pay them for this piece
    died: date | None = None

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
class ConsentFact:
    """A picture for which consent is missing: refused, or not asked for yet.

    `somebody`: people are surely to be recognised in it, for it is a portrait.
    """

    image: int
    title: str
    refused: bool = True
    somebody: bool = True


@dataclass(frozen=True)
class EventFact:
    """The event a piece belongs to."""

    name: str
    starts_at: datetime
    ends_at: datetime
    status: str = "EventScheduled"
    own: bool = True
    days: tuple[date, date] | None = None  # first and last as its organisers count them


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
    """What has to be said at a source: who is behind it, and whose name is not told.

    `publisher` and `paid_by` are organisations that we know; `funder` is whoever paid, in words.
    """

    number: int
    publisher: TieFact | None = None
    funder: str = ""
    paid_by: TieFact | None = None
    confidential: bool = False


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
    paid_by: str = ""  # if that is not the sponsor
    origin: str = ""
    method: str = ""  # how the amount was worked out
    campaign: str = ""  # what the whole campaign costs, if it is one
    official: str = ""  # where the authorities tell of the election
    suspended: str = ""  # an earlier publication that was stopped, and why
    report_to: str = ""  # where readers tell us of a breach
    controller_address: str = ""
    targeting: str = ""  # by which data its readers are chosen elsewhere
    declared_on: date | None = None  # when the sponsor declared that they may order it
    repository: str = ""  # where it stands in the European repository
    reach: str = ""  # how often it was seen, as far as that is counted


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
    without_consent: tuple[ConsentFact, ...] = ()
    event: EventFact | None = None
    interview: InterviewFact | None = None
    sources: int = 0
    cited: tuple[SourceFact, ...] = ()
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
