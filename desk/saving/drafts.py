"""What a sitting leaves behind in history: one entry and one revision, however often it saved."""

import json
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model
from reversion import is_registered
from reversion.models import Version

from desk.saving.request import Saving


def one_entry(saving: Saving | None, entry: LogEntry, message: Any) -> None:
    """Put what this entry says and what the sitting's earlier one said into one."""
    sitting = saving and saving.sitting
    if not sitting:
        return
    before = LogEntry.objects.filter(pk=sitting.logged or 0, action_flag=CHANGE).first()
    if before:
        said = [*_said(before), *(one for one in _said(entry) if one not in _said(before))]
        entry.change_message = json.dumps(said)
        entry.save(update_fields=["change_message"])
        before.delete()
    sitting.logged = entry.pk


def _said(entry: LogEntry) -> list[Any]:
    try:
        said = json.loads(entry.change_message or "[]")
    except ValueError:  # written by hand
        return [entry.change_message]
    return said if isinstance(said, list) else [said]


def one_revision(saving: Saving | None, obj: Model) -> None:
    """Take away the revision that this sitting made last; the one of this save is made after it.

    Nobody else can have saved in between: the form would have been overtaken.
    """
    sitting = saving and saving.sitting
    if not sitting or not sitting.saved_at or not is_registered(type(obj)):
        return
    versions = Version.objects.get_for_object(obj).select_related("revision")
    last = versions.order_by("-pk").first()
    own = last and last.revision.user_id == sitting.account_id
    if own and last.revision.date_created >= sitting.saved_at:
        last.revision.delete()
