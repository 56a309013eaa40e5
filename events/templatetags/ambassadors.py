"""Ambassadors in templates: `{% ambassadors_of event now as standing %}`, `{{ stands|period }}`."""

from datetime import datetime

from django import template

from events import ambassadors
from events.models import Ambassadorship, Event

register = template.Library()


@register.simple_tag
def ambassadors_of(event: Event, now: datetime) -> list[Ambassadorship]:
    """Return whom the page of an event names; their people should be prefetched."""
    return ambassadors.shown(event, event.ambassadorships.all(), now)


@register.filter
def period(stands: Ambassadorship) -> str:
    """Say from when until when somebody stands for the event; empty if nothing is agreed."""
    return ambassadors.period_of(stands)
