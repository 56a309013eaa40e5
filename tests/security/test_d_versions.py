"""A version is found by its kind and its piece, never by its number alone."""

import pytest
from django.urls import reverse
from reversion import create_revision
from reversion.models import Version

from blog.models import Credit, Post
from blog.roles import EDITORS
from tests.making import make_interview, make_post
from tests.security.newsroom import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make_account("rita", EDITORS))


def version_of(row):
    return Version.objects.get_for_object(row).latest("pk").pk


def kept(row, **changes):
    """Keep a version of a row, and change the row since."""
    with create_revision():
        row.save()
    type(row).objects.filter(pk=row.pk).update(**changes)
    return row


def test_a_version_of_another_kind_with_the_same_number_reverts_nothing(client):
    post = make_post("Jetzt")
    credit = kept(post.credits.get(), role_line="Neue Rolle")
    Credit.objects.filter(pk=credit.pk).update(id=post.pk)
    credit = Credit.objects.get()
    kept(credit, role_line="Neue Rolle")
    address = reverse("admin:blog_post_revision", args=[post.pk, version_of(credit)])
    assert client.get(address).status_code == 404
    assert client.post(address, {"title": "Anders"}).status_code == 404
    assert Credit.objects.get().role_line == "Neue Rolle"


def test_a_deleted_row_of_another_kind_is_not_brought_back_as_a_piece(client):
    credit = kept(make_post("Jetzt").credits.get())
    number = version_of(credit)
    credit.delete()
    assert client.get(reverse("admin:blog_post_recover", args=[number])).status_code == 404
    assert client.post(reverse("admin:blog_post_recover", args=[number])).status_code == 404
    assert not Credit.objects.exists()


def test_the_version_of_another_piece_is_not_this_ones(client):
    one, other = kept(make_post("Eins")), kept(make_post("Zwei"))
    address = reverse("admin:blog_post_revision", args=[one.pk, version_of(other)])
    assert client.get(address).status_code == 404


def test_ones_own_version_is_found(client):
    for row in (make_post("Vorher"), make_interview("Vorher")):
        kept(row)
        Post.objects.filter(pk=row.pk).update(title="Nachher")
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_revision"
        answer = client.get(reverse(name, args=[row.pk, version_of(row)]))
        assert answer.status_code == 200
        assert "Vorher" in answer.content.decode()
