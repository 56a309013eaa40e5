"""Typography for templates: `{{ title|typeset:language }}`, `{{ offer.price|price:currency }}`."""

from django import template

from prose import typography
from prose.soft_hyphens import hyphenated, hyphenated_headings, hyphenated_name

register = template.Library()

for written in ("typeset", "price"):
    register.filter(written, getattr(typography, written))
register.filter(hyphenated)
register.filter(hyphenated_headings)
register.filter(hyphenated_name)
register.filter("day", typography.date_range)
register.simple_tag(typography.date_range)
