"""What a later run puts in reaches readers only where nothing else would reach them with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Credit, Post
from blog.publishing.publish import publish, withdraw
from moving.arriving.records import Line
from people.models import Person
from tests.media.pictures import picture_bytes
from tests.moving.arriving.site import bring
from tests.moving.arriving.test_markdown_folder import laid_out

pytestmark = pytest.mark.django_db
LEFT_TO_THE_NEWSROOM = "Leser sehen es, sobald jemand veröffentlicht"
PIECE = "---\ntitle: Eins\ndate: 2020-01-02\n---\nText.\n\n![Die Bühne](buehne.jpg)\n"


@pytest.fixture
def folder(tmp_path):
    return laid_out(tmp_path, {"_posts/2020-01-02-eins.md": PIECE})


def with_picture(folder, author="Ida Öl"):
    (folder / "_posts" / "buehne.jpg").write_bytes(picture_bytes())
    bring(folder, author=author)


def said():
    return Line.objects.filter(words__startswith=LEFT_TO_THE_NEWSROOM).count()


def brought(folder):
    bring(folder, author="Ida Öl")
    return Post.objects.get(title="Eins")


def withdrawn(post):
    withdraw(post)


def scheduled(post):
    post.title = "Zwei"
    post.save()
    publish(post, by=None, starts_at=timezone.now() + timedelta(days=1))


def changed(post):
    post.title = "Zwei"
    post.save()


@pytest.mark.parametrize("done", [withdrawn, scheduled, changed])
def test_a_picture_goes_into_the_working_copy_alone_where_more_would_go_out(folder, done):
    post = brought(folder)
    done(post)
    before = [*Edition.objects.order_by("pk").values_list("pk", "starts_at", "ends_at")]
    with_picture(folder)
    assert "<figure" in Post.objects.get().body
    assert [*Edition.objects.order_by("pk").values_list("pk", "starts_at", "ends_at")] == before
    assert said() == 1


def test_a_picture_reaches_readers_until_the_end_that_was_planned(folder):
    end = timezone.now() + timedelta(days=3)
    withdraw(brought(folder), at=end)
    with_picture(folder)
    (live,) = Edition.objects.live()
    assert "<figure" in live.piece.body
    assert (live.number, live.ends_at) == (2, end)
    assert said() == 0


@pytest.mark.parametrize("done", [withdrawn, scheduled])
def test_a_name_does_not_publish_what_the_newsroom_took_in_hand(folder, done):
    bring(folder)
    post = Post.objects.get()
    credit = Credit.objects.create(post=post, person=Person.objects.create(name="Bo", slug="bo"))
    publish(post, by=None)
    done(post)
    credit.delete()
    before = [*Edition.objects.order_by("pk").values_list("pk", "starts_at", "ends_at")]
    bring(folder, author="Ida Öl")
    assert Credit.objects.get().person.name == "Ida Öl"
    assert [*Edition.objects.order_by("pk").values_list("pk", "starts_at", "ends_at")] == before
    assert said() == 1


def test_a_name_does_not_publish_a_draft_whose_title_somebody_changed(folder):
    bring(folder)
    changed(Post.objects.get())
    bring(folder, author="Ida Öl")
    assert Credit.objects.get().person.name == "Ida Öl"
    assert not Edition.objects.exists()
    assert said() == 1


def test_a_name_publishes_a_draft_that_got_its_picture_before(folder):
    bring(folder)
    with_picture(folder, author="")
    assert not Edition.objects.exists()
    bring(folder, author="Ida Öl")
    assert "<figure" in Edition.objects.live().get().piece.body


def test_the_report_names_whom_a_later_run_made(folder):
    bring(folder)
    bring(folder, author="Ida Öl")
    assert Line.objects.filter(kind="author", title="Ida Öl").count() == 1
