"""Letter B: who rewrites everything consistently is found with the anchors, which lie outside the database."""

import json
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from blog.anchoring.anchoring import anchor
from blog.anchoring.folder import here
from blog.anchoring.signing import pem, signed, signing_key
from blog.editions.edition import Edition
from blog.publishing.publish import publish, withdraw
from disclosures.canonical import canonical_json, sha256
from disclosures.trail import Action, TrailEntry, entries, record
from tests.making import make_notice, make_post
from tests.security.falsifying import as_owner
from tests.security.on_record import named

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(autouse=True)
def _anchors_of_its_own(settings, tmp_path):
    settings.ANCHOR_FOLDER = tmp_path / "anchors"
    settings.ANCHOR_KEY = tmp_path / "key" / "anchor.pem"


@pytest.fixture
def gone():
    """A piece that was withdrawn: nothing of it is rendered, sealed or listed any more."""
    post = make_post("Wahrheit", slug="weg", body="<p>Wir haben es gewusst.</p>")
    publish(post, by=None)
    withdraw(post)
    return post


@pytest.fixture
def live():
    post = make_post("Bleibt", slug="bleibt")
    publish(post, by=None)
    return post


def rewrite(post, before, after):
    """Put other words into every edition of a piece, with hashes, chains and trail that agree with them."""
    previous, hashes = "", {}
    with as_owner() as cursor:
        for edition in Edition.objects.filter(post_id=post.pk).order_by("number"):
            edition.content = edition.content.replace(before, after)
            hashes[edition.sha256] = edition.sha256 = sha256(edition.content)
            hashes[edition.number] = edition.sha256
            edition.previous = previous
            previous = edition.chain = edition.chain_hash()
            cursor.execute(
                "UPDATE blog_edition SET content = %s, sha256 = %s, previous = %s, chain = %s WHERE id = %s",
                [edition.content, edition.sha256, edition.previous, edition.chain, edition.pk],
            )
        _rewrite_trail(cursor, post, hashes)


def _rewrite_trail(cursor, post, hashes):
    previous = ""
    for entry in entries(post):
        facts = json.loads(entry.facts)
        if "sha256" in facts:
            facts["sha256"] = hashes[entry.edition]
        entry.facts, entry.previous = canonical_json(facts), previous
        previous = entry.hash = entry.computed_hash()
        cursor.execute(
            "UPDATE disclosures_trailentry SET facts = %s, previous = %s, hash = %s WHERE id = %s",
            [entry.facts, entry.previous, entry.hash, entry.pk],
        )


def erase(post):
    """Take a piece out of the record altogether."""
    with as_owner() as cursor:
        cursor.execute("DELETE FROM blog_edition WHERE post_id = %s", [post.pk])
        cursor.execute(
            "DELETE FROM disclosures_trailentry WHERE subject = 'blog.post' AND object_id = %s",
            [post.pk],
        )


def test_nothing_in_the_database_shows_a_consistent_rewriting(gone):
    rewrite(gone, "gewusst", "geahnt")
    assert named() == []


@pytest.mark.parametrize("options", [(), ("--quick",)])
def test_anchors_do(gone, live, options):
    made = anchor()
    rewrite(gone, "gewusst", "geahnt")
    holds = f"is another one than anchor {made.number} holds"
    moment = made.made.isoformat()
    assert named(*options) == [
        f"post {gone.pk}, {moment}: edition 1 {holds}",
        f"post {gone.pk}, {moment}: trail 2 {holds}",
    ]


def test_a_piece_erased_with_its_trail_is_missed(gone, live):
    made = anchor()
    erase(gone)
    moment = made.made.isoformat()
    assert named("--quick") == [
        f"post {gone.pk}, {moment}: edition 1 is gone, which anchor 1 holds",
        f"post {gone.pk}, {moment}: trail 2 is gone, which anchor 1 holds",
    ]


def test_an_anchor_made_after_the_falsification_does_not_cover_it_up(gone, live):
    anchor()
    rewrite(gone, "gewusst", "geahnt")
    anchor()
    assert any("than anchor 1 holds" in line for line in named())


