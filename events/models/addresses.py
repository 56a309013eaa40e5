"""Every address that events and their series have or had."""

from django.db import models

from events.models.event import Event, EventSeries
from names.addresses import KnownAddress


class EventAddress(KnownAddress):
    """An address that the page of an event has or had."""

    of = models.ForeignKey(Event, models.CASCADE, related_name="addresses")


class EventSeriesAddress(KnownAddress):
    """An address that the page of a series of events has or had."""

    of = models.ForeignKey(EventSeries, models.CASCADE, related_name="addresses")
