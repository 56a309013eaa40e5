"""What an edition is made of: what is stored, exactly what was published, and what it belongs to."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import EditionTie, Post
from blog.publishing.deriving import derive
from blog.publishing.publish import publish, publish_again
from disclosures.canonical import canonical_json, sha256
from people.models import Organisation
from tests.making import make_event, make_post

pytestmark = pytest.mark.django_db


def as_of_schema_3(edition):
    """Leave an edition as the release before would have written it."""
    values = json.loads(edition.content) | {"schema": 3, "press_release_of": None}
    del values["recap"], values["ties"], values["interview"]
    text = canonical_json(values)
    return Edition(
        **{
            name: getattr(edition, name)
            for name in ("post_id", "kind", "slug", "language", "published_at", "modified_at")
        },
        number=edition.number + 1,
        content=text,
        sha256=sha256(text),
        previous=edition.chain,
        starts_at=edition.ends_at,
        recap=edition.recap,
    )


def older(post):
    """Publish a post and put an edition of the schema before behind it."""
    edition = publish(post, by=None)
    Edition.objects.filter(pk=edition.pk).update(ends_at=timezone.now(), retired=True)
    edition.refresh_from_db()
    before = as_of_schema_3(edition)
    before.chain = before.chain_hash()
    derive(before)
    before.save()
    return before


def test_what_is_stored_is_published_and_not_what_somebody_still_holds():
    post = make_post("Gespeichert")
    stale = Post.objects.get(pk=post.pk)
    stale.title = "Nie gespeichert"
    assert publish(stale, by=None).piece.title == "Gespeichert"


def test_an_older_schema_alone_is_no_change():
    post = make_post()
    older(post)
    with pytest.raises(ValidationError) as refused:
        publish(post, by=None)
    assert refused.value.code == "unchanged"


def test_a_piece_of_an_older_schema_can_become_one_that_looks_back():
    post = make_post(event=make_event())
    assert not older(post).recap
    Post.objects.filter(pk=post.pk).update(recap=True)
    edition = publish(post, by=None)
    assert edition.recap
    assert edition.piece.recap


def test_publishing_again_publishes_the_very_text_of_an_older_schema():
    post = make_post("Wie damals")
    before = older(post)
    post.title = "Inzwischen anders"
    post.save()
    publish(post, by=None)
    again = publish_again(before, by=None)
    assert (again.content, again.sha256) == (before.content, before.sha256)
    assert json.loads(again.content)["schema"] == 3


def test_another_moment_for_what_is_scheduled_is_a_change():
    post = make_post()
    soon = timezone.now() + timedelta(days=1)
    publish(post, by=None, starts_at=soon)
    with pytest.raises(ValidationError):
        publish(post, by=None, starts_at=soon)
    later = publish(post, by=None, starts_at=soon + timedelta(days=1))
    assert Edition.objects.scheduled().get() == later


def test_recorded_ties_are_frozen_and_listed_and_a_draft_of_them_is_not():
    maker = Organisation.objects.create(name="Klang & Ton GmbH")
    other = Organisation.objects.create(name="Licht GmbH")
    post = make_post()
    post.ties.create(organisation=maker, consideration="none", influence="none")
    edition = publish(post, by=None)
    post.ties.create(organisation=other, consideration="none", influence="none")
    assert [(tie.organisation, tie.paid) for tie in edition.piece.ties] == [(maker.pk, False)]
    assert [row.organisation for row in EditionTie.objects.filter(edition=edition)] == [maker]
    publish(post, by=None)
    assert EditionTie.objects.count() == 2
    call_command("verify_editions")  # raises if anything is not as it was published