def test_what_goes_on_after_an_anchor_is_no_falsification(gone, live):
    anchor()
    live.title = "Anders"
    live.save()
    publish(live, by=None)
    publish(make_post("Neu"), by=None)
    withdraw(live)
    assert named() == []
    second = anchor()
    assert [str(head) for head in here().changed_by(second.number)]
    assert (named(), second.number, here().numbers()) == ([], 2, [1, 2])


def test_the_trail_of_a_notice_is_anchored_too(live):
    notice = make_notice()
    entry = record(notice, Action.TEXT_EDIT)
    anchor()
    with as_owner() as cursor:
        cursor.execute("DELETE FROM disclosures_trailentry WHERE id = %s", [entry.pk])
    assert f"disclosures.notice {notice.pk}" in named("--quick")[0]


# The anchors themselves ----------------------------------------------------------------------------
def test_an_anchor_that_was_altered_is_named(live):
    made = anchor()
    path = here().file(1, "txt")
    path.write_text(path.read_text().replace(f"heads {made.heads}", "heads 7"))
    lines = named()
    assert f"anchor 1, {made.made.isoformat()}: signature does not fit its text" in lines


def test_an_anchor_signed_with_another_key_is_named(live, tmp_path):
    made = anchor()
    other = signing_key(tmp_path / "other.pem")
    here().file(1, "txt").write_text(signed(made.text(), "testserver", other))
    assert any("anchor 1" in line and "signature" in line for line in named())


def test_the_latest_anchor_is_signed_with_the_key_of_the_house(live, settings, tmp_path):
    anchor()
    settings.ANCHOR_KEY = tmp_path / "other.pem"
    signing_key(settings.ANCHOR_KEY)
    assert any("key is not the key of ANCHOR_KEY" in line for line in named())


def test_heads_that_were_altered_do_not_give_the_root(live):
    made = anchor()
    path = here().file(1, "heads")
    path.write_text(path.read_text().replace("trail 1", "trail 2"))
    assert (
        f"anchor 1, {made.made.isoformat()}: root is not that of the heads that are kept with it"
        in named()
    )


def test_an_anchor_taken_out_is_missed(live):
    for _number in range(3):
        anchor()
    for ending in ("txt", "heads"):
        here().file(2, ending).unlink()
    assert any("anchor 3" in line and "missing" in line for line in named())


def test_an_anchor_that_cannot_be_read_is_named(live):
    anchor()
    here().file(1, "txt").write_text("nothing")
    assert named() == ["anchor 1: file cannot be read (not an anchor)"]


def test_the_key_is_made_once_and_for_its_owner_alone(live, settings):
    anchor()
    key = settings.ANCHOR_KEY.read_bytes()
    anchor()
    assert settings.ANCHOR_KEY.read_bytes() == key
    assert stat.S_IMODE(settings.ANCHOR_KEY.stat().st_mode) == 0o600
    assert here().anchor(1).key == here().anchor(2).key


# The command, and what is mailed -------------------------------------------------------------------
def test_the_command_mails_the_anchor_with_all_that_checking_it_takes(live, settings, capsys):
    settings.ANCHOR_MAIL = ["notar@kanzlei.example", "archiv@haus.example"]
    call_command("anchor")
    note = here().anchor(1).note
    assert note in capsys.readouterr().out
    (sent,) = mail.outbox
    assert sent.to == settings.ANCHOR_MAIL
    assert note in sent.body
    names = [attached.filename for attached in sent.attachments]
    assert names == ["1.txt", "1.heads"]


def test_what_was_mailed_is_enough_when_the_folder_is_lost(gone, live, settings, tmp_path):
    settings.ANCHOR_MAIL = ["notar@kanzlei.example"]
    call_command("anchor")
    shutil.rmtree(settings.ANCHOR_FOLDER)
    rewrite(gone, "gewusst", "geahnt")
    assert named() == []
    kept = tmp_path / "mailed"
    kept.mkdir()
    for attached in mail.outbox[0].attachments:
        (kept / attached.filename).write_bytes(attached.content)
    assert f"post {gone.pk}" in named("--anchors", str(kept))[0]


def test_the_command_says_in_the_mail_what_earlier_anchors_hold_otherwise(gone, settings):
    settings.ANCHOR_MAIL = ["notar@kanzlei.example"]
    call_command("anchor")
    rewrite(gone, "gewusst", "geahnt")
    with pytest.raises(CommandError, match="2 differences from earlier anchors"):
        call_command("anchor")
    assert f"post {gone.pk}" in mail.outbox[1].body
    assert here().numbers() == [1, 2]


