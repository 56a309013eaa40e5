"""What the rules decide is the same on every surface; what must not be told is told nowhere."""

from dataclasses import replace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from blog.disclosing.disclose import disclosed
from blog.disclosing.notices import Wordings
from blog.publishing.rendering import render
from disclosures.library import standards
from pages.feeds.items import items_of
from tests.disclosures.test_rule_laws import all_facts
from tests.making import edition_with, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def wordings(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Wordings.in_force(timezone.now())


@given(all_facts)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_surface_has_the_same_labels(wordings, facts):
    post = make_post()
    content = replace(post.content(), language=facts.language)
    whole = disclosed(facts, timezone.now(), wordings).on(content)
    edition = edition_with(whole)
    render(edition)
    words = [label.text for label in whole.labels]
    assert [label.text for label in edition.teaser.labels] == words
    item = items_of([edition])[0]
    assert item.categories == words
    keys = [label.key for label in whole.labels]
    advertising = {"ad", "political"} & {*keys}
    assert item.title.startswith(f"[{words[0]}] " if advertising else post.title)
    independent = {key for key, standard in standards().items() if standard.independence}
    if advertising:
        assert not independent & {notice.notice for notice in whole.notices}
        assert whole.notices_intro is None
    for notice in whole.notices:
        assert "{" not in notice.heading + notice.text
