"""What follows from a change is written with it: a process that dies right after the commit loses nothing."""

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from blog.publishing.publish import publish
from delivery import generation
from delivery.models import Generation
from events.models import Event
from pages.discovery.announcements import Announcement
from shops.models import Connection
from tests.making import make_event, make_post, make_site
from tests.security.dying import killed_after_commit
from tests.serving import database_in_use, podium

pytestmark = pytest.mark.django_db(transaction=True)


def present():
    """Return the generation as a process that looks just now knows it."""
    generation.known.__init__()
    generation.look()
    return generation.known.token


def test_a_kept_page_is_renewed_though_who_changed_it_died_right_after_the_commit():
    address = publish(make_post("Vorher"), by=None).get_absolute_url()
    with podium(database_in_use()) as site:
        assert "Vorher" in site.get(address).text
        killed_after_commit(
            """
            from blog.models import Post
            from blog.publishing.publish import publish
            Post.objects.update(title="Nachher")
            publish(Post.objects.get(), by=None)
            """
        )
        site.wait_until(lambda: "Nachher" in site.get(address).text, seconds=1)


def test_every_commit_of_a_visible_change_begins_a_generation_and_nothing_else_does():
    event = make_event("Messe")
    known = [present()]

    def began():
        known.append(present())
        return known[-1] not in known[:-1]

    event.city = "Kassel"
    event.save()
    assert began()
    Event.objects.update(city="Bremen")  # without a transaction around it
    assert began()
    with transaction.atomic():
        Event.objects.update(city="Ulm")
        Event.objects.update(city="Köln")
    assert began()
    with transaction.atomic():
        Event.objects.update(city="Trier")
        transaction.set_rollback(True)
    assert not began()
    Connection.objects.update(failures=0)  # readers see nothing of it
    assert not began()


def test_a_change_after_a_part_that_was_undone_begins_a_generation():
    make_event()
    before = present()
    with transaction.atomic():
        with transaction.atomic():
            Event.objects.update(city="Trier")
            transaction.set_rollback(True)
        Event.objects.update(city="Köln")
    assert present() != before


def test_names_of_generations_do_not_pile_up():
    event = make_event()
    for number in range(20):
        event.city = f"Ort {number}"
        event.save()
    assert Generation.objects.count() == 1


def test_two_who_change_at_once_neither_wait_for_each_other_nor_hide_each_other(run_apart):
    """The first to write is the last to commit: whoever looked in between must look again."""
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite writers come one after the other")
    first, second = make_event(), make_event()
    with transaction.atomic():
        Event.objects.filter(pk=first.pk).update(city="Ulm")
        run_apart(lambda: Event.objects.filter(pk=second.pk).update(city="Köln"), seconds=2)
        between = run_apart(present, seconds=2)
    assert present() != between


def test_the_task_that_encodes_a_picture_is_there_when_the_picture_is(tmp_path):
    killed_after_commit(
        """
        from tests.media.pictures import upload
        from media.models import Image
        from media.uploads import clean_upload
        Image.objects.add(clean_upload(upload()), alternative_text="Eine Bühne")
        """,
        MEDIA_ROOT=str(tmp_path),
    )
    assert DBTaskResult.objects.get().task_path == "media.tasks.write_renditions"


def test_what_search_engines_shall_hear_is_noted_with_the_publishing():
    make_site(indexnow=True, indexnow_key="0123456789abcdef0123456789abcdef")
    make_post()
    killed_after_commit(
        """
        from blog.models import Post
        from blog.publishing.publish import publish
        publish(Post.objects.get(), by=None)
        """,
        SITE_URL="https://blog.example.org",
    )
    assert Announcement.objects.count() == 1
    assert DBTaskResult.objects.get().task_path == "pages.discovery.announcing.announce"
