"""Times of events in templates: `{{ event|when }}`, `{{ offer.sales_end|deadline:event }}`."""

from django import template

from events import when

register = template.Library()

for told in ("days", "when", "in_full", "clock", "deadline", "opening", "elsewhere"):
    register.filter(told, getattr(when, told))
