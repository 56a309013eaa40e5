"""Typography for templates: `{{ title|typeset:language }}`, `{{ offer.price|price:currency }}`."""

from django import template

from prose import typography

register = template.Library()

for written in ("typeset", "price", "clock_time", "zone_name", "until"):
    register.filter(written, getattr(typography, written))
register.filter("day", typography.date_range)
register.simple_tag(typography.date_range)
