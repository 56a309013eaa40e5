"""An organisation in a piece: what it is to us, what it gave, what it had to say."""

from dataclasses import dataclass
from datetime import date

from disclosures.vocabulary import STEERED, Consideration, Influence, Part, Relation, is_given

RELATED = frozenset(Relation) - {Relation.NONE}


def years_later(day: date, years: int) -> date:
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
            self.starts <= years_later(day, 1) and self.ends >= years_later(day, -1)
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
    condition: str = ""  # on which it was given, in the words of the record
    evidence: str = ""  # how we know that nothing was
    address: str = ""  # of what of its own is embedded
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
    def only_embed_paid(self) -> bool:
        """Tell whether it gave something for an embed alone, and the text is ours."""
        return self.part == Part.EMBED and self.paid and not self.steered

    @property
    def makes_advertisement(self) -> bool:
        """Tell whether it makes the piece an advertisement."""
        return (self.paid or self.steered) and not self.only_embed_paid

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
