"""Accounts of the newsroom: which of the roles one has, and the record of what was done to it.

What is done in the admin goes on the trail; what is done on the command line is not on it.
"""

import json
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models import QuerySet

from blog.roles import ROLES
from disclosures.trail import Action, TrailQuerySet, entries, record
from people.models import Person

# Changes by which one account could act as another: who made them has a hand in it.
_DECISIVE = frozenset({"role", "rights", "mail", "active"})
_PRIVATE = frozenset({"mail", "called"})
CHANGED = "changed"


def role_of(user: User) -> str:
    """Return the higher role of an account, or ""."""
    names = {group.name for group in user.groups.all()}
    return next((name for name in reversed(ROLES) if name in names), "")


def give_role(user: User, role: str) -> None:
    """Give an account this role and no other; its other groups stay."""
    user.groups.remove(*Group.objects.filter(name__in=ROLES).exclude(name=role))
    user.groups.add(Group.objects.get(name=role))


def within_roles(accounts: QuerySet[User]) -> QuerySet[User]:
    """Leave out superusers and everyone else who has rights beyond the roles."""
    others = Group.objects.exclude(name__in=ROLES)
    plain = accounts.filter(is_superuser=False, user_permissions=None)
    return plain.exclude(groups__in=others)


def give_person(user: User, person: Person | None) -> None:
    """Tell whose account it is; nobody else's stays."""
    Person.objects.filter(user=user).exclude(pk__in=[person.pk] if person else []).update(user=None)
    if person and person.user_id != user.pk:
        Person.objects.filter(pk=person.pk).update(user=user)


# What is on record -----------------------------------------------------------------------------
def standing(account: User) -> dict[str, Any]:
    """Return what the record tells of an account as it is stored; {} of one that is new."""
    stored = User.objects.filter(pk=account.pk).first()
    if stored is None:
        return {}
    return {
        "role": role_of(stored),
        "rights": _rights_beyond(stored),
        "active": stored.is_active and stored.is_staff,
        "person": Person.objects.filter(user=stored).values_list("pk", flat=True).first(),
        "mail": stored.email,
        "called": f"{stored.get_username()} {stored.get_full_name()}",
    }


def keep_record(account: User, before: dict[str, Any], *, by: User) -> None:
    """Write down what of an account is not as it was before; nothing, if all is.

    Of names and mail addresses only that they changed: the trail can never forget.
    """
    after = standing(account)
    facts: dict[str, Any] = {}
    for name, value in after.items():
        was = before.get(name)
        if value == was or (not before and name in _PRIVATE):
            continue
        if name in _PRIVATE:
            facts[name] = CHANGED
        else:
            facts |= {name: value} | ({f"{name}_before": was} if before else {})
    if facts:
        action = Action.ACCOUNT_CHANGE if before else Action.ACCOUNT_NEW
        record(account, action, actor=by, facts=facts)


def has_a_hand_in(who: User, account: User) -> bool:
    """Tell whether somebody made an account, or its role, rights, address or activity."""
    for entry in record_of(account).filter(actor=who.pk):
        touched = json.loads(entry.facts).keys() & _DECISIVE
        if entry.action == Action.ACCOUNT_NEW or touched:
            return True
    return False


def record_of(account: User) -> TrailQuerySet:
    """Return what happened to an account, oldest first."""
    return entries(account)


def _rights_beyond(account: User) -> list[str]:
    """Return rights that no role gives, by name."""
    groups = account.groups.exclude(name__in=ROLES).order_by("name")
    own = account.user_permissions.order_by("codename")
    return [
        *(["superuser"] if account.is_superuser else []),
        *groups.values_list("name", flat=True),
        *own.values_list("codename", flat=True),
    ]
