"""`{% joined "room/page.css" %}`: the address of a static file together with those that it names."""

from django.template import Library

from delivery.joining.sent import address

register = Library()
register.simple_tag(address, name="joined")
