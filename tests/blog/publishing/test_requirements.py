"""What is said before publishing on a site where nobody is marked as newsroom."""

import pytest

from blog.publishing.freezing import Freezing
from tests.making import make_person, make_post

pytestmark = pytest.mark.django_db


def codes(post):
    return {each.code for each in Freezing(post).requirements}


def test_who_publishes_first_is_told_why_their_own_post_is_called_a_guest_post():
    post = make_post(author=make_person("Olga Owner"))
    assert "newsroom" in codes(post)


def test_where_somebody_is_newsroom_a_guest_is_a_guest():
    make_person("Rita Redaktion", newsroom=True)
    assert "newsroom" not in codes(make_post(author=make_person("Gesa Gast")))
    assert "newsroom" not in codes(make_post())
