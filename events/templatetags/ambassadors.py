"""Ambassadors in templates: `{% ambassadors_of event now as standing %}`, `{{ stands|period }}`."""

from django import template

from events.ambassadors import period_of, shown

register = template.Library()

register.simple_tag(shown, name="ambassadors_of")
register.filter("period", period_of)
