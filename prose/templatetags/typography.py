"""Typography for templates: `{{ title|typeset:language }}`, `{{ offer.price|price:currency }}`."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils.translation import get_language

from prose import typography

register = template.Library()


@register.filter
def typeset(text: str, language: str = "") -> str:
    """Set text as its language (or the page's) asks."""
    return typography.typeset(text, language or get_language() or "de")


@register.filter
def price(amount: Decimal, currency: str = "EUR") -> str:
    """Write an amount of money in the page's language."""
    return typography.price(amount, currency, get_language() or "de")


@register.filter
def clock_time(moment: datetime) -> str:
    """Write a time of day in the site's time zone."""
    return typography.clock_time(moment, get_language() or "de")


@register.filter
def zone_name(moment: datetime) -> str:
    """Write what the clock is called at a moment, such as MESZ."""
    return typography.zone_name(moment, get_language() or "de")


@register.filter
def day(moment: date | datetime) -> str:
    """Write one day."""
    return typography.date_range(moment, None, get_language() or "de")


@register.filter
def until(end: datetime) -> str:
    """Write the end of a time span, such as a sale, for readers."""
    return typography.until(end, get_language() or "de")


@register.simple_tag
def date_range(start: date | datetime, end: date | datetime | None = None) -> str:
    """Write the days from start to end."""
    return typography.date_range(start, end, get_language() or "de")
