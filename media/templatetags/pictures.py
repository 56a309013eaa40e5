"""`{% picture %}`: an image in the best format and size the reader's browser can take."""

from django import template

from media.pictures import render_picture

register = template.Library()

register.simple_tag(render_picture, name="picture")
