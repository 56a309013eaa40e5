"""Events, their tickets and programme, and who stands for or pays towards them."""

from events.models.addresses import EventAddress, EventSeriesAddress
from events.models.event import Event, EventDay, EventQuerySet, EventSeries, PreviousDate
from events.models.offers import OfferPrice, TicketHost, TicketOffer
from events.models.programme import EventNotice, EventPicture, ProgrammeItem, Speaker
from events.models.ties import Ambassadorship, Sponsorship

__all__ = [
    "Ambassadorship",
    "Event",
    "EventAddress",
    "EventDay",
    "EventNotice",
    "EventPicture",
    "EventQuerySet",
    "EventSeries",
    "EventSeriesAddress",
    "OfferPrice",
    "PreviousDate",
    "ProgrammeItem",
    "Speaker",
    "Sponsorship",
    "TicketHost",
    "TicketOffer",
]
