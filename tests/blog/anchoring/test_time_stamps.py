"""Anchors stamped by an authority, which OpenSSL alone can check afterwards."""

import shutil

import pytest

from blog.anchoring.anchoring import anchor
from blog.anchoring.folder import here
from blog.anchoring.time_stamps import Stamper, time_stamp
from blog.publishing.publish import publish
from tests.blog.anchoring.authority import time_stamp_authority
from tests.making import make_post
from tests.prose.servers import PUBLIC
from tests.security.on_record import named

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl found"),
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    with time_stamp_authority(tmp_path_factory.mktemp("authority")) as there:
        yield there


@pytest.fixture
def stamper(authority, settings, tmp_path):
    settings.ANCHOR_FOLDER, settings.ANCHOR_KEY = tmp_path / "anchors", tmp_path / "key.pem"
    settings.ANCHOR_TSA = "http://stempel.example/"
    publish(make_post("Anfang", slug="anfang"), by=None)
    yield Stamper(resolve=lambda host, port: [PUBLIC], connect=authority.connect, pause=0)
    authority.status, authority.replay = 200, b""


def test_an_anchor_is_stamped_and_openssl_agrees(authority, stamper):
    made = anchor(stamper)
    note, stamp = (here().file(made.number, ending) for ending in ("txt", "tsr"))
    words = ("ts", "-verify", "-data", note, "-in", stamp, "-CAfile", "certificate.pem")
    assert "Verification: OK" in authority.openssl(*words)
    assert named() == []


def test_a_stamp_over_something_else_is_named(stamper):
    first = anchor(stamper)
    second = anchor(stamper)
    shutil.copy(here().file(second.number, "tsr"), here().file(first.number, "tsr"))
    said = f"anchor 1, {first.made.isoformat()}: time stamp is not over this anchor"
    assert said in named()


def test_an_anchor_holds_without_a_stamp_if_none_is_to_be_had(authority, stamper, caplog):
    authority.status = 503
    made = anchor(stamper)
    assert not here().file(made.number, "tsr").exists()
    assert "No time stamp for anchor 1" in caplog.text
    assert named() == []


@pytest.mark.parametrize("answer", ["", "no stamp at all", None])
def test_what_is_no_stamp_over_the_anchor_is_not_kept(authority, stamper, answer):
    """None stands for a stamp of before, sent again: it is over other data, and for another question."""
    if answer is None:
        authority.replay = time_stamp(b"something else", "http://stempel.example/", stamper)
    else:
        authority.replay = answer.encode() or b"\x30\x00"
    with pytest.raises(ValueError, match=r".+"):
        time_stamp(b"an anchor", "http://stempel.example/", stamper)
