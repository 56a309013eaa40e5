"""An export holds everything, and proves itself without a database."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from lxml import etree

from blog.editions.edition import Edition
from disclosures.canonical import sha256
from media.models import Image
from media.storage import files
from moving.keeping.snapshot import snapshot
from moving.leaving import exporting, proof
from moving.leaving.wordpress import address_of
from tests.moving import blog
from tests.worlds import shared

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT.parent / "shared" / "samples" / "wordpress-export.xml"
NAMESPACES = {
    "wp": "http://wordpress.org/export/1.2/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
# WordPress itself writes it, WordPress.com (the sample) does not.
ONLY_CORE = {"{http://wordpress.org/export/1.2/}author_id"}

pytestmark = pytest.mark.django_db
moving_blog = shared(blog.moving_blog)


@pytest.fixture(scope="module")
def exported(moving_blog, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "blog"
    with django_db_blocker.unblock():
        exporting.export(folder)
    return folder


@pytest.fixture
def folder(exported, tmp_path):
    """A copy that a test may damage."""
    return Path(shutil.copytree(exported, tmp_path / "blog"))


def found(folder):
    return list(proof.findings(folder))


def test_every_edition_is_there_exact_to_the_byte_and_every_picture(exported):
    assert found(exported) == []
    editions = list(Edition.objects.all())
    assert len(editions) == 6
    for edition in editions:
        place = exported / "editions" / str(edition.post_id) / f"{edition.number}.json"
        assert place.read_bytes() == edition.content.encode()
        assert sha256(place.read_text()) == edition.sha256
        assert edition.sha256 in place.with_suffix(".html").read_text()
    image = Image.objects.get()
    with image.file.open() as file:
        assert (exported / "pictures" / image.file.name).read_bytes() == file.read()


def test_people_events_notices_trail_and_corrections_read_by_themselves(exported):
    def told(name):
        return json.loads((exported / f"{name}.json").read_text())

    assert told("events")[0]["offers"][0]["price"] == "490.00"
    assert [one["name"] for one in told("organisations")] == ["Häuser & Söhne"]
    assert told("corrections")[0]["text"] == "Es war falsch."
    assert all(one["versions"] for one in told("notices"))
    assert told("topics")[0]["name"] == "Öffentlichkeit"
    trail = [json.loads(line) for line in (exported / "trail.jsonl").read_text().splitlines()]
    assert {"publish", "withdraw", "correct"} <= {one["action"] for one in trail}


def test_each_live_piece_is_markdown_with_its_facts_in_front(exported):
    live = {path.stem: path.read_text() for path in (exported / "pieces").iterdir()}
    assert len(live) == 3
    text = next(text for text in live.values() if "Was bleibt?" in text)
    _empty, head, body = text.split("---\n", 2)
    assert yaml.safe_load(head)["title"] == "Gespräch über ]]> und <b>"
    assert "## Und \\*dann\\*?" in body
    place = Image.objects.get().file.name
    assert f"![Die Bühne “im Licht”](../pictures/{place})" in body
    assert (exported / "pieces" / f"../pictures/{place}").is_file()


def test_what_differs_is_named(folder):
    edition = Edition.objects.order_by("pk").first()
    name = f"editions/{edition.post_id}/{edition.number}.json"
    text = (folder / name).read_bytes()
    (folder / name).write_bytes(text.replace(b"Vieles", b"Nichts"))
    (folder / "events.json").write_bytes((folder / "events.json").read_bytes()[:-5])
    (folder / "people.json").unlink()
    (folder / "dazu.txt").write_text("x")
    said = "\n".join(found(folder))
    assert f"{name}: does not match its hash" in said
    assert f"{name}: is not the content of the edition" in said
    assert "events.json: has" in said
    assert "people.json: is missing" in said
    assert "dazu.txt: was not exported" in said
    with pytest.raises(CommandError, match="differences found"):
        call_command("verify_export", folder, stderr=StringIO())


def test_whoever_also_forges_the_manifest_is_found_by_hash_chain_and_trail(folder):
    def forged(name, change):
        path = folder / name
        path.write_text(change(path.read_text()))
        manifest["files"][name] = {"sha256": proof.sha256_of(path), "size": path.stat().st_size}
        (folder / "manifest.json").write_text(json.dumps(manifest))

    manifest = json.loads((folder / "manifest.json").read_text())
    text = (folder / "data/blog_edition.jsonl").read_text()
    rows = [json.loads(line) for line in text.splitlines()]
    rows[0]["starts_at"] = "2001-01-01T00:00:00Z"
    forged(
        "data/blog_edition.jsonl",
        lambda _text: "".join(json.dumps(row) + "\n" for row in rows[:-1]),
    )
    forged(
        "data/disclosures_trailentry.jsonl",
        lambda text: text.replace('"action":"withdraw"', '"action":"approve"'),
    )
    said = "\n".join(found(folder))
    assert "the chain hash does not match the place" in said
    assert "does not match its hash" in said


def test_what_is_no_whole_export_is_said_to_be_none(folder, tmp_path):
    for text in ("", "{", "[]", '{"format": "podium-export-9", "files": {}}'):
        (folder / "manifest.json").write_text(text)
        with pytest.raises(proof.NoExport, match=r"damaged|unknown format"):
            found(folder)
    (folder / "manifest.json").unlink()
    with pytest.raises(proof.NoExport, match="no whole export"):
        found(folder)
    (folder / "data/blog_edition.jsonl").unlink()


def test_it_is_proved_without_database_and_without_podium(exported):
    alone = subprocess.run(
        [sys.executable, "-I", exported / "verify.py"], check=False, capture_output=True
    )
    assert alone.stdout == b"Everything is as it was exported.\n"
    nowhere = os.environ | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    manage = [sys.executable, ROOT / "manage.py", "verify_export", exported]
    done = subprocess.run(manage, check=False, capture_output=True, env=nowhere)
    assert done.stdout == b"Everything is as it was exported.\n"


def test_a_picture_that_is_not_there_is_named_and_the_rest_exported(moving_blog, tmp_path):
    place = Path(Image.objects.get().file.path)
    content = place.read_bytes()
    try:
        place.write_bytes(b"")
        said = StringIO()
        with pytest.raises(CommandError, match="1 pictures"):
            call_command("export_site", tmp_path / "blog", stdout=StringIO(), stderr=said)
    finally:
        place.write_bytes(content)
    assert place.name in said.getvalue()
    assert found(tmp_path / "blog") == []


def test_no_picture_is_fetched_while_the_moment_lasts(moving_blog, tmp_path, monkeypatch):
    """A bucket may take an hour; a transaction that long keeps the database from tidying up."""
    lasts, fetched = [], []

    @contextmanager
    def moment():
        with snapshot():
            lasts.append(True)
            yield
            lasts.pop()

    chunks = files().chunks

    def watched(name):
        fetched.append(not lasts)
        return chunks(name)

    monkeypatch.setattr(exporting, "snapshot", moment)
    monkeypatch.setattr(files(), "chunks", watched)
    exporting.export(tmp_path / "blog")
    assert fetched == [True]


def test_a_picture_that_is_taken_away_meanwhile_is_named(moving_blog, tmp_path, monkeypatch):
    def gone(name):
        raise FileNotFoundError(name)
        yield b""

    monkeypatch.setattr(files(), "chunks", gone)
    done = exporting.export(tmp_path / "blog")
    assert (done.pictures, len(done.missing)) == (0, 1)
    assert found(tmp_path / "blog") == []


def test_the_address_of_a_picture_may_be_one_of_another_host(settings):
    assert address_of("images/a.jpg") == "http://testserver/media/images/a.jpg"
    settings.MEDIA_URL = "https://bilder.example.org/media/"
    assert address_of("images/a.jpg") == "https://bilder.example.org/media/images/a.jpg"


def test_the_wordpress_export_has_the_shape_of_wordpresses_own(exported):
    ours = etree.parse(exported / "wordpress.xml")
    items = ours.findall("channel/item")
    kinds = [one.findtext("wp:post_type", namespaces=NAMESPACES) for one in items]
    assert sorted(kinds) == ["attachment", "page", "post", "post", "post"]
    numbers = [one.findtext("wp:post_id", namespaces=NAMESPACES) for one in items]
    assert len(set(numbers)) == len(numbers)
    states = [one.findtext("wp:status", namespaces=NAMESPACES) for one in items]
    assert states.count("future") == 1
    text = "".join(one.findtext("content:encoded", namespaces=NAMESPACES) for one in items)
    assert "http://testserver/media/images/" in text
    assert "Gespräch über ]]> und <b>" in [one.findtext("title") for one in items]
    if not SAMPLE.exists():
        pytest.skip("the WordPress export is not beside this repository")
    theirs = etree.parse(SAMPLE)
    for path in (
        "channel",
        "channel/item",
        "channel/wp:author",
        "channel/wp:tag",
        "channel/item/wp:postmeta",
    ):
        assert not _names(ours, path) - _names(theirs, path) - ONLY_CORE
    assert _order(ours) == [name for name in _order(theirs) if name in _order(ours)]


def _named(element):
    """Without where the namespace is said to be, which WordPress.com says otherwise than WordPress."""
    return element.tag.replace("https://", "http://")


def _found(tree, path):
    *_parents, last = path.split("/")
    wanted = last.replace("wp:", "{http://wordpress.org/export/1.2/}")
    return [one for one in tree.iter() if isinstance(one.tag, str) and _named(one) == wanted]


def _names(tree, path):
    return {
        _named(child) for one in _found(tree, path) for child in one if isinstance(child.tag, str)
    }


def _order(tree):
    """The names of what a post consists of, in their order."""
    item = next(
        one for one in _found(tree, "item") if any("thumbnail" in text for text in one.itertext())
    )
    return list(dict.fromkeys(_named(child) for child in item))
