"""A fragment is kept as long as making it anew would give the same."""

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from blog.models import Series
from delivery import generation
from delivery.context_processors import generation as named

FRAGMENT = Template(
    '{% load cache %}{% cache 300 "part" generation using="fragments" %}{{ words }}{% endcache %}'
)


def shown(words):
    """What a page shows that would say these words, were nothing kept."""
    present = named(RequestFactory().get("/"))
    return FRAGMENT.render(Context({"words": words} | present))


@pytest.mark.django_db(transaction=True)
def test_a_fragment_is_kept_until_a_change_is_committed():
    assert [shown("one"), shown("two")] == ["one", "one"]
    Series.objects.create(name="Reihe")
    assert [shown("three"), shown("four")] == ["three", "three"]


@pytest.mark.django_db(transaction=True)
def test_a_fragment_is_made_anew_at_the_next_moment(time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    generation.known.moment = timezone.now().timestamp() + 60
    assert [shown("one"), shown("two")] == ["one", "one"]
    time_machine.shift(60)
    assert shown("three") == "three"


@pytest.mark.django_db
def test_nothing_is_kept_of_what_may_never_be_committed():
    with transaction.atomic():
        assert [shown("one"), shown("two")] == ["one", "two"]


@pytest.mark.django_db(transaction=True)
def test_markup_in_a_fragment_is_escaped_once():
    assert [shown("<b>"), shown("<b>")] == ["&lt;b&gt;", "&lt;b&gt;"]
