"""Many threads at once: what they share neither breaks nor mixes up what they write."""

from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from blog.editions.edition import Edition
from blog.publishing.publish import publish, withdraw
from blog.search.index import row_of
from blog.search.stems import stem, stems
from blog.search.verifying import differences
from media.uploads import clean_upload
from prose.sanitising import sanitise
from prose.typography import typeset
from tests.making import make_person, make_post
from tests.media.pictures import picture_bytes, upload

WORDS = (
    "Autorinnen Bühnen Veranstaltungen Partnerschaften Hauptbahnhof Möglichkeiten Interviews"
    " Straßenbahnen Gespräche Tänzerinnen Kongresse Lichtanlagen Ticketpreise Botschafterinnen"
).split()
THREADS = 8


def at_once(do, things):
    """Do something with each of many things in eight threads; return what came of it."""

    def one(thing):
        try:
            return do(thing)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as crowd:
        return list(crowd.map(one, things))


@pytest.mark.django_db(transaction=True)
def test_eight_threads_publish_and_search_finds_every_word_and_nothing_else():
    posts = []
    author = make_person(newsroom=True)
    for number, word in zip(range(40), cycle(WORDS), strict=False):
        body = " ".join(f"{word}{more}" for more in WORDS) + f" Nummer{number} {word}"
        posts.append(make_post(f"{word} {number}", author=author, body=f"<p>{body}</p>"))
    stem.cache_clear()
    editions = at_once(lambda post: publish(post, by=None).pk, posts)
    assert len(set(editions)) == 40
    assert Edition.objects.live().count() == 40
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("name", "do", "things"),
    [
        ("stems", lambda text: tuple(stems(text)), [" ".join(WORDS[n % 14 :]) for n in range(400)]),
        ("sanitise", sanitise, [f"<p>{word}<script>x</script></p>" * 20 for word in WORDS * 20]),
        (
            "typeset",
            lambda text: typeset(text, "de"),
            [f'<p>"{word}" - 3 %</p>' for word in WORDS * 20],
        ),
        (
            "pictures",
            lambda n: clean_upload(upload(picture_bytes(size=(200 + n, 100)))).content,
            range(40),
        ),
    ],
)
def test_what_eight_threads_make_of_it_is_what_one_makes(name, do, things):
    stem.cache_clear()
    together = at_once(do, things)
    stem.cache_clear()
    assert together == [do(thing) for thing in things]


# The index against the editions ---------------------------------------------------------------------
@pytest.fixture
def published(db):
    publish(make_post("Autorinnen auf Bühnen"), by=None)
    return publish(make_post("Straßenbahnen"), by=None)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def told():
    return [str(one) for one in differences()]


def test_an_index_that_follows_from_the_editions_is_found_right(published, capsys):
    call_command("verify_search")
    assert capsys.readouterr().out == "2 editions are found by their words.\n"


def test_an_edition_that_search_forgot_is_named(published):
    sql("DELETE FROM blog_search")
    assert len(told()) == 2
    with pytest.raises(CommandError):
        call_command("verify_search")
    with pytest.raises(CommandError, match="differences found"):
        call_command("verify_editions", "--all", "--processes=1")


@pytest.mark.parametrize("column", ["title", "around", "body", "facets"])
def test_other_words_in_the_index_are_named_with_their_column(published, column):
    sql(f"UPDATE blog_search SET {column} = %s", "falsch")
    assert told() == [
        f"edition {pk}: the search index holds other words ({column})"
        for pk in Edition.objects.order_by("pk").values_list("pk", flat=True)
    ]
    call_command("rebuild_editions", verbosity=0)
    assert told() == []


def test_what_readers_may_no_longer_see_but_search_still_finds_is_named(published):
    row = row_of(published)
    withdraw(published.post)
    assert told() == []
    if connection.vendor == "sqlite":
        values = "INSERT INTO blog_search (rowid, title, around, body, facets)"
        sql(f"{values} VALUES (%s, %s, %s, %s, %s)", row.key, *row.columns)
    else:
        values = "INSERT INTO blog_search (key, title, around, body, facets)"
        cast = "%s::tsvector"
        sql(f"{values} VALUES (%s, {cast}, {cast}, {cast}, {cast})", row.key, *row.columns)
    (line,) = told()
    assert line.startswith(f"edition {published.pk}: search finds it though no reader may")


def test_a_broken_index_is_named(published):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes itself")
    sql("UPDATE blog_search_content SET c0 = 'anders'")
    assert told() == ["the search index is broken"]
