"""Addresses of the pictures that networks show of a page."""

from django.urls import re_path

from pages.sharing import card_files

EDITION, KEY = r"(?P<pk>[1-9]\d{0,17})", "(?P<key>[0-9a-f]{16})"
QUESTION = r"(?P<anchor>frage-[1-9]\d{0,3})"

urlpatterns = [
    re_path(rf"^karten/website-{KEY}\.jpg$", card_files.site, name="site_share_card"),
    re_path(rf"^karten/event-{EDITION}-{KEY}\.jpg$", card_files.of_event, name="event_share_card"),
    re_path(rf"^karten/tag-{EDITION}-{KEY}\.jpg$", card_files.of_topic, name="tag_share_card"),
    re_path(rf"^karten/{EDITION}-{KEY}\.jpg$", card_files.of_edition, name="share_card"),
    re_path(
        rf"^karten/{EDITION}-{KEY}-{QUESTION}\.jpg$",
        card_files.of_edition,
        name="answer_share_card",
    ),
]
