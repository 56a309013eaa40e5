"""Pictures in a bucket, on a real server that speaks as S3 does; there is no folder at all."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from blog.publishing.publish import publish
from config.media_place import address_of, doubts_about, origin_in, storage_named
from delivery.models import Generation
from guests.badge import badge_of, png_of
from media import tasks
from media.admin import thumbnail_url
from media.models import Image
from media.pictures import forget, plain_file, render_picture, size_of
from media.renditions import renditions_of
from media.storage import files, promptly
from media.taken_away import remove_files
from media.uploads import clean_upload
from pages.sharing.share_cards import card_address, piece_card
from running.doctor.examination import looked_at
from running.doctor.machine import disk_space, permissions
from running.doctor.media import live_pictures
from tests.buckets import bucket, client as s3_client, in_bucket, keys, s3  # noqa: F401
from tests.making import make_ambassador, make_post
from tests.media.pictures import picture_bytes, saved_image, upload

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]


def mended(*options: str) -> str:
    said = StringIO()
    call_command("rebuild_renditions", *options, stdout=said, stderr=said)
    return said.getvalue()


def test_an_upload_lies_in_the_bucket_and_readers_get_it_from_this_site(
    in_bucket: str,  # noqa: F811
    admin_client: Client,
    django_capture_on_commit_callbacks: object,
) -> None:
    values = {
        "alternative_text": "Eine Bühne",
        "focal_x": "50",
        "focal_y": "50",
        "digital_source_type": "digitalCapture",
        "people_shown": "nobody",
        "file": upload(picture_bytes("JPEG", (900, 600))),
    }
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        answer = admin_client.post("/admin/media/image/add/", values)
    assert answer.status_code == 302, answer.text
    image = Image.objects.get()
    expected = {image.file.name, *(one.file for one in renditions_of(image.frozen()))}
    assert {f"site/{name}" for name in expected} <= keys(in_bucket)
    address = thumbnail_url(image)
    assert address.startswith("/media/renditions/")
    shown = Client().get(address)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/webp")
    assert shown.headers["Cache-Control"] == "public, max-age=86400"
    assert len(b"".join(shown)) == int(shown.headers["Content-Length"])
    again = Client().get(address, headers={"if-none-match": shown.headers["ETag"]})
    assert again.status_code == 304
    assert Client().get("/media/renditions/none-480.avif").status_code == 404
    assert Client().get("/media/images/../../x").status_code == 404


def test_another_file_stands_in_for_one_that_is_still_to_be_written(in_bucket: str) -> None:  # noqa: F811
    image = saved_image(picture_bytes("JPEG", (900, 600))).frozen()
    avif = next(one for one in renditions_of(image) if one.format == "avif")
    default_storage.delete(avif.file)
    meanwhile = Client().get(avif.url)
    assert meanwhile.headers["Content-Type"] == "image/webp"
    assert meanwhile.headers["Cache-Control"] == "public, max-age=60"


def test_what_is_missing_empty_or_orphaned_is_found_and_mended(
    in_bucket: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = saved_image().frozen()
    first, second, *_others = [one for one in renditions_of(image) if one.format == "webp"]
    default_storage.delete(first.file)
    files().put(second.file, [])
    files().put("images/0123456789abcdef0123456789abcdef.jpg", [b"nobody's"])
    monkeypatch.setattr("media.mending.SETTLED", timedelta(seconds=-5))
    mended()
    assert default_storage.size(first.file)
    assert default_storage.size(second.file)
    assert not default_storage.exists("images/0123456789abcdef0123456789abcdef.jpg")


def test_a_picture_taken_away_leaves_nothing_and_another_stays(in_bucket: str) -> None:  # noqa: F811
    gone, stays = saved_image().frozen(), saved_image(picture_bytes(size=(80, 60))).frozen()
    kept = {name for name in keys(in_bucket) if stays.file.rpartition("/")[2][:32] in name}
    remove_files(gone.file)
    assert keys(in_bucket) == kept


def test_what_cannot_be_deleted_keeps_nothing_else_and_is_tried_again(
    in_bucket: str,  # noqa: F811
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = saved_image().frozen()
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    before = generation_token()
    storage, delete = files(), files().delete

    def refused(name: str) -> None:
        if name == gone.file:
            raise OSError(f"{name}: the bucket does not answer")
        delete(name)

    monkeypatch.setattr(storage, "delete", refused)
    tasks.remove_files.func(gone.file)
    assert keys(in_bucket) == {f"site/{gone.file}"}
    assert generation_token() != before
    (waiting,) = DBTaskResult.objects.all()
    assert waiting.args_kwargs["args"] == [gone.file, 1]
    assert timedelta(0) < waiting.run_after - timezone.now() <= tasks.PAUSES[0]
    with pytest.raises(OSError, match="does not answer"):
        tasks.remove_files.func(gone.file, len(tasks.PAUSES))
    monkeypatch.setattr(storage, "delete", delete)
    tasks.remove_files.func(gone.file, 1)
    assert not keys(in_bucket)


def generation_token() -> set[object]:
    return set(Generation.objects.values_list("pk", flat=True))


def test_a_page_asks_the_bucket_once_for_all_files_of_a_picture(
    in_bucket: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = saved_image(picture_bytes("JPEG", (1300, 900))).frozen()
    forget(*(one.file for one in renditions_of(image)))
    asked = []
    storage = files()
    storage._seen.clear()  # as a new process
    with promptly():
        client = storage._client
    client.meta.events.register(
        "before-send.s3", lambda request, **_more: asked.append(request.url)
    )
    for crop in ("16x9", "1x1"):
        assert "480w" in (html := render_picture(image, crop=crop)) or crop in html
        plain_file(image, crop)
    assert len(asked) == 1, asked


def test_a_share_card_is_drawn_once_and_gone_with_its_piece(in_bucket: str) -> None:  # noqa: F811
    edition = publish(make_post("Auf der Bühne"), by=None)
    address = card_address(edition, piece_card(edition))
    first = Client().get(address)
    assert (first.status_code, first.headers["Content-Type"]) == (200, "image/jpeg")
    cards = {name for name in keys(in_bucket) if name.startswith("site/karten/")}
    assert len(cards) == 1
    assert Client().get(address).content == first.content


def test_a_share_card_that_cannot_be_kept_is_answered(
    in_bucket: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edition = publish(make_post("Auf der Bühne"), by=None)

    def full(*_arguments: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files(), "save", full)
    answer = Client().get(card_address(edition, piece_card(edition)))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")


def test_a_bucket_that_is_away_is_told_and_nothing_is_lost(
    in_bucket: str,  # noqa: F811
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = saved_image()
    publish(make_post("Mit Bild", image=image), by=None)
    assert [one.state for one in live_pictures()] == ["ok"]
    assert not [one for one in [*disk_space(), *permissions()] if "nowhere" in str(one)]
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    settings.STORAGES = dict(settings.STORAGES)  # as after a restart
    assert "the storage does not answer" in str(looked_at(live_pictures))
    answer = Client().get(f"/media/{image.file.name}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    with pytest.raises(ValidationError, match="ließ sich nicht"):
        replace(clean_upload(upload()), key="f" * 32).write()


@pytest.fixture(params=["refuses", "never answers", "fails"])
def away(request: pytest.FixtureRequest) -> Iterator[str]:
    """An address of S3 where nobody is, where somebody says nothing for ever, or where all fails."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        if request.param == "refuses":
            server.close()
        if request.param == "fails":
            threading.Thread(target=_fail, args=(server,), daemon=True).start()
        yield address


