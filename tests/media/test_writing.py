"""When the files of a picture are written: with nothing locked, and each whole or not at all."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import connection, transaction
from django.test import Client
from PIL import Image as PILImage

from media.models import Image
from media.pictures import render_picture
from media.renditions import renditions_of, stand_in
from media.storage import WholeFiles
from media.tasks import write_renditions
from media.uploads import clean_upload
from tests.media.pictures import picture_bytes, saved_image, upload

VALUES = {
    "alternative_text": "Eine Bühne",
    "focal_x": "50",
    "focal_y": "50",
    "digital_source_type": "digitalCapture",
}
locked: list[tuple[str, bool]] = []  # what was touched, and whether within a transaction


class WatchedStorage(WholeFiles):
    """Notes what is written while the database may be locked."""

    def _save(self, name: str, content: Any) -> str:
        locked.append((name.partition("/")[0], connection.in_atomic_block))
        return super()._save(name, content)


class FullDisk(WholeFiles):
    """Has room for pictures, but for no rendition of them."""

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("renditions/"):
            raise OSError(28, "No space left on device")
        return super()._save(name, content)


class WatchedFile(InMemoryUploadedFile):
    """Notes when it is read."""

    def read(self, *args: Any) -> bytes:
        locked.append(("upload", connection.in_atomic_block))
        return bytes(self.file.read(*args))


class WatchedUpload(MemoryFileUploadHandler):
    """Receives files that note when they are read."""

    def file_complete(self, file_size: int) -> UploadedFile | None:
        received = super().file_complete(file_size)
        if received:
            received.__class__ = WatchedFile
        return received


def on(storage: type, settings: Any) -> None:
    where = {"BACKEND": f"{__name__}.{storage.__name__}"}
    settings.STORAGES = {**settings.STORAGES, "default": where}


@pytest.fixture(autouse=True)
def _nothing_noted() -> Iterator[None]:
    locked.clear()
    yield
    locked.clear()


@pytest.fixture
def staff(client: Client) -> Client:
    user = get_user_model().objects.create_superuser("redaktion", "r@example.org", "x")
    client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
def test_no_picture_is_decoded_or_encoded_while_the_database_is_locked(
    staff: Client, settings: Any
) -> None:
    on(WatchedStorage, settings)
    settings.FILE_UPLOAD_HANDLERS = [f"{__name__}.WatchedUpload"]
    big = upload(picture_bytes("JPEG", (1000, 700)))
    assert staff.post("/admin/media/image/add/", {**VALUES, "file": big}).status_code == 302
    assert {what for what, _within in locked} == {"upload", "images", "renditions"}
    assert not {what for what, within in locked if within}
    for rendition in renditions_of(Image.objects.get().frozen()):
        assert default_storage.exists(rendition.file)


@pytest.mark.django_db(transaction=True)
def test_a_picture_whose_saving_is_undone_leaves_no_files_for_readers() -> None:
    clean = clean_upload(upload())
    with transaction.atomic():
        image = Image.objects.add(clean, alternative_text="Eine Bühne")
        transaction.set_rollback(True)
    assert not any(default_storage.exists(r.file) for r in renditions_of(image.frozen()))


@pytest.mark.django_db(transaction=True)
def test_without_its_renditions_a_picture_is_shown_itself_and_a_task_makes_up_for_them(
    staff: Client, settings: Any
) -> None:
    on(FullDisk, settings)
    answer = staff.post("/admin/media/image/add/", {**VALUES, "file": upload()})
    assert answer.status_code == 302
    image = Image.objects.get()
    address = re.findall(r"/media/renditions/[^ ]+\.webp", render_picture(image.frozen()))[0]
    meanwhile = staff.get(address)
    with default_storage.open(image.file.name) as file:
        assert b"".join(meanwhile) == file.read()
    assert meanwhile.headers["Cache-Control"] == "public, max-age=60"
    assert image.file.name in render_picture(image.frozen(), crop="1x1")
    on(WatchedStorage, settings)
    write_renditions.call(image.pk)
    assert all(default_storage.exists(r.file) for r in renditions_of(image.frozen()))


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_anew_stays_as_it_was(settings: Any) -> None:
    image = saved_image()
    image.credit = "Neuer Name"
    on(FullDisk, settings)
    image.save()
    for rendition in renditions_of(image.frozen()):
        with (
            default_storage.open(stand_in(rendition.file)) as file,
            PILImage.open(file) as shown,
        ):
            assert shown.size == (rendition.width, rendition.height)
