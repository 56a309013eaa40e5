"""Nobody fills the memory by asking for many addresses."""

import tracemalloc
from random import Random

import pytest

from delivery import generation
from delivery.page_cache import PageCache
from pages.house.errors import unavailable
from tests.pages.asking import ask

pytestmark = pytest.mark.django_db
MOST = 1 << 21


class Site:
    """What answers every address with a page of its own, and counts."""

    def __init__(self):
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        headers = [("Content-Type", "text/html"), ("Cache-Control", "public, s-maxage=10")]
        start_response("200 OK", [*headers, ("X-Page", str(self.asked) * 20)])
        # What compresses badly: the most that two encodings of a page can take.
        return [Random(self.asked).randbytes(1500).hex().encode()]


@pytest.fixture
def site():
    generation.known.__init__()
    yield Site()
    generation.known.__init__()


@pytest.fixture
def cache(site):
    return PageCache(site, most=MOST, shared=None, unavailable=unavailable)


def test_a_hundred_times_more_addresses_than_there_is_room_for(cache, site):
    ask(cache, "/suche/?q=0")
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    for number in range(6_000):
        address = f"/suche/?q={number}{'x' * 300}"
        ask(cache, address)
        if number % 3:
            for encoding in ("br", "gzip"):
                assert ask(cache, address, HTTP_ACCEPT_ENCODING=encoding).cache == "hit"
    after, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert site.asked == 6_001
    assert after - before < MOST * 1.1


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_HOST": "testserver:31337"},
        {"HTTP_HOST": "TestServer"},
        {"HTTP_X_FORWARDED_PROTO": "gopher"},
        {"QUERY_STRING": "q=a&utm_source=b"},
    ],
)
def test_what_can_be_said_in_a_thousand_ways_is_one_page(cache, site, said):
    ask(cache, "/suche/?q=a", HTTP_HOST="testserver")
    ask(cache, "/suche/?q=a", **({"HTTP_HOST": "testserver"} | said))
    assert site.asked == 1


def test_an_address_longer_than_anybody_asks_for_twice_is_not_kept(cache, site):
    for _ in range(2):
        ask(cache, f"/suche/?q={'a' * 2000}")
    assert site.asked == 2
