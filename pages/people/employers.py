"""For whom somebody works or worked, as their page tells it today, and what that house is to us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from blog.disclosing.ties import Known
from disclosures.rules.standing import in_short
from people.models import Person


@dataclass(frozen=True)
class Employer:
    """A house by name; `standing` says in brackets what it is to us: “Sponsor of Summit 2027”."""

    name: str
    standing: str
    changes_at: datetime | None  # sponsors come and go by the day


def employers_of(person: Person, day: date) -> list[Employer]:
    """Return the first employer, and further ones that stand behind us, as notices tell of them."""
    return list(_employers(person, day))


def _employers(person: Person, day: date) -> Iterator[Employer]:
    others = [one.pk for one in person.also_works_for.all()]
    wanted = list(dict.fromkeys([*filter(None, [person.affiliation_id]), *others]))
    if not wanted:
        return
    known = Known(wanted, None)
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    for pk in wanted:
        tie = known.tie(pk)
        behind_us = tie.stands_behind_us(day)
        if behind_us or pk == person.affiliation_id:
            standing = in_short(tie, get_language() or "", day) if behind_us else ""
            yield Employer(tie.name, standing, midnight if tie.sponsorings else None)
