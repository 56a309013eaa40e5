"""Accounts of the newsroom: somebody may do everything, and nobody enters with a password alone."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User

from blog.roles import CHIEF_EDITORS
from running.doctor.finding import Finding, ok, warn

_NAMED = 5
_SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factors() -> Iterator[Finding]:
    """Name staff without a second factor: whoever has the password could set up their own."""
    staff = User.objects.filter(is_active=True, is_staff=True)
    with_one = Authenticator.objects.filter(type__in=_SECOND).values("user_id")
    without = list(staff.exclude(pk__in=with_one).order_by("pk").values_list("username", flat=True))
    if without and not settings.SITE_IS_LOCAL:
        more = ", …" if len(without) > _NAMED else ""
        said = f"{len(without)} of the staff without one: {', '.join(without[:_NAMED])}{more}."
        mend = "Let them sign in and set it up, or take “staff” from the account."
        yield warn("factors", said, mend)
    else:
        yield ok(
            "factors", "not asked for on this machine" if without else "all of the staff have one"
        )


def somebody_in_charge() -> Iterator[Finding]:
    """Tell whether anybody may do everything."""
    active = User.objects.filter(is_active=True, is_staff=True)
    chiefs = active.filter(is_superuser=True) | active.filter(groups__name=CHIEF_EDITORS)
    if chiefs.exists():
        yield ok("accounts", "somebody may do everything")
    else:
        said = "nobody is editor-in-chief or superuser."
        yield warn("accounts", said, "manage.py createsuperuser")
