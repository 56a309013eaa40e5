from django.utils import translation

from prose.paid_links import count_paid_links, mark_paid_links
from prose.sanitising import sanitise

PAID = '<p>Bei <a href="https://shop.example/a" rel="sponsored">Muster</a> und anderswo.</p>'
FREE = '<p>Bei <a href="https://example.org/">uns</a> <strong>sponsored</strong>.</p>'


def test_a_paid_link_is_marked_in_words_behind_it():
    with translation.override("en"):
        marked = mark_paid_links(sanitise(PAID, "article"))
    assert 'Muster</a> <span class="paid-link">(paid link)</span> und' in marked


def test_a_paid_link_tells_search_engines_so():
    assert 'rel="nofollow noopener sponsored"' in sanitise(PAID, "article")


def test_other_links_stay_as_they_are():
    clean = sanitise(FREE, "article")
    assert mark_paid_links(clean) == clean
    assert count_paid_links(clean) == 0


def test_every_paid_link_is_counted_once():
    assert count_paid_links(sanitise(PAID * 3 + FREE, "article")) == 3
