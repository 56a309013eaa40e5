"""The command checks links if the site says so, now or in the background."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from blog.models import Source
from blog.publishing.publish import publish
from blog.tasks import BATCH, check_sources
from tests.filling import Page
from tests.making import make_editor, make_post
from tests.prose.servers import PUBLIC, internet

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(settings):
    settings.CHECK_SOURCES = True


@pytest.fixture
def web():
    with internet() as there:
        there.names = {"site.example": [[PUBLIC]]}
        there.pages = {"/gone": (404, {})}
        yield there


def add_sources(*urls):
    post = make_post()
    for number, url in enumerate(urls, start=1):
        Source.objects.create(post=post, ordering=number, title=f"Quelle {number}", url=url)
    publish(post, by=None)
    return post


def run(**options):
    out = StringIO()
    call_command("check_sources", stdout=out, **options)
    return out.getvalue()


def test_nothing_is_asked_unless_the_site_says_so(web, settings):
    assert settings.CHECK_SOURCES is False
    add_sources("http://site.example/")
    with pytest.raises(CommandError, match="CHECK_SOURCES is off"):
        run(fetcher=web.fetcher())
    check_sources.enqueue()
    assert Source.objects.get().link_status == ""
    assert web.connections == []


def test_each_check_has_its_line(on, web):
    add_sources("http://site.example/", "http://site.example/gone")
    assert run(fetcher=web.fetcher()) == (
        "ok     200           http://site.example/\n"
        "unsure 404           http://site.example/gone\n"
        "2 links checked: 1 ok, 1 unsure.\n"
    )
    assert run(fetcher=web.fetcher()) == "0 links checked.\n"


def test_no_more_than_the_limit_are_checked(on, web):
    add_sources("http://site.example/a", "http://site.example/b")
    assert run(fetcher=web.fetcher(), limit=1).endswith("1 links checked: 1 ok.\n")
    with pytest.raises(CommandError, match="1 or more"):
        run(limit=0)


def test_the_worker_checks_batch_after_batch(on, web):
    """With addresses that are never asked, so that nothing leaves this machine."""
    add_sources(*(f"http://127.0.0.{number}/" for number in range(1, BATCH + 3)))
    assert run(background=True) == "Left to the worker.\n"
    assert set(Source.objects.values_list("link_note", flat=True)) == {"refused"}


def test_the_form_shows_the_state_and_forgets_it_with_the_address(on, web, client):
    post = add_sources("http://site.example/gone", "http://site.example/")
    run(fetcher=web.fetcher())
    client.force_login(make_editor())
    page = Page(client, f"/admin/blog/post/{post.pk}/change/")
    assert "Im Text zu zitieren als [2] oder [2; S. 12]." in page.response.text
    assert "Unsicher (Seite nicht gefunden), geprüft am" in page.response.text
    assert 'href="https://web.archive.org/web/*/http://site.example/gone"' in page.response.text
    page.fill(**{"sources-0-title": "Anderer Titel"}).press("_continue")
    assert list(Source.objects.values_list("link_status", flat=True)) == ["unsure", "ok"]
    page.fill(**{"sources-0-url": "http://site.example/moved"}).press("_continue")
    assert list(Source.objects.values_list("title", "link_status", "link_failures")) == [
        ("Anderer Titel", "", 0),
        ("Quelle 2", "ok", 0),
    ]
