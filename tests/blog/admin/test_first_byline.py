"""A new piece begins with whoever opens it in its byline; nobody is put there unseen."""

import pytest
from django.urls import reverse

from blog.models import Post
from interviews.models import Interview
from tests.filling import Page
from tests.making import make_editor, make_person, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def rita(client):
    user = make_editor("rita")
    client.force_login(user)
    return make_person("Rita Rehberg", newsroom=True, user=user)


def bylines(piece):
    return [(credit.person.full_name, credit.role) for credit in piece.credits.all()]


def test_who_opens_a_new_post_is_its_author_unless_the_row_is_changed(client, rita):
    Page(client, reverse("admin:blog_post_add")).fill(title="Von mir").press("_continue")
    assert bylines(Post.objects.get()) == [("Rita Rehberg", "author")]
    guest = make_person("Gesa Gast")
    page = Page(client, reverse("admin:blog_post_add"))
    page.fill(title="Von ihr", **{"credits-0-person": str(guest.pk)}).press("_continue")
    assert bylines(Post.objects.get(title="Von ihr")) == [("Gesa Gast", "author")]


def test_who_opens_a_new_interview_asks_the_questions(client, rita):
    page = Page(client, reverse("admin:interviews_interview_add"))
    page.fill(title="Ein Gespräch").press("_continue")
    assert bylines(Interview.objects.get()) == [("Rita Rehberg", "interviewer")]


def rows(client, path):
    return int(Page(client, path).values["credits-TOTAL_FORMS"][0])


def test_a_piece_that_is_there_and_an_account_without_a_person_get_no_row(client, rita):
    post = make_post("Schon da")
    change = reverse("admin:blog_post_change", args=[post.pk])
    assert rows(client, change) == post.credits.count()
    client.force_login(make_editor("otto"))
    assert rows(client, reverse("admin:blog_post_add")) == 0
