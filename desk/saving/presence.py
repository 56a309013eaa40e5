"""Who else is writing in the same thing, and where in it; for as long as their page says so."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.saving.sitting import Sitting

PRESENT_FOR = timedelta(seconds=45)  # three times as long as the scripts wait between two calls


def note(token: str, account: User, model: type[Model], object_id: str, place: str) -> Sitting:
    """Note that an account has a form open, and where in it it is writing ("" where it only reads)."""
    sitting = Sitting.of(token, account, model, object_id)
    sitting.place, sitting.object_id = place.strip()[:200], object_id[:64]
    sitting.save(update_fields=["place", "object_id", "seen_at"])
    return sitting


def others(sitting: Sitting) -> list[str]:
    """Return who else is there, a sentence for each, those that write first."""
    there = Sitting.objects.filter(
        kind=sitting.kind_id,
        object_id=sitting.object_id,
        seen_at__gte=timezone.now() - PRESENT_FOR,
    ).exclude(account=sitting.account_id)
    rows = there.select_related("account").order_by("-seen_at")
    latest = {row.account_id: row for row in reversed(rows)}
    return [_said(row) for row in sorted(latest.values(), key=lambda row: not row.place)]


def _said(sitting: Sitting) -> str:
    who = {"who": sitting.account.get_full_name() or sitting.account.get_username()}
    if sitting.place:
        return _("%(who)s is writing in %(place)s.") % (who | {"place": sitting.place})
    return _("%(who)s has this open, too.") % who
