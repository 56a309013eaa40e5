"""To which event a piece belongs, and what became of it."""

from events.models import Event
from tests.disclosures.scenarios.world import DAY, WHO
from tests.making import berlin


def belongs(world, event):
    world.change(event=world.event(event))


def promotes(world):
    world.change(promotes_event=True)


def reports(world, because):
    world.change(promotes_event=False, reports_because=because or "")


def ours(world, event, organisation):
    Event.objects.filter(pk=world.event(event).pk).update(
        organiser=world.organisation(organisation), own=True
    )


def of_others(world, event):
    Event.objects.filter(pk=world.event(event).pk).update(own=False)


def new_date(world, event, first, last):
    row = world.event(event)
    row.previous_dates.create(
        starts_at=berlin(*map(int, first.split("-")), 9),
        ends_at=berlin(*map(int, last.split("-")), 18),
    )
    Event.objects.filter(pk=row.pk).update(status="EventRescheduled")


def status(world, event, state):
    states = {
        "has moved online": "EventMovedOnline",
        "is cancelled": "EventCancelled",
        "is postponed": "EventPostponed",
    }
    Event.objects.filter(pk=world.event(event).pk).update(status=states[state])


SENTENCES = [
    (r"The piece belongs to (.+)", belongs),
    (r"It promotes the event", promotes),
    (r"It reports(?:, because: (.+))?", reports),
    (rf"{WHO} is organised by (.+), which is us", ours),
    (rf"{WHO} is an event of others", of_others),
    (rf"{WHO} has a new date, after {DAY} to {DAY}", new_date),
    (rf"{WHO} (has moved online|is cancelled|is postponed)", status),
]
