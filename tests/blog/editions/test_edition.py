import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from blog.editions.edition import FROZEN, Edition, ImmutableEdition
from blog.editions.guards import lay_down, take_away
from blog.models import Post
from blog.publishing.publish import publish
from tests.making import make_post


@pytest.mark.django_db
class TestTheModel:
    def test_refuses_to_change_an_edition(self):
        edition = publish(make_post(), by=None)
        edition.content = "{}"
        with pytest.raises(ImmutableEdition):
            edition.save()

    def test_refuses_to_delete_an_edition(self):
        edition = publish(make_post(), by=None)
        with pytest.raises(ImmutableEdition):
            edition.delete()

    def test_refuses_to_change_or_delete_many(self):
        publish(make_post(), by=None)
        with pytest.raises(ImmutableEdition):
            Edition.objects.update(slug="anders")
        with pytest.raises(ImmutableEdition):
            Edition.objects.all().delete()


@pytest.mark.django_db
class TestTheDatabase:
    @pytest.mark.parametrize("column", FROZEN)
    def test_refuses_to_change_a_frozen_column(self, column):
        publish(make_post(), by=None)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE blog_edition SET {column} = {column}")

    def test_refuses_to_move_the_beginning(self):
        edition = publish(make_post(), by=None)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE blog_edition SET starts_at = %s WHERE id = %s",
                [timezone.now() - timedelta(days=1), edition.pk],
            )

    def test_refuses_to_delete(self):
        publish(make_post(), by=None)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM blog_edition")

    def test_refuses_intervals_that_overlap(self):
        first = publish(make_post(), by=None, ends_at=timezone.now() + timedelta(days=9))
        copy = Edition.objects.get(pk=first.pk)
        copy.pk, copy.number = None, 2
        copy.starts_at, copy.ends_at = timezone.now() + timedelta(days=8), None
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)

    def test_refuses_the_address_of_another_post(self):
        first = publish(make_post(slug="meins"), by=None)
        other = make_post(slug="anderes")
        copy = Edition.objects.get(pk=first.pk)
        copy.pk, copy.post_id = None, other.pk
        with pytest.raises(DatabaseError), transaction.atomic():
            copy.save(force_insert=True)

    def test_gets_back_the_guards_that_are_missing_and_none_twice(self):
        before = _triggers()
        take_away()
        assert set(_triggers()) < set(before)
        for _time in range(2):
            lay_down()
            assert _triggers() == before


def _triggers() -> list[str]:
    asked = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_an_address_of_another_piece_is_refused_with_a_message():
    publish(make_post("Alt", slug="alt"), by=None)
    Post.objects.update(slug="neu")
    with pytest.raises(ValidationError) as refused:
        Post(title="Anderer", slug="alt").clean()
    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.django_db
def test_an_address_made_from_the_title_avoids_those_ever_used():
    publish(make_post("Große Bühne"), by=None)
    assert Post.objects.get().slug == "grosse-buehne"
    assert make_post("Große Bühne").slug == "grosse-buehne-2"


@pytest.mark.django_db
class TestVerifying:
    def test_finds_nothing_where_nothing_was_changed(self, capsys):
        post = make_post("A")
        publish(post, by=None)
        post.title = "B"
        post.save()
        publish(post, by=None)
        call_command("verify_editions")
        assert "2 editions verified" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("column", "change"),
        [
            ("content", "replace(content, 'lesen', 'lösen')"),
            ("slug", "'anders'"),
            ("published_at", "starts_at"),
            ("previous", "'x'"),
        ],
    )
    def test_finds_a_single_changed_value(self, column, change, capsys):
        post = make_post("A")
        publish(post, by=None)
        post.title = "B"
        post.save()
        edition = publish(post, by=None)
        _without_guards(f"UPDATE blog_edition SET {column} = {change} WHERE id = {edition.pk}")
        with pytest.raises(CommandError):
            call_command("verify_editions")
        assert f"), edition {edition.number}, " in capsys.readouterr().err


def _without_guards(statement: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            take_away()
        cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            lay_down()


@pytest.mark.django_db
def test_rebuilding_makes_derived_columns_anew_and_nothing_else():
    edition = publish(make_post("Bühne"), by=None)
    before = Edition.objects.values().get()
    Edition.objects.update(html="", teaser={}, search_text="")
    call_command("rebuild_editions")
    assert Edition.objects.values().get() == before
    assert edition.piece.title == "Bühne"


@pytest.mark.django_db(transaction=True)
def test_two_editors_publishing_at_the_same_moment_come_one_after_the_other():
    post = make_post("Anfang")
    results: list[str] = []
    together = threading.Barrier(2)

    def press(title: str) -> None:
        try:
            together.wait()
            with transaction.atomic():
                mine = Post.objects.select_for_update().get(pk=post.pk)
                mine.title = title
                mine.save()
                publish(mine, by=None)
            results.append("published")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(title,)) for title in ("Eins", "Zwei")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = Edition.objects.order_by("number")
    assert results == ["published", "published"]
    assert [first.number, second.number] == [1, 2]
    assert first.ends_at == second.starts_at
    assert second.previous == first.chain
    assert Edition.objects.live().get() == second
