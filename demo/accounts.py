"""The two log-ins of the demo, which exist nowhere but on a machine of one's own."""

from django.contrib.auth.models import Group, User

from blog.roles import CHIEF_EDITORS, EDITORS
from people.models import Person

PASSWORD = "podium-demo"  # noqa: S105 – known to everyone, hence refused on public hosts
LOGINS = {"redaktion": EDITORS, "chefredaktion": CHIEF_EDITORS}


def load_accounts(people: dict[str, Person], faces: dict[str, str]) -> dict[str, User]:
    """Create the log-ins that are missing; `faces` says which person uses which of them."""
    users = {name: _account(name, group) for name, group in LOGINS.items()}
    for key, name in faces.items():
        person, user = people[key], users[name]
        if person.user is None and not Person.objects.filter(user=user).exists():
            person.user = user
            person.save()
    return users


def _account(name: str, group: str) -> User:
    known = User.objects.filter(username=name).first()
    if known:
        return known
    user = User.objects.create_user(
        name, email=f"{name}@saallicht.example", password=PASSWORD, is_staff=True
    )
    user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user
