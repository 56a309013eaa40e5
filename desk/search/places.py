"""Places that the search over everything leads to by their names: what one can begin, and settings."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Name, address, and the right that it needs.
_COMMANDS: list[tuple[Promise, str, str]] = [
    (_("Interview from text"), "admin:interviews_interview_from_text", "interviews.add_manuscript"),
    (_("New post"), "admin:blog_post_add", "blog.add_post"),
    (_("New interview"), "admin:interviews_interview_add", "interviews.add_interview"),
    (_("New page"), "admin:pages_page_add", "pages.add_page"),
    (_("Board of all pieces"), "admin:desk_board", "blog.view_post"),
    (_("Calendar of all pieces"), "admin:desk_calendar", "blog.view_post"),
    (_("New person"), "admin:people_person_add", "people.add_person"),
    (_("New organisation"), "admin:people_organisation_add", "people.add_organisation"),
    (_("New event"), "admin:events_event_add", "events.add_event"),
    (_("Upload pictures"), "admin:desk_upload", "media.add_image"),
    (_("Change my password"), "account_change_password", ""),
    (_("My second factor"), "mfa_index", ""),
]
_SETTINGS: list[tuple[Promise, str, str]] = [
    (
        _("Menus of header and footer"),
        "admin:pages_menulink_changelist",
        "pages.view_menulink",
    ),
    (
        _("The site itself: name, logo, colours"),
        "admin:pages_site_changelist",
        "pages.view_site",
    ),
    (
        _("Legal pages: imprint, privacy, accessibility, transparency"),
        "admin:pages_legalpage_changelist",
        "pages.view_legalpage",
    ),
    (
        _("Webhooks: programs that are told of pieces"),
        "admin:pages_webhook_changelist",
        "pages.view_webhook",
    ),
    (_("Accounts and roles"), "admin:auth_user_changelist", "auth.view_user"),
    (_("Allowed ticket shops"), "admin:events_tickethost_changelist", "events.view_tickethost"),
    (
        _("Connections to pretix and pretalx"),
        "admin:shops_connection_changelist",
        "shops.view_connection",
    ),
    (_("Topics"), "admin:blog_tag_changelist", "blog.view_tag"),
    (_("Series"), "admin:blog_series_changelist", "blog.view_series"),
    (_("Rows of events"), "admin:events_eventseries_changelist", "events.view_eventseries"),
    (_("Notices left out"), "admin:blog_waiver_changelist", "blog.view_waiver"),
    (_("How often pieces were read"), "admin:blog_reading_changelist", "blog.view_post"),
    (_("Clicks to the ticket shop"), "admin:blog_clickout_changelist", "blog.view_post"),
    (_("Components of the reader's pages"), "admin:components", ""),
]


def commands(user: User) -> Iterator[tuple[str, str]]:
    """Yield name and address of what somebody may begin."""
    return _allowed(_COMMANDS, user)


def settings_places(user: User) -> Iterator[tuple[str, str]]:
    """Yield name and address of the settings that somebody may see."""
    return _allowed(_SETTINGS, user)


def _allowed(places: list[tuple[Promise, str, str]], user: User) -> Iterator[tuple[str, str]]:
    for name, view, right in places:
        if not right or user.has_perm(right):
            yield str(name), reverse(view)