def _fail(server: socket.socket) -> None:
    with suppress(OSError):
        while True:
            with server.accept()[0] as one:
                one.recv(9000)
                one.sendall(
                    b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                )


def test_readers_get_every_page_soon_though_the_bucket_is_away(
    in_bucket: str,  # noqa: F811
    away: str,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = saved_image(picture_bytes("JPEG", (1300, 900)))
    edition = publish(make_post("Mit Bild", image=image), by=None)
    plain = plain_file(image.frozen())
    forget(*(one.file for one in renditions_of(image.frozen())))
    monkeypatch.setenv("AWS_ENDPOINT_URL", away)
    settings.STORAGES = dict(settings.STORAGES)  # as after a restart
    begun = time.monotonic()
    article = Client().get(edition.get_absolute_url())
    large = renditions_of(image.frozen(), [""])[-1]
    assert large.url in article.text
    assert "480w" in Client().get("/").text
    told = Client().get("/feeds/rss.xml").text
    assert plain.url in told
    assert 'length="0"' in told
    assert Client().get(f"/media/{image.file.name}").status_code == 503
    card = Client().get(card_address(edition, piece_card(edition)))
    assert (card.status_code, card.headers["Content-Type"]) == (200, "image/jpeg")
    assert time.monotonic() - begun < 8  # one waits for three seconds, drawing included


def test_a_badge_is_drawn_soon_though_the_bucket_is_away_and_anew_once_it_is_back(
    in_bucket: str,  # noqa: F811
    away: str,
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    portrait = saved_image(picture_bytes("JPEG", (900, 900)))
    stands = make_ambassador()
    stands.person.portrait = portrait
    address = os.environ["AWS_ENDPOINT_URL"]
    monkeypatch.setenv("AWS_ENDPOINT_URL", away)
    settings.STORAGES = dict(settings.STORAGES)  # as after a restart
    begun = time.monotonic()
    with time_machine.travel("2026-05-01T10:00Z", tick=True):
        without = png_of(badge_of(stands))
    assert thumbnail_url(portrait)  # the newsroom's fields name pictures and never ask
    assert time.monotonic() - begun < 8
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    settings.STORAGES = dict(settings.STORAGES)
    with time_machine.travel("2026-05-01T10:02Z", tick=True):
        assert png_of(badge_of(stands)) != without


@pytest.mark.parametrize(("error", "status"), [(OSError, 503), (FileNotFoundError, 404)])
def test_a_picture_that_cannot_be_read_is_no_answer_cut_off(
    in_bucket: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    error: type[OSError],
    status: int,
) -> None:
    name = saved_image().file.name

    def refused(_name: str) -> Iterator[bytes]:
        raise error(_name)
        yield b""

    monkeypatch.setattr(files(), "chunks", refused)
    assert Client().get(f"/media/{name}").status_code == status


def test_a_size_that_is_known_is_known_for_good(
    in_bucket: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = plain_file(saved_image(picture_bytes("JPEG", (1300, 900))).frozen())
    size = size_of(plain.file)
    assert size
    monkeypatch.setattr("media.storage.bucket._REMEMBERED", -1.0)
    monkeypatch.setattr(files(), "entries", None)  # so that nobody may ask
    assert size_of(plain.file) == size


def test_a_bucket_that_was_away_is_asked_again(
    in_bucket: str,  # noqa: F811
    settings: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    image = saved_image()
    address = os.environ["AWS_ENDPOINT_URL"]
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    settings.STORAGES = dict(settings.STORAGES)
    assert size_of(image.file.name) == 0
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    files()._prompt_client = None
    assert size_of(image.file.name) == 0  # for some seconds nobody asks
    files()._away_until = 0.001
    assert size_of(image.file.name)
    assert size_of("images/none.jpg") is None
    assert files()._away_until == 0


def test_places_are_read_as_they_are_written_and_others_refused() -> None:
    assert storage_named("")["BACKEND"] == "media.storage.WholeFiles"
    options = {"bucket_name": "bilder", "location": "blog/a"}
    assert storage_named("s3://bilder/blog/a/")["OPTIONS"] == options
    for wrong in ("bilder", "https://bilder", "s3://", "s3://bilder?x=1"):
        with pytest.raises(ImproperlyConfigured, match="MEDIA_STORAGE"):
            storage_named(wrong)
    assert origin_in("/media/") == []
    assert origin_in("https://bilder.example.org/media/") == ["https://bilder.example.org"]


@pytest.mark.parametrize("typed", ["", "/", "/media", "/media/", " /media/ "])
def test_pictures_come_from_this_site_by_default(typed: str) -> None:
    assert (address_of(typed), doubts_about(typed)) == ("/media/", [])


def test_pictures_may_come_from_a_host_of_their_own() -> None:
    for typed in ("https://bilder.example.org/media/", "https://bilder.example.org/media"):
        assert address_of(typed) == "https://bilder.example.org/media/"
        assert not doubts_about(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "http://bilder.example.org/",
        "//bilder.example.org/",
        "bilder",
        "/bilder/",
        "https://",
        "https://[",
        "https://a/?x=1",
    ],
)
def test_an_address_that_cannot_work_is_named_and_this_site_goes_on(typed: str) -> None:
    assert address_of(typed) == "/media/"
    assert doubts_about(typed)
