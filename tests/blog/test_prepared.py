"""Queries compiled once answer as those that are put together anew."""

import pytest
from django.utils import timezone

from blog.editions.edition import Edition, live_now
from blog.prepared import A_MOMENT, A_NUMBER, A_TEXT, Prepared
from blog.publishing.publish import publish, withdraw
from tests.making import make_post

pytestmark = pytest.mark.django_db
at_slug = Prepared(lambda slug, now: live_now(now).filter(slug=slug), slug=A_TEXT, now=A_MOMENT)


def test_a_prepared_query_answers_for_the_values_it_is_given():
    posts = [make_post(slug=slug) for slug in ("eins", "zwei")]
    editions = [publish(post, by=None) for post in posts]
    now = timezone.now()
    assert [at_slug(slug=slug, now=now) for slug in ("eins", "zwei")] == [[e] for e in editions]
    found = at_slug(slug="eins", now=now)[0]
    expected = Edition.objects.get(pk=editions[0].pk)
    names = [field.attname for field in Edition._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(expected, name) for name in names]
    assert at_slug(slug="drei", now=now) == []
    withdraw(posts[0])
    assert at_slug(slug="eins", now=timezone.now()) == []


def test_a_text_of_a_reader_is_a_value_and_nothing_else():
    publish(make_post(slug="eins"), by=None)
    assert at_slug(slug="' OR 1=1 --", now=timezone.now()) == []


def test_an_example_that_the_query_does_not_use_is_a_mistake():
    careless = Prepared(lambda pk: Edition.objects.filter(slug="eins"), pk=A_NUMBER)
    with pytest.raises(ValueError, match="pk"):
        careless(pk=1)
