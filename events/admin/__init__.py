"""Events in the newsroom, with their tickets and everyone who stands behind them."""

from events.admin.event import EventAdmin, EventSeriesAdmin
from events.admin.hosts import TicketHostAdmin
from events.admin.programme import ProgrammeItemAdmin

__all__ = ["EventAdmin", "EventSeriesAdmin", "ProgrammeItemAdmin", "TicketHostAdmin"]
