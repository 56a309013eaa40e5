"""Which of the two roles an account has, and which accounts have no right beyond them."""

from django.contrib.auth.models import Group, User
from django.db.models import QuerySet

from blog.roles import ROLES


def role_of(user: User) -> str:
    """Return the higher role of an account, or ""."""
    names = {group.name for group in user.groups.all()}
    return next((name for name in reversed(ROLES) if name in names), "")


def give_role(user: User, role: str) -> None:
    """Give an account this role of the two; its other groups stay."""
    user.groups.remove(*Group.objects.filter(name__in=ROLES).exclude(name=role))
    user.groups.add(Group.objects.get(name=role))


def within_roles(accounts: QuerySet[User]) -> QuerySet[User]:
    """Leave out superusers and everyone else who has rights beyond the two roles."""
    others = Group.objects.exclude(name__in=ROLES)
    plain = accounts.filter(is_superuser=False, user_permissions=None)
    return plain.exclude(groups__in=others)
