"""Who is signed in at the desk."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


def member(role: str, name: str = "") -> User:
    user = User.objects.create_user(name or role.lower(), password="secret-word-1", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def editor(db: Any) -> User:
    return member("Redaktion")


@pytest.fixture
def desk(editor: User) -> Client:
    """A browser in which an editor is signed in."""
    client = Client()
    client.force_login(editor)
    return client