def test_the_task_does_the_same(live, settings):
    settings.ANCHOR_MAIL = ["notar@kanzlei.example"]
    call_command("anchor", "--background")
    assert (here().numbers(), len(mail.outbox)) == ([1], 1)


# What readers can check ----------------------------------------------------------------------------
def test_the_page_on_transparency_shows_the_latest_anchor(client, live):
    made = anchor()
    page = client.get("/transparenz/").content.decode()
    assert made.root in page
    assert reverse("anchors") in page


def test_the_page_of_anchors_leads_to_every_file(client, live):
    made = anchor()
    page = client.get("/transparenz/anker/").content.decode()
    for name in ("1.txt", "1.heads", "schluessel.pem"):
        assert f"/transparenz/anker/{name}" in page
        assert client.get(f"/transparenz/anker/{name}").status_code == 200
    assert client.get("/transparenz/anker/1.txt").content.decode() == made.note
    assert client.get("/transparenz/anker/2.txt").status_code == 404
    assert client.get("/transparenz/anker/1.tsr").status_code == 404


def test_without_an_anchor_the_pages_say_so(client, live):
    assert "anker" not in client.get("/transparenz/").content.decode()
    assert client.get("/transparenz/anker/").status_code == 200
    assert client.get("/transparenz/beweis/bleibt.json").status_code == 404
    assert client.get("/transparenz/anker/schluessel.pem").status_code == 404


def test_a_piece_that_no_anchor_holds_yet_has_no_proof(client, live):
    anchor()
    publish(make_post("Neu", slug="neu"), by=None)
    assert client.get("/transparenz/beweis/neu.json").status_code == 404
    assert client.get("/transparenz/beweis/gibt-es-nicht.json").status_code == 404


def _recipe():
    """The program that docs/security.md tells readers to run."""
    text = (DOCS / "security.md").read_text()
    section = text.partition("## Verifying a site offline")[2]
    return re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]


@pytest.fixture
def downloaded(client, live, gone, tmp_path):
    """The files that a reader keeps, in a folder of their own, with the recipe."""
    for number in range(5):
        publish(make_post(slug=f"noch-{number}"), by=None)
    anchor()
    place = tmp_path / "reader"
    place.mkdir()
    proof = client.get("/transparenz/beweis/bleibt.json")
    key = client.get("/transparenz/anker/schluessel.pem")
    (place / "bleibt.json").write_bytes(proof.content)
    (place / "schluessel.pem").write_bytes(key.content)
    (place / "verify.py").write_text(_recipe())
    return place


def verified(place):
    words = [sys.executable, "-I", "-S", "verify.py", "bleibt.json", "schluessel.pem"]
    return subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)


def test_anybody_verifies_a_proof_offline_with_the_documented_recipe(downloaded, live):
    if shutil.which("openssl") is None:
        pytest.skip("no openssl found")
    done = verified(downloaded)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"blog.post {live.pk} edition 1 {live.editions.get().chain}" in done.stdout


@pytest.mark.parametrize(
    ("before", "after"),
    [(r"edition 1", "edition 2"), (r'"index": \d+', '"index": 3'), (r"heads \d+", "heads 99")],
)
def test_the_recipe_refuses_what_was_altered(downloaded, before, after):
    path = downloaded / "bleibt.json"
    path.write_text(re.sub(before, after, path.read_text()))
    assert verified(downloaded).returncode != 0


def test_the_recipe_refuses_another_key(downloaded, tmp_path):
    other = signing_key(tmp_path / "other.pem").public_key()
    (downloaded / "schluessel.pem").write_text(pem(other))
    assert verified(downloaded).returncode != 0


def test_a_proof_tells_nothing_that_was_not_public(client, live):
    anchor()
    proof = client.get("/transparenz/beweis/bleibt.json").json()
    assert set(proof) == {"anchor", "index", "leaf", "path", "size"}


def test_an_edition_changes_no_leaf_of_before(live):
    anchor()
    before = here().heads_until(1).tree.root.hex()
    live.title = "Anders"
    live.save()
    publish(live, by=None)
    anchor()
    assert here().heads_until(1).tree.root.hex() == before == here().anchor(1).root
    assert TrailEntry.objects.count() == 2
