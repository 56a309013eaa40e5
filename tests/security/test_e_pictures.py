"""Pictures that were published stay: whatever is lost, cut off or in the wrong place is found and mended."""

import os
import subprocess
import sys
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image as PILImage

from blog.publishing.publish import publish
from media.models import Image
from media.renditions import renditions_of
from media.storage import PARTS
from tests.making import make_editor, make_post
from tests.media.pictures import picture_bytes, saved_image, upload
from tests.security.dying import production
from tests.serving import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def image():
    made = saved_image(picture_bytes("JPEG", (500, 400)), credit="Ana Foto")
    made.write_avif()
    return made


@pytest.fixture
def mend(capsys):
    def run(*options):
        call_command("rebuild_renditions", *options)
        return capsys.readouterr().out.splitlines()[:-1]

    return run


def files_of(image):
    return [one.file for one in renditions_of(image.frozen())]


def old(name):
    os.utime(default_storage.path(name), (time.time() - 2 * 86_400,) * 2)


def test_where_all_is_well_nothing_is_touched(image, mend):
    before = {file: default_storage.get_modified_time(file) for file in files_of(image)}
    assert mend() == []
    assert {file: default_storage.get_modified_time(file) for file in files_of(image)} == before


def test_missing_empty_cut_off_and_foreign_files_are_written_anew(image, mend):
    missing, empty, cut, other, stale = files_of(image)[:5]
    default_storage.delete(missing)
    default_storage.save(empty, ContentFile(b""))
    with default_storage.open(cut) as file:
        half = file.read()[:200]
    default_storage.save(cut, ContentFile(half))
    default_storage.save(other, ContentFile(picture_bytes("PNG", (9, 9))))
    default_storage.save(stale, ContentFile(picture_bytes("WEBP", (480, 270))))
    wrong = {f"missing: {missing}", f"empty: {empty}", f"foreign: {other}", f"foreign: {stale}"}
    found = {*mend()}
    assert wrong < found
    assert found - wrong <= {f"empty: {cut}", f"foreign: {cut}"}
    assert mend() == []
    for one in renditions_of(image.frozen()):
        with default_storage.open(one.file) as file, PILImage.open(file) as picture:
            assert picture.size == (one.width, one.height)
            assert b"Ana Foto" in picture.info["xmp"]


def test_a_check_tells_and_leaves_everything_as_it_is(image, mend):
    default_storage.delete(files_of(image)[0])
    with pytest.raises(CommandError):
        mend("--check")
    assert not default_storage.exists(files_of(image)[0])


def test_what_nothing_names_goes_once_it_is_a_day_old(image, mend):
    part = f"renditions/.abc{PARTS}"
    nobodys = ["images/0123456789abcdef0123456789abcdef.jpg", part]
    for name in nobodys:
        default_storage.save(name, ContentFile(b"x"))
    assert mend() == []
    for name in nobodys:
        old(name)
    assert {*mend()} == {f"orphaned: {name}" for name in nobodys}
    assert not any(default_storage.exists(name) for name in nobodys)


def test_what_an_edition_names_stays_and_is_mended_though_the_library_has_another(image, mend):
    publish(make_post(image=image), by=None)
    before = files_of(image)
    Image.objects.update(focal_x=0)
    for name in before:
        old(name)
    default_storage.delete(before[-1])
    found = mend()
    assert f"missing: {before[-1]}" in found
    assert not any(line.startswith("orphaned") for line in found)
    assert all(default_storage.exists(name) for name in before)


def test_a_picture_that_is_lost_itself_is_named_and_nothing_is_made_up(image, mend):
    default_storage.delete(image.file.name)
    with pytest.raises(CommandError):
        mend()
    assert all(default_storage.exists(name) for name in files_of(image))


# A full disk ---------------------------------------------------------------------------------------
FULL = """
import resource, signal
from media.models import Image
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # as Python does: writing gives an OSError
resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
try:
    Image.objects.get().write_files(anew=True)
except OSError as error:
    print("no room:", error)
"""


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_every_picture_as_it_was(image, tmp_path):
    before = {file: default_storage.size(file) for file in files_of(image)}
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", FULL]
    env = production(MEDIA_ROOT=str(tmp_path))
    ran = subprocess.run(command, env=env, cwd=ROOT, check=False, capture_output=True, text=True)
    assert "no room" in ran.stdout, ran.stderr
    assert {file: default_storage.size(file) for file in files_of(image)} == before
    assert not list(tmp_path.rglob(f"*{PARTS}"))


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_finds_no_room_gets_a_sentence_and_keeps_what_was_typed(tmp_path):
    client = Client()
    client.force_login(make_editor())
    (tmp_path / "images").write_text("no folder, so that nothing can be written into it")
    values = {"alternative_text": "Eine Bühne", "focal_x": "50", "focal_y": "50"}
    values |= {"digital_source_type": "digitalCapture", "file": upload()}
    said = client.post("/admin/media/image/add/", values)
    assert said.status_code == 200
    assert "kein Platz" in said.text
    assert "Eine Bühne" in said.text
    assert not Image.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_form_that_is_refused_leaves_no_file_behind(tmp_path):
    client = Client()
    client.force_login(make_editor())
    said = client.post("/admin/media/image/add/", {"file": upload(), "focal_x": "50"})
    assert said.status_code == 200
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
