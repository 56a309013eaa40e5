"""An export is read item by item, whatever its version and however broken it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from moving.arriving.exports import opened
from moving.arriving.survey import surveyed
from moving.arriving.values import Kind, Status, Unreadable
from moving.arriving.wordpress import wxr
from tests.moving.arriving.exports import AUTHOR, cdata, export, item, meta, written

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


def items(folder, text):
    return list(wxr.items(written(folder, text)))


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_each_version_is_read(tmp_path, version):
    path = written(
        tmp_path, export(item(1, "Über <b>alles</b> &amp; mehr", excerpt="Kurz"), version=version)
    )
    head = wxr.head(path)
    assert head.place.address == "https://alt.example"
    assert [one.name for one in head.writers] == ["Anna Berg"]
    assert [term.name for term in head.terms] == ["Team & Bühne", "Gespräche", "Leer"]
    (one,) = wxr.items(path)
    assert (one.kind, one.title, one.excerpt) == (Kind.POST, "Über alles & mehr", "Kurz")
    assert one.published == datetime(2012, 3, 4, 9, tzinfo=UTC)
    assert one.link == "https://alt.example/2012/03/stueck-1/"


def test_statuses_and_missing_dates_are_what_they_were(tmp_path):
    password = item(4, more="<wp:post_password>geheim</wp:post_password>")
    never = item(5, status="draft").replace("2012-03-04 09:00:00", "0000-00-00 00:00:00")
    read = items(
        tmp_path,
        export(
            item(1),
            item(2, status="future"),
            item(3, status="private"),
            password,
            never,
            item(6, status="trash"),
        ),
    )
    assert [one.status for one in read] == [
        *(Status.PUBLISHED, Status.SCHEDULED, Status.PRIVATE, Status.PASSWORD),
        *(Status.DRAFT, Status.TRASH),
    ]
    assert read[4].published.isoformat() == "2012-03-04T10:00:00+01:00"


def test_a_broken_item_keeps_none_of_the_others_and_its_line_is_said(tmp_path):
    broken = item(2, more="<wp:postmeta>&nbsp;<b></wp:postmeta>")
    read = items(tmp_path, export(item(1), broken, item(3, body="a\x08b")))
    assert [one.id for one in read] == ["1", "2", "3"]
    assert [bool(one.broken) for one in read] == [False, True, False]
    line = broken[: broken.index("&nbsp;")].count("\n") + read[1].line
    assert read[1].broken == line
    assert str(line) in read[1].remarks[0].words
    assert read[2].body == "ab"
    assert len(read[2].remarks) == 1


def test_a_file_that_ends_too_early_gives_all_that_came_before(tmp_path):
    text = export(
        item(1), item(2), item(3, body="Ein Text mit <item> darin und ]] Klammern"), item(4)
    )
    whole = items(tmp_path, text)
    assert whole[2].body.endswith("Klammern")
    for end in range(len(text) - 20, text.index("<item>") + 300, -97):
        read = items(tmp_path, text[:end])
        assert [one.id for one in read][: len(read) - 1] == ["1", "2", "3", "4"][: len(read) - 1]
        assert not any(one.broken for one in read[:-1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "<html></html>",
        "<rss version='2.0'><channel><title>Feed</title><item></item></channel></rss>",
        '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss><channel></channel></rss>',
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(tmp_path, text):
    with pytest.raises(Unreadable, match=r"\w+ .*\."):
        opened(written(tmp_path, text))


def test_guest_authors_of_both_plug_ins_are_known(tmp_path):
    guest = item(
        9,
        "Gast",
        kind="guest-author",
        more=meta(
            **{
                "cap-display_name": "Ben Tal",
                "cap-user_login": "ben",
                "cap-description": "Schreibt.",
            }
        ),
    ).replace("stueck-9", "cap-ben")
    terms = (
        "<wp:term><wp:term_taxonomy>author</wp:term_taxonomy><wp:term_slug>eva-see</wp:term_slug>"
        "<wp:term_name>Eva See</wp:term_name><wp:termmeta><wp:meta_key>description</wp:meta_key>"
        "<wp:meta_value>Fotografin</wp:meta_value></wp:termmeta></wp:term>"
    )
    by_both = "".join(
        f'<category domain="author" nicename="{one}">{cdata(one)}</category>'
        for one in ("cap-ben", "eva-see")
    )
    path = written(tmp_path, export(guest, item(1, more=by_both), head=AUTHOR + terms))
    found = surveyed(wxr.head(path), lambda: wxr.items(path))
    assert [one.writers for one in wxr.items(path)][1] == ("ben", "eva-see")
    assert (found.writers["ben"].name, found.writers["ben"].guest) == ("Ben Tal", True)
    assert (found.writers["eva-see"].name, found.writers["eva-see"].biography) == (
        "Eva See",
        "Fotografin",
    )


def test_a_paragraph_under_many_texts_is_found(tmp_path):
    notice = "Transparenz: Dieser Beitrag ist unabhängig entstanden; wir sagen immer, wer bezahlt hat und wofür."
    path = written(
        tmp_path, export(*(item(n, body=f"Text {n}\n\n<em>{notice}</em>") for n in range(1, 5)))
    )
    assert list(surveyed(wxr.head(path), lambda: wxr.items(path)).boilerplate()) == [(notice, 4)]


@pytest.mark.parametrize(
    ("name", "number"), [("wordpress-export.xml", 186), ("wordpress-export-blocks.xml", 72)]
)
def test_real_exports_are_read_whole(name, number):
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    read = list(wxr.items(path))
    assert len(read) == number
    assert not any(one.broken for one in read)
    assert all(one.published for one in read)
