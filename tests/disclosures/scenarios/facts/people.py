"""For whom people work, what they stand for, what they declare."""

from datetime import date

from blog.models import Declaration
from events.models import Ambassadorship, ProgrammeItem
from tests.disclosures.scenarios.world import DAY, WHO

TIED = (
    rf"{WHO} (advises|holds shares in|holds an office at|has family at|has some tie to) {WHO}"
    rf"(?:, a competitor of {WHO})?"
)

BEARINGS = {
    "for this piece": "piece",
    "promised for this piece": "promised",
    "for something else": "other",
    None: "",
}


def works_for(world, name, organisation):
    person = world.person(name)
    person.affiliation = world.organisation(organisation)
    person.save()


def also_works_for(world, name, organisation):
    world.person(name).also_works_for.add(world.organisation(organisation))


def died(world, name, day):
    person = world.person(name)
    person.died_on = date.fromisoformat(day)
    person.save()


def fee(world, name):
    world.post.credits.filter(person=world.person(name)).update(fee=True)


def is_called(world, name, line):
    person = world.person(name)
    person.role_line = line
    person.save()


def declares_benefit(world, name, giver, bearing, what):
    Declaration.objects.create(
        post=world.post,
        person=world.person(name),
        kind="benefit",
        organisation=world.organisation(giver) if giver else None,
        bearing=BEARINGS[bearing],
        text=what,
    )


def declares_interest(world, name, verb, organisation, other):
    kinds = {
        "advises": "advises",
        "holds shares in": "shares",
        "holds an office at": "office",
        "has family at": "family",
        "has some tie to": "other",
    }
    Declaration.objects.create(
        post=world.post,
        person=world.person(name),
        kind="tie",
        organisation=world.organisation(organisation),
        interest=kinds[verb],
        competitor_of=world.organisation(other) if other else None,
    )


def declares_ai(world, name, degree):
    value = {"no": 0, "assistive": 1, "substantial": 2, "predominant": 3}[degree]
    Declaration.objects.create(
        post=world.post, person=world.person(name), kind="ai_use", ai_degree=value
    )


def stands_for(world, name, event, starts, ends, benefit):
    Ambassadorship.objects.create(
        person=world.person(name),
        event=world.event(event),
        benefit=benefit or "",
        starts_on=starts,
        ends_on=ends,
    )


def speaks_at(world, name, event, paid):
    item = ProgrammeItem.objects.create(event=world.event(event), title="Ein Vortrag")
    item.speaker_rows.create(person=world.person(name), ordering=1, fee=bool(paid))


SENTENCES = [
    (rf"{WHO} also works for (.+)", also_works_for),
    (rf"{WHO} works for (.+)", works_for),
    (rf"{WHO} is called: (.+)", is_called),
    (
        rf"{WHO} declares a benefit(?: from {WHO})?(?: (promised for this piece|for this piece|for something else))?: (.+)",
        declares_benefit,
    ),
    (TIED, declares_interest),
    (rf"{WHO} declares (no|assistive|substantial|predominant) AI", declares_ai),
    (
        rf"{WHO} is an ambassador of {WHO}(?: from {DAY} to {DAY})?(?: and receives: (.+))?",
        stands_for,
    ),
    (rf"{WHO} speaks at (.+?)( for a fee)?", speaks_at),
    (rf"We pay {WHO} a fee", fee),
    (rf"{WHO} died on {DAY}", died),
]
