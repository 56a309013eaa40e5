"""Exports and folders in any encoding: every sign arrives, and where that is a guess the report says so."""

import json

import pytest

from blog.models import Post
from moving.arriving.exports import opened
from moving.arriving.records import Line
from tests.moving.arriving.exports import export, item
from tests.moving.arriving.site import bring

WORDS = "Größe: „Bühne“ – 5 €"
SITE = export(item(1, "Bühne", WORDS), item(2, "Zweiter", "Äpfel"))
BOM = b"\xef\xbb\xbf"


def declared(encoding, text=SITE):
    return text.replace('encoding="UTF-8"', f'encoding="{encoding}"')


def read(folder, data):
    path = folder / "export.xml"
    path.write_bytes(data)
    found = opened(path)
    return found.head, list(found.items())


@pytest.mark.whichever_database
@pytest.mark.parametrize(
    "data",
    [
        BOM + SITE.encode(),
        SITE.partition("?>")[2].encode(),
        declared("windows-1252").encode("cp1252"),
        declared("ISO-8859-1").encode("cp1252"),  # as browsers read it
        declared("ISO-8859-1").encode(),
        declared("UTF-16").encode("utf-16"),
        declared("UTF-16").encode("utf-16-le"),
        SITE.encode("utf-16"),
        declared("UTF-32").encode("utf-32"),
        declared("x-unknown").encode(),
    ],
)
def test_an_export_is_read_in_the_encoding_that_it_has(tmp_path, data):
    head, (first, second) = read(tmp_path, data)
    assert head.writers[0].name == "Anna Berg"
    assert head.terms[0].name == "Team & Bühne"
    assert (first.title, first.body, second.body) == ("Bühne", WORDS, "Äpfel")
    assert (head.broken, first.broken, first.remarks, second.remarks) == (0, 0, (), ())


@pytest.mark.whichever_database
def test_what_is_not_in_the_encoding_of_its_file_is_read_and_its_line_is_said(tmp_path):
    data = SITE.encode().replace("Äpfel".encode(), b"\xc4pfel \x93roh\x94")
    head, (first, second) = read(tmp_path, data)
    assert (first.body, first.remarks, head.broken) == (WORDS, (), 0)
    assert (second.body, second.broken) == ("Äpfel “roh”", 0)
    (remark,) = second.remarks
    assert str(data[: data.index(b"\xc4pfel")].count(b"\n") + 1) in remark.words


@pytest.mark.whichever_database
def test_an_export_that_is_not_what_it_says_is_read_and_each_text_says_so(tmp_path):
    head, (first, second) = read(tmp_path, SITE.encode("cp1252"))
    assert (first.title, first.body, second.body) == ("Bühne", WORDS, "Äpfel")
    assert len(first.remarks) == len(second.remarks) == 1
    assert head.broken


@pytest.mark.whichever_database
def test_signs_that_are_lost_in_the_file_are_named(tmp_path):
    _head, (_first, second) = read(tmp_path, SITE.replace("Äpfel", "\ufffdpfel").encode())
    assert second.body == "\ufffdpfel"
    assert second.remarks


def ghost(title):
    body = json.dumps({"root": {"children": [{"type": "text", "text": title}]}})
    post = {"id": "1", "title": title, "slug": "eins", "status": "published", "lexical": body}
    post["published_at"] = "2020-01-02T10:00:00.000Z"
    return json.dumps({"data": {"posts": [post], "users": [{"id": "1", "name": "Änne"}]}})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_export_of_ghost_keeps_its_signs(db, tmp_path, encoding):
    path = tmp_path / "ghost.json"
    text = ghost("Bühne\x00 \ud83d und 😀").replace(r"\\u00fc", "ü").replace(r"\u00fc", "ü")
    path.write_bytes(text.encode(encoding))
    bring(path)
    post = Post.objects.get()
    assert post.title.split() == ["Bühne", "und", "😀"]
    assert str(post.body).split() == ["<p>Bühne", "und", "😀</p>"]


def test_a_folder_may_hold_files_in_several_encodings(db, tmp_path):
    text = "---\ntitle: Bühne {n}\ndate: 2020-01-0{n}\n---\n" + WORDS
    for n, encoding in enumerate(["utf-8-sig", "utf-16", "cp1252", "mac_roman"], start=1):
        data = text.format(n=n).replace("\n", "\r\n").encode(encoding)
        (tmp_path / f"{n}.md").write_bytes(data)
    mixed = text.format(n=5).encode() + "\n\nÄpfel".encode("cp1252")
    (tmp_path / "5.md").write_bytes(mixed)
    (tmp_path / "6.md").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X" + bytes(40))
    (tmp_path / "7.md").write_bytes(
        (text.format(n=7).replace("Bühne", "B\x00ühne") + 30 * WORDS).encode()
    )
    emoji = text.format(n=8).replace("Bühne 8", r'"\uD83D\uDE00 B\u00fchne"')
    (tmp_path / "8.md").write_bytes(emoji.encode())
    (tmp_path / "_config.yml").write_bytes("title: Bühne\nurl: https://a.example".encode("cp1252"))
    found = opened(tmp_path)
    assert (found.head.place.name, found.head.place.address) == ("Bühne", "https://a.example")
    bring(tmp_path)
    posts = {post.title: str(post.body) for post in Post.objects.all()}
    assert set(posts) == {*(f"Bühne {n}" for n in (1, 2, 3, 4, 5, 7)), "😀 Bühne"}
    assert all(
        "Größe: „Bühne“ – 5\N{NO-BREAK SPACE}€" in body or WORDS in body for body in posts.values()
    )
    assert "Äpfel" in posts["Bühne 5"]
    assert Line.objects.filter(key="5.md", outcome="changed").exists()
    assert Line.objects.get(key="6.md").outcome == "left"


@pytest.mark.whichever_database
def test_words_about_encodings_stay_as_they_were_written(tmp_path):
    about = "Aus ü wird Ã¼, aus ö wird Ã¶.\n\n    q = a=\n    =3D =3D =3D =C3=BC\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: A\ndate: 2020-01-01\n---\n{about}", "utf-8")
    (one,) = opened(tmp_path).items()
    assert one.body == about.strip("\n")
