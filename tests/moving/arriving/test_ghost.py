"""Exports of Ghost: texts of each of its editors, what only members read, addresses that lead on."""

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog.editions.edition import Edition
from blog.models import Post
from moving.arriving.exports import opened
from moving.arriving.ghost.lexical import Lexical
from moving.arriving.ghost.mobiledoc import Mobiledoc
from moving.arriving.records import Arrived, Line
from moving.arriving.values import Kind, Unreadable
from pages.models import Page
from tests.moving.arriving.site import bring
from tests.worlds import shared

DAY = "2021-03-04T09:00:00.000Z"


def text(words, bits=0):
    return {"type": "extended-text", "text": words, "format": bits}


def lexical(*nodes):
    return json.dumps({"root": {"type": "root", "children": nodes}})


def paragraph(*nodes):
    return {"type": "paragraph", "children": nodes}


LINK = {"type": "link", "url": "__GHOST_URL__/zwei/", "children": [text("zwei")]}
NEW = lexical(
    paragraph(text("Ein "), text("fetter", 1), text(" & "), text("schräger", 3), LINK),
    {"type": "extended-heading", "tag": "h3", "children": [text("Zwischen")]},
    {
        "type": "list",
        "listType": "number",
        "children": [{"type": "listitem", "children": [text("Eins")]}],
    },
    {"type": "image", "src": "__GHOST_URL__/content/images/fehlt.jpg", "caption": "Weg"},
    {"type": "bookmark", "url": "https://x.example/", "metadata": {"title": "Ein <Ort>"}},
    {"type": "html", "html": "<script>alert(1)</script><p>Roh</p>"},
    {"type": "signup", "header": "Newsletter"},
    {"type": "hologram", "beam": 3},
)
OLD = json.dumps(
    {
        "version": "0.3.1",
        "markups": [["strong"], ["a", ["href", "https://x.example/?a=1&b=2"]]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["markdown", {"markdown": "*Kursiv*"}], ["hr", {}]],
        "sections": [
            [1, "p", [[0, [0], 0, "Fett "], [0, [1], 2, "Link"], [1, [], 0, 0], [0, [], 0, "<Ende>"]]],
            [3, "ul", [[[0, [], 0, "Punkt"]]]],
            [10, 0],
            [10, 1],
        ],
    }
)  # fmt: skip


def post(number, **values):
    row = {"id": f"id{number}", "title": f"Stück {number}", "slug": f"stueck-{number}"}
    return row | {"status": "published", "published_at": DAY, "visibility": "public"} | values


def export(*posts, **tables):
    users = [{"id": "u1", "name": "Anna Berg", "slug": "anna", "email": "a@x.example"}]
    tags = [
        {"id": "t1", "name": "Licht", "slug": "licht", "visibility": "public"},
        {"id": "t2", "name": "#intern", "slug": "hash-intern", "visibility": "internal"},
    ]
    data = {
        "posts": posts,
        "users": users,
        "tags": tags,
        "posts_tags": [
            {"post_id": "id1", "tag_id": "t1", "sort_order": 0},
            {"post_id": "id1", "tag_id": "t2", "sort_order": 1},
        ],
        "posts_authors": [{"post_id": row["id"], "author_id": "u1"} for row in posts],
        "posts_meta": [{"post_id": "id1", "meta_description": "Für Suchmaschinen."}],
        "settings": [{"key": "title", "value": "Altes Haus"}, {"key": "locale", "value": "de"}],
    }
    return json.dumps({"db": [{"meta": {"version": "5.80.0"}, "data": data | tables}]})


SITE = export(
    post(1, lexical=NEW),
    post(2, slug="zwei", mobiledoc=OLD, published_at=1614848400000),
    post(3, html="<p>Nur gezeigt.</p>"),
    post(4, lexical=lexical(paragraph(text("Für Mitglieder"))), visibility="paid"),
    post(5, type="page", title="Über uns", slug="ueber", html="<p>Wir.</p>"),
    post(6, status="draft", lexical="kaputt"),
)


@shared
def moved():
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "haus.ghost.json")
        path.write_text(SITE, encoding="utf-8")
        bring(path)


@pytest.mark.django_db
def test_texts_of_each_editor_are_editions_of_their_day_with_people_and_topics(moved):
    one = Edition.objects.live().get(slug="stueck-1")
    assert one.published_at == datetime(2021, 3, 4, 9, tzinfo=UTC)
    assert "<strong>fetter</strong> &amp; <em><strong>schräger</strong></em>" in one.piece.body
    assert '<a href="/zwei/">zwei</a>' in one.piece.body.replace(' rel="noopener"', "")
    assert "<ol><li>Eins</li></ol>" in one.piece.body.replace("<p>", "").replace("</p>", "")
    assert "Ein &lt;Ort&gt;" in one.piece.body
    assert "alert" not in one.piece.body
    assert [credit.name for credit in one.piece.credits] == ["Anna Berg"]
    assert [*one.post.tags.names()] == ["Licht"]
    assert one.piece.standfirst == "Für Suchmaschinen."
    two = Edition.objects.live().get(slug="zwei")
    assert two.published_at == datetime(2021, 3, 4, 9, tzinfo=UTC)
    assert "<em>Kursiv</em>" in two.piece.body
    assert "<strong>Fett <a" in two.piece.body
    assert "<br>&lt;Ende&gt;" in two.piece.body
    assert "<p>Nur gezeigt.</p>" in Edition.objects.live().get(slug="stueck-3").piece.body
    assert Page.objects.get().title == "Über uns"


