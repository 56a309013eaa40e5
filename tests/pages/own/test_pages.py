"""Pages of the site's own: at the root, as editions, without what belongs to pieces."""

import json
from datetime import timedelta

import pytest
from django.core import checks
from django.core.exceptions import ValidationError
from django.urls import get_resolver, path, reverse
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import AIUse
from blog.publishing.publish import publish, withdraw
from blog.search.related import Related
from pages.discovery.sitemaps import PART
from pages.house import views
from pages.own.addresses import taken_by_podium
from pages.own.page import Page
from tests.making import make_editor, make_page, make_post

pytestmark = pytest.mark.django_db


def test_a_page_is_read_at_the_root_without_a_day_or_a_byline(client):
    page = make_page("Über uns", standfirst="Wer hier schreibt.", body="<p>Drei Leute.</p>")
    assert client.get("/ueber-uns/").status_code == 404
    publish(page, by=None)
    response = client.get("/ueber-uns/")
    html = response.text
    assert response.status_code == 200
    assert "Drei Leute." in html
    assert "Wer hier schreibt." in html
    assert "byline" not in html
    assert "<time" not in html
    graph = json.loads(html.split('ld+json">')[1].split("</script>")[0])["@graph"]
    kinds = [node["@type"] for node in graph]
    assert "WebPage" in kinds
    assert "BlogPosting" not in kinds
    assert '<meta property="og:type" content="website">' in html


def test_a_page_has_editions_and_every_address_it_had_leads_to_it(client):
    page = make_page("Über uns")
    publish(page, by=None)
    page.slug, page.body = "wir", "<p>Vier Leute.</p>"
    page.save()
    publish(page, by=None)
    assert client.get("/ueber-uns/").headers["Location"] == "/wir/"
    assert client.get("/blog/wir/").headers["Location"] == "/wir/"
    html = client.get("/wir/").text
    assert "Vier Leute." in html
    changes = client.get("/wir/aenderungen/")
    assert "/wir/aenderungen/" in html
    assert "<ins" in changes.text
    assert "Vier Leute" in changes.text
    withdraw(page)
    assert client.get("/wir/").status_code == 410


def test_a_page_is_found_by_search_and_sitemap_and_stands_in_no_list_or_feed(client):
    publish(make_post("Der Saal im Umbau"), by=None)
    page = make_page("Der Saal und wir", body="<p>Vom Saal im Umbau.</p>")
    publish(page, by=None)
    for address in ("/", "/blog/", "/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"):
        text = client.get(address).text
        assert "im Umbau" in text, address
        assert "Saal und wir" not in text, address
    assert "/der-saal-und-wir/" not in client.get("/sitemaps/news.xml").text
    part = reverse("sitemap_pieces", args=[page.pk // PART])
    assert "/der-saal-und-wir/" in client.get(part).text
    hit = client.get("/suche/?q=saal").text.split('href="/der-saal-und-wir/"')[1]
    assert "<time" not in hit.partition("</article>")[0]
    assert not Related.objects.filter(post=page).exists()
    assert not Related.objects.filter(other=page).exists()


def test_notices_stand_on_a_page_where_rules_demand_them_but_it_does_not_age(client, time_machine):
    page = make_page("Partner", public_interest=True)
    AIUse.objects.create(post=page, kind="draft", degree=3, tool="Modell")
    publish(page, by=None)
    assert "is-ai" in client.get("/partner/").text
    edition = Edition.objects.get(post=page)
    assert not {"T1", "T5"} & {notice.rule for notice in edition.piece.notices}
    time_machine.move_to(timezone.now() + timedelta(days=1000))
    assert "note is-old" not in client.get("/partner/").text
    assert "Jahre alt" not in client.get("/partner/").text


def own_addresses(patterns=None, prefix=""):
    """The paths of all of Podium's routes, as Django writes them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        at = prefix + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from own_addresses(pattern.url_patterns, at)
        else:
            yield at


def test_no_page_takes_an_address_of_podium_in_either_language():
    taken = taken_by_podium()
    firsts = {at.partition("/")[0].replace("\\", "") for at in own_addresses()}
    plain = {first for first in firsts if first.replace("-", "").isalnum()}
    assert {"blog", "admin", "konto", "personen", "botschafter", "haken", "karten"} <= plain
    assert plain <= taken
    assert {"people", "topics", "search", "imprint", "privacy", "static", "media"} <= taken
    for word in ("Personen", "People", "Admin", "Impressum"):
        page = make_page(word)
        assert page.slug == f"{word.lower()}-2"
        page.slug = word.lower()
        with pytest.raises(ValidationError, match="Podium"):
            page.full_clean()


def test_an_address_that_podium_comes_to_need_is_named_after_the_update(monkeypatch):
    publish(make_page("Kalender"), by=None)
    publish(make_page("Impressum", place="imprint"), by=None)

    def named():
        found = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
        return [one.msg for one in found if one.id == "podium.W003"]

    assert not named()
    monkeypatch.setattr(
        get_resolver(),
        "url_patterns",
        [path("kalender/", views.legal), *get_resolver().url_patterns],
    )
    assert ["/kalender/" in one for one in named()] == [True]


def test_a_page_in_a_fixed_place_keeps_its_address(client):
    page = make_page("Impressum", place="imprint", slug="wir")
    assert page.get_absolute_url() == reverse("imprint")
    publish(page, by=None)
    assert Page.objects.get().slug == "impressum"


def test_a_page_is_written_on_the_form_of_pieces_and_published_there(client):
    client.force_login(make_editor())
    page = make_page("Über uns")
    form = client.get(reverse("admin:pages_page_change", args=[page.pk]))
    assert 'name="body"' in form.text
    assert 'name="event"' not in form.text
    assert "credits-TOTAL_FORMS" not in form.text
    listed = client.get(reverse("admin:pages_page_changelist"), follow=True)
    assert "Über uns" in listed.text
    record = client.get(reverse("admin:pages_page_record", args=[page.pk]))
    assert record.status_code == 200
