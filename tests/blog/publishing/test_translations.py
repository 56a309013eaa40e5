"""Pieces in several languages: which is the translation of which."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from blog.editions.content import TranslationOf
from blog.models import Edition, Post
from blog.publishing.publish import publish
from tests.filling import Page
from tests.making import make_editor, make_interview, make_post

pytestmark = pytest.mark.django_db


def refusal(post):
    with pytest.raises(ValidationError) as refused:
        post.full_clean()
    return refused.value.message_dict


def test_publishing_freezes_what_a_piece_is_a_translation_of(english):
    original = make_post("Eine Bühne")
    publish(original, by=None)
    translated = make_post("A stage", language="en", translation_of=original)
    edition = publish(translated, by=None)
    assert edition.piece.translation_of == TranslationOf(original.pk, "de")
    assert Edition.objects.live().get(original=original) == edition


def test_a_piece_in_its_first_language_freezes_nothing_of_it():
    edition = publish(make_post(), by=None)
    assert edition.piece.translation_of is None
    assert edition.original is None


def test_a_translation_must_be_in_another_language(english):
    original = make_post()
    assert "same language" in refusal(make_post(translation_of=original))["translation_of"][0]


def test_a_translation_of_a_translation_is_refused_either_way(english):
    german = make_post()
    translated = make_post(language="en", translation_of=german)
    chained = make_post(translation_of=translated)
    assert "first language" in refusal(chained)["translation_of"][0]
    german.translation_of = make_post(language="en")
    assert "first language" in refusal(german)["translation_of"][0]


def test_there_is_one_translation_into_each_language(english):
    original = make_post()
    make_post(language="en", translation_of=original)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_post(language="en", translation_of=original)


def test_a_piece_is_no_translation_of_itself(english):
    post = make_post()
    post.translation_of = post
    assert "itself" in refusal(post)["translation_of"][0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(translation_of=post.pk)


def test_an_editor_names_the_first_language_by_naming_the_original(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())
    original, translated = make_post("Eine Bühne"), make_post("A stage", language="en")
    change = reverse("admin:blog_post_change", args=[translated.pk])
    page = Page(client, change).fill(translation_of=original.pk).press("_continue")
    assert page.errors == []
    translated.refresh_from_db()
    assert (translated.translation_of, translated.translated_from) == (original, "de")


def test_interviews_are_found_among_the_originals_as_well(client):
    client.force_login(make_editor())
    interview = make_interview("Ein Gespräch")
    field = {"app_label": "blog", "model_name": "post", "field_name": "translation_of"}
    found = client.get("/admin/autocomplete/", {**field, "term": "Gespräch"}).json()
    assert [row["id"] for row in found["results"]] == [str(interview.pk)]