@pytest.mark.django_db
def test_what_is_left_out_or_stays_a_draft_is_said(moved):
    said = [*Line.objects.filter(title="Stück 1").values_list("words", flat=True)]
    for words in ("hologram", "fehlt.jpg", "#intern", "Abonnieren", "script"):
        assert any(words in line for line in said), (words, said)
    members = Post.objects.get(slug="stueck-4")
    assert not Edition.objects.filter(post=members).exists()
    assert Line.objects.filter(title="Stück 4", words__contains="paid").exists()
    assert Post.objects.get(slug="stueck-6").body == ""


@pytest.mark.django_db
def test_old_addresses_of_pieces_topics_and_people_lead_on(moved, client):
    for old, new in {
        "/stueck-1/": "/blog/stueck-1/",
        "/tag/licht/": "/thema/licht/",
        "/author/anna/": "/personen/anna-berg/",
        "/ueber/": "/ueber/",
    }.items():
        answer = client.get(old)
        assert (answer.url if answer.status_code == 301 else old) == new


def test_what_is_no_export_says_so_with_the_line(tmp_path):
    for written, words in {
        "{": "1",
        '{"db": []}': "Ghost",
        '{"data": {"posts": 3}}': "Ghost",
        "[1]": "Ghost",
    }.items():
        path = tmp_path / "x.json"
        path.write_text(written)
        with pytest.raises(Unreadable, match=words):
            opened(path)


def test_a_text_of_another_shape_is_taken_as_it_was_shown(tmp_path):
    deep = '{"root":{"children":[' + '{"children":[' * 50_000 + "]}" * 50_000 + "]}}"
    for broken in ("[]", "3", '{"root": 5}', '{"root":{"children":[7]}}', deep):
        path = tmp_path / "x.json"
        path.write_text(export(post(1, lexical=broken, html="<p>Gezeigt</p>")))
        (item,) = opened(path).items()
        assert item.body in ("<p>Gezeigt</p>", "")
    assert Lexical().html(lexical()) == ""
    assert Mobiledoc().html('{"sections": []}') == ""


def test_of_an_export_without_people_it_can_be_said_who_wrote_it(tmp_path):
    rows = [{"id": "1", "title": "Allein", "slug": "allein", "page": "0", "html": "<p>Hier.</p>"}]
    file = tmp_path / "ghost.json"
    file.write_text(json.dumps({"meta": {"version": "000"}, "data": {"posts": rows}}))
    assert [item.writers for item in opened(file).items()] == [()]
    assert [item.writers for item in opened(file, author="Ida Öl").items()] == [("Ida Öl",)]
    assert [item.kind for item in opened(file).items()] == [Kind.POST]


def test_links_become_those_of_the_site_where_it_is_told(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(export(post(1, lexical=NEW)))
    export_ = opened(path, "https://alt.example/blog/")
    (item,) = export_.items()
    assert item.link == "https://alt.example/blog/stueck-1/"
    assert 'href="https://alt.example/blog/zwei/"' in item.body
    assert export_.head.place.address == "https://alt.example/blog"


@pytest.mark.django_db
def test_members_are_told_by_what_they_agreed_to_and_nothing_of_them_is_kept(tmp_path):
    path = tmp_path / "haus.ghost.json"
    members = [
        {"id": "m1", "email": "anna@x.example", "name": "Dorothea", "status": "free"},
        {"id": "m2", "email": "bert@x.example", "name": "Bert", "status": "paid"},
        {"id": "m3", "email": "carl@x.example", "email_disabled": 1},
    ]
    tables = {
        "members": members,
        "newsletters": [{"id": "n1", "name": "Wochenpost"}],
        "members_newsletters": [
            {"member_id": "m1", "newsletter_id": "n1"},
            {"member_id": "m3", "newsletter_id": "n1"},
        ],
    }
    path.write_text(export(post(1, html="<p>Da.</p>"), **tables), encoding="utf-8")
    bring(path)
    told = dict(Line.objects.filter(kind="member").values_list("key", "words"))
    assert sorted(told) == ["m1", "m2", "m3"]
    assert "Wochenpost" in told["m1"]
    assert told["m2"] == told["m3"]
    kept = " ".join(str(row) for row in Line.objects.values()) + " ".join(
        Arrived.objects.values_list("original", flat=True)
    )
    assert not any(word in kept for word in ("anna@", "Dorothea", "bert@", "carl@"))
