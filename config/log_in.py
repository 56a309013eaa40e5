"""Who logs in, and how passwords are kept: one hash for each attempt, of a cost that a server can bear."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id (RFC 9106) with the cost that OWASP's Password Storage Cheat Sheet names.

    Django's own cost is 100 MB of memory and eight threads for each attempt: a few at once would take the
    machine from everybody else.
    """

    time_cost = 2
    memory_cost = 19_456  # KiB
    parallelism = 1


class NameOrAddressBackend(ModelBackend):
    """Log-in by user name or mail address.

    What is typed names one account at most, whose password is checked once; for a name that nobody has
    the same work is done. (allauth's own backend checks a password once for each way to read the name.)
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> User | None:
        """Return the user whose name or address and password these are; None for everybody else."""
        typed = username or credentials.get("email") or ""
        name = _name_of(typed) or typed
        return super().authenticate(request, username=name, password=password)

    def get_user(self, user_id: int) -> User | None:
        """Return an account with its language, which every page of the newsroom asks for."""
        account = User.objects.select_related("language").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None


def _name_of(typed: str) -> str:
    """Return the user name of the one account that is meant, or ""; a name itself counts for more."""
    found = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed))
    names = dict(found.values_list("username", "email")[:20])
    if typed in names:
        return typed
    meant = [name for name in names if name.lower() == typed.lower()] or list(names)
    return meant[0] if len(meant) == 1 else ""
