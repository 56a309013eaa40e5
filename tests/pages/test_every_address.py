"""What holds for every address of the reader's site; a new one has to be named here."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as podium
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from blog.anchoring.anchoring import anchor as anchor_heads
from blog.models import Correction, SeriesQuestion, Tag
from blog.publishing.publish import CorrectionNote, publish, withdraw
from delivery.cache_headers import expires
from delivery.keeping import kept
from delivery.page_cache import PageCache
from desk.commenting.draft_link import DraftLink
from events.models import EventSeries
from pages.discovery.sitemaps import PART
from pages.house.errors import unavailable
from pages.sharing.share_cards import answer_card, piece_card, place_card, site_card
from tests.making import (
    make_ambassador,
    make_editor,
    make_event,
    make_interview,
    make_offer,
    make_page,
    make_person,
    make_post,
    make_site,
)
from tests.media.pictures import saved_image
from tests.pages.addresses import named
from tests.pages.asking import ask

pytestmark = pytest.mark.django_db
# The tables of working copies: readers see editions, and nothing else.
WORKING = (
    {
        f"blog_{name}"
        for name in ("post", "credit", "source", "posttag", "disclosure", "tie", "aiuse")
    }
    | {f"blog_{name}" for name in ("declaration", "editorialapproval", "waiver")}
    | {model._meta.db_table for model in apps.get_app_config("interviews").get_models()}
    | {"pages_page"}
)
# For one visitor, a file, or a count: never kept.
PERSONAL = {
    *("leave", "read", "shop_webhook", "draft", "kit", "kit_badge", "health", "queue_health"),
    "ready",
    *(
        "media",
        "favicon",
        "stylesheet",
        "joined",
        "share_card",
        "answer_share_card",
        "site_share_card",
    ),
    *("event_share_card", "tag_share_card"),
}


@pytest.fixture(autouse=True)
def _open_connection():
    """Keep the test's transaction open across requests, as Django's client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def world():
    """Everything a site can have: coming and over, withdrawn, scheduled, translated, corrected."""
    make_site(reserve_mining=True)
    now = timezone.now()
    row = EventSeries.objects.create(name="Kongress", slug="kongress")
    coming = make_event("Kongress 2", slug="kongress-2", series=row, hashtag="#kongress2")
    offer = make_offer(coming)
    past = now - timedelta(days=30)
    over = make_event(
        "Kongress 1",
        slug="kongress-1",
        series=row,
        starts_at=past,
        ends_at=past + timedelta(hours=8),
    )
    guest = make_person("Ada Eins", slug="ada-eins")
    stands = make_ambassador(coming, person=guest)
    image = saved_image()
    series = coming.series_of_posts.create(name="Reihe", slug="reihe")
    question = SeriesQuestion.objects.create(series=series, wording="Was hört man?", slug="hoeren")
    post = make_post("Beitrag", slug="beitrag", event=coming, image=image)
    post.tags.add("kongress2")
    publish(post, by=None, now=now - timedelta(days=2))
    for name in ("eins", "zwei"):
        talk = make_interview(
            f"Gespräch {name}", slug=f"gespraech-{name}", series=series, guest=guest
        )
        talk.exchanges.update(series_question=question)
        publish(talk, by=None)
    publish(make_post("Rückblick", slug="rueckblick", event=over, recap=True), by=None)
    page = make_page("Über uns")
    publish(page, by=None)
    page.body = "<p>Mehr Leute.</p>"
    page.save()
    publish(page, by=None)
    gone = make_post("Weg", slug="weg")
    publish(gone, by=None)
    withdraw(gone)
    publish(make_post("Bald", slug="bald"), by=None, starts_at=now + timedelta(days=1))
    publish(make_post("Piece", slug="piece", language="en", translation_of=post), by=None)
    draft = make_post("Entwurf", slug="entwurf")
    _link, secret = DraftLink.make(draft, "Gesa Gast", 14, by=make_editor())
    post.body = "<p>Ein berichtigter Text.</p>"
    post.save()
    note = CorrectionNote(Correction.Kind.CORRECTION, "Früher stand hier etwas anderes.")
    live = publish(post, by=None, correction=note)
    anchored = anchor_heads()
    interview = talk.editions.get()
    anchor = interview.piece.exchanges[0].anchor
    topic = Tag.objects.get(slug="kongress2")
    slugs = {
        "tag": "kongress2",
        "series": "reihe",
        "person": "ada-eins",
        "event": "kongress-2",
    }
    return {
        "post": [["beitrag"], ["rueckblick"], ["piece"]],
        "post_changes": [["beitrag"]],
        "page": [["ueber-uns"]],
        "page_changes": [["ueber-uns"]],
        "interview": [["gespraech-eins"]],
        "interview_changes": [["gespraech-eins"]],
        "answer": [["gespraech-eins", anchor]],
        "anchor": [[anchored.number]],
        "anchor_heads": [[anchored.number]],
        "proof": [["beitrag"]],
        "event": [["kongress-2"], ["kongress-1"]],
        "event_calendar": [["kongress-2"]],
        "event_series": [["kongress"]],
        "series_calendar": [["kongress"]],
        "event_card": [["kongress-2"], ["kongress-1"]],
        "series_question": [["reihe", "hoeren"]],
        "sitemap_pieces": [[live.post_id // PART]],
        "leave": [[offer.public_id]],
        "draft": [[secret]],
        "kit": [[stands.kit_token]],
        "kit_badge": [[stands.kit_token]],
        "media": [[image.file.name]],
        "stylesheet": [["0"]],
        "joined": [["0", "admin_theme/theme.css"], ["0", "desk/composing/page.js"]],
        "api_piece": [["beitrag"], ["gespraech-eins"], ["ueber-uns"], ["piece"]],
        "api_piece_by_id": [[post.pk]],
        "api_event": [["kongress-2"], ["kongress-1"]],
        "api_person": [["ada-eins"]],
        "share_card": [[live.pk, piece_card(live).key]],
        "answer_share_card": [
            [interview.pk, answer_card(interview, interview.piece.exchanges[0]).key, anchor]
        ],
        "site_share_card": [[site_card().key]],
        "event_share_card": [[offer.event_id, place_card(offer.event).key]],
        "tag_share_card": [[topic.pk, place_card(topic).key]],
        **{name: [[slug]] for name, slug in slugs.items() if name != "event"},
        **{
            f"{name}_{form}": [[slug]]
            for name, slug in slugs.items()
            for form in ("rss", "atom", "json")
        },
    }


# Answered to POST alone or to a signed word, or off unless the site wants it.
ELSEWHERE = {"api_nothing", "read", "seen", "shop_webhook", "indexnow_key", "anchor_stamp"}


def addresses(world) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of every address, with each of its arguments."""
    for name in named():
        if name not in ELSEWHERE:
            for arguments in world.get(name, [[]]):
                yield name, reverse(name, args=arguments)


def test_readers_see_editions_and_nothing_else(client, world):
    touched = set()
    for name, address in addresses(world):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            b"".join(answer)  # a file is read to its end
        assert answer.status_code in (200, 302), (name, address, answer.status_code)
        if name in {
            "draft",
            "kit",
            "kit_badge",
            "leave",
        }:  # behind personal links, or on the way out
            continue
        touched |= {
            (name, table)
            for query in queries
            for table in WORKING
            if re.search(rf"\b{table}\b", query["sql"])
        }
    assert touched == set()


def test_what_is_kept_reads_no_table_whose_changes_begin_no_generation(client, world):
    assert set(connection.introspection.table_names()) >= podium.DELIVERY_UNSEEN_TABLES
    read = set()
    for name, address in addresses(world):
        if name in PERSONAL:
            continue
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        unseen = podium.DELIVERY_UNSEEN_TABLES - {"delivery_generation"}
        read |= {(name, t) for q in queries for t in unseen if f'"{t}"' in q["sql"]}
    assert read == set()


def test_each_view_says_whether_its_pages_are_kept(client, world):
    cache = PageCache(WSGIHandler(), most=1 << 24, shared=None, unavailable=unavailable)
    for name, address in addresses(world):
        again = [ask(cache, address).cache for _time in range(2)][1]
        assert (again == "hit") == (name not in PERSONAL), (name, address, again)


def test_nginx_keeps_what_the_views_let_be_kept(world):
    text = Path(podium.BASE_DIR, "deploy", "nginx.conf").read_text()
    passed = re.findall(r"location (?:= )?(/\S+) \{ proxy_pass", text)
    files = ("/static/", "/media/")
    for name, address in addresses(world):
        personal = address.startswith((*passed, *files))
        immutable = name in {
            "favicon",
            "stylesheet",
            "joined",
            "share_card",
            "answer_share_card",
            "site_share_card",
            "event_share_card",
            "tag_share_card",
        }
        assert personal == (name in PERSONAL and not immutable), (name, address)


@kept("farbe")
@require_safe
def _coloured(request):
    answer = HttpResponse(f"{sorted(request.GET.items())} {request.get_full_path()}")
    return expires(answer, timezone.now())


@require_safe
def _unkept(request):
    return expires(HttpResponse(str(sorted(request.GET.items()))), timezone.now())


urlpatterns = [path("bunt/", _coloured), path("wach/", _unkept)]


@pytest.mark.parametrize(
    "query", ["", "?farbe=rot", "?utm_source=x&farbe=rot", "?farbe=rot&groesse=3"]
)
def test_a_new_view_says_the_same_with_the_page_cache_and_without(client, settings, query):
    settings.ROOT_URLCONF = __name__
    cache = PageCache(WSGIHandler(), most=1 << 24, shared=None, unavailable=unavailable)
    for address in ("/bunt/", "/wach/"):
        without = client.get(address + query).text
        assert ask(cache, address + query).text == without
        assert ask(cache, address + query).text == without
    assert "groesse" in client.get("/wach/?groesse=3").text
    assert "groesse" not in client.get("/bunt/?groesse=3").text
