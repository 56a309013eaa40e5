"""Folders of Markdown as Jekyll and Hugo keep a site: dates, addresses, pictures beside texts, braces."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from blog.editions.edition import Edition
from blog.models import Post
from media.models import Image
from moving.arriving.exports import opened
from moving.arriving.markdown.text import Written
from moving.arriving.records import Line
from moving.arriving.values import Kind, Status, Unreadable
from pages.models import Page
from tests.media.pictures import picture_bytes
from tests.moving.arriving.site import bring
from tests.worlds import shared

JEKYLL = {
    "_config.yml": "title: Altes Haus\nurl: https://alt.example\nauthor:\n  name: Anna Berg\n",
    "_posts/2019-05-06-erstes-licht.md": """---
title: "Erstes Licht: ein Anfang"
author: Anna Berg
tags: licht buehne
categories: [Team]
description: Kurz gesagt.
image: /assets/buehne.jpg
redirect_from: /alt/licht/
---
Ein **fetter** Anfang.[^1]

![Die Bühne]({{ site.baseurl }}/assets/buehne.jpg)

{% include werbung.html %}

Mehr steht im [zweiten]({% post_url 2019-05-07-zweites %}).

```html
{{ bleibt }}
```

[^1]: Eine Fußnote.
""",
    "_posts/2019-05-07-zweites.markdown": "---\ntitle: Zweites\npermalink: /zwei/\n---\nText.\n",
    "_drafts/entwurf.md": "---\ntitle: Entwurf\n---\nNoch nicht.\n",
    "ueber.md": "---\nlayout: page\ntitle: Über uns\npermalink: /haus/\n---\nWir.\n",
    "README.md": "# Wie man das baut\n",
}
HUGO = {
    "hugo.toml": 'baseURL = "https://alt.example/"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
    "content/posts/halle/index.md": """+++
title = "Halle"
date = 2020-02-03T10:00:00Z
tags = ["Große Halle"]
aliases = ["/alt/"]
[cover]
image = "bild.jpg"
+++
{{< figure src="bild.jpg" alt="Halle" caption="Leer" >}}
{{< youtube abc123 >}}
""",
    "content/notes/ohne-muster.md": "---\ntitle: Ohne\ndate: 2020-02-04\ndraft: true\n---\nText.\n",
    "content/feste/feste.md": "---js\nconst title = 1;\n---\nText.\n",
    "content/notes/halle/halle.md": "---\ntitle: Zwei\ndate: 2020-02-05\n---\nText.\n",
    "content/404.md": "---\npermalink: 404.html\n---\nNichts.\n",
    "content/posts/_index.md": "---\ntitle: Alle\n---\n",
}


def laid_out(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@shared
def moved():
    with tempfile.TemporaryDirectory() as place:
        folder = laid_out(Path(place), JEKYLL)
        (folder / "assets").mkdir()
        (folder / "assets" / "buehne.jpg").write_bytes(picture_bytes())
        bring(folder)
        bring(folder)


@pytest.mark.django_db
def test_a_site_of_jekyll_is_here_once_with_its_dates_people_topics_and_pictures(moved):
    one = Edition.objects.live().get(slug="erstes-licht")
    assert one.published_at == datetime(2019, 5, 5, 22, tzinfo=UTC)
    assert one.piece.title == "Erstes Licht: ein Anfang"
    assert [credit.name for credit in one.piece.credits] == ["Anna Berg"]
    assert {*one.post.tags.names()} == {"licht", "buehne", "Team"}
    picture = Image.objects.get()
    assert picture.alternative_text == "Die Bühne"
    assert one.post.image_id == picture.pk
    assert f'data-file="{picture.pk}"' in one.piece.body
    assert "<strong>fetter</strong>" in one.piece.body
    assert "Eine Fußnote." in one.piece.body
    assert "{{ bleibt }}" in one.piece.body
    assert 'href="/zwei/"' in one.piece.body
    assert Edition.objects.live().filter(slug="zweites").exists()
    assert not Edition.objects.filter(post=Post.objects.get(title="Entwurf")).exists()
    page = Page.objects.get()
    assert (page.title, Edition.objects.live().filter(post=page).count()) == ("Über uns", 1)
    said = Line.objects.values_list("words", flat=True)
    assert any("include werbung.html" in line for line in said)
    assert Line.objects.filter(title="README.md").exists()


@pytest.mark.django_db
def test_old_addresses_lead_on(moved, client):
    for old, new in {
        "/team/2019/05/06/erstes-licht.html": "/blog/erstes-licht/",
        "/team/2019/05/06/erstes-licht": "/blog/erstes-licht/",
        "/alt/licht/": "/blog/erstes-licht/",
        "/zwei/": "/blog/zweites/",
        "/haus/": Page.objects.get().get_absolute_url(),
    }.items():
        answer = client.get(old)
        assert (answer.status_code, answer.url) == (301, new), old


def test_a_site_of_hugo_is_read_with_its_patterns_and_pictures_beside_texts(tmp_path):
    export = opened(laid_out(tmp_path, HUGO))
    items = {item.id: item for item in export.items()}
    hall = items["content/posts/halle/index.md"]
    assert hall.link == "https://alt.example/2020/02/halle/"
    assert hall.former == ("https://alt.example/alt/",)
    assert hall.published == datetime(2020, 2, 3, 10, tzinfo=UTC)
    assert hall.meta["_thumbnail_id"] == "/content/posts/halle/bild.jpg"
    assert [(t.taxonomy, t.slug, t.name) for t in hall.terms] == [
        ("post_tag", "grosse-halle", "Große Halle")
    ]
    other = items["content/notes/ohne-muster.md"]
    assert (other.link, other.status) == ("https://alt.example/notes/ohne-muster/", Status.DRAFT)
    assert items["content/notes/halle/halle.md"].link == "https://alt.example/notes/halle/"
    for name in ("posts/_index.md", "404.md", "feste/feste.md"):
        assert items[f"content/{name}"].kind is Kind.OTHER, name
    (unsigned,) = {item.writers for item in opened(tmp_path, author="Ida Öl").items() if item.body}
    assert unsigned == ("Ida Öl",)
    html = Written(lambda name: "").html(hall.body)
    assert '<img src="bild.jpg" alt="Halle">' in html
    assert "<figcaption>Leer</figcaption>" in html
    assert "https://www.youtube.com/watch?v=abc123" in html
    assert export.sha256 == opened(tmp_path).sha256


def test_a_folder_without_markdown_says_so_and_odd_files_stop_nothing(tmp_path):
    with pytest.raises(Unreadable):
        opened(tmp_path)
    odd = {
        "a.md": "---\ntitle: [\ndate: 99.99.99\ntags: {x: 1}\n---\n",
        "b.md": "+++\ntitle = \n+++\nText",
        "c.md": "",
        "d.md": "---\n---\n",
        "_config.yml": "{",
    }
    items = [*opened(laid_out(tmp_path, odd)).items()]
    assert [item.id for item in items] == ["a.md", "b.md", "c.md", "d.md"]
    assert all(item.published is None for item in items)


@pytest.mark.django_db
def test_who_wrote_may_be_said_on_a_later_run(tmp_path):
    page = "---\ntitle: {}\ndate: 2020-01-02\n---\nText.\n"
    folder = laid_out(tmp_path, {f"{name}.md": page.format(name) for name in ("Eins", "Zwei")})
    editions = Edition.objects.filter(post__title__in=("Eins", "Zwei"))
    bring(folder)
    assert not editions.exists()
    Post.objects.filter(title="Zwei").update(body="<p>Weitergeschrieben.</p>")
    bring(folder, author="Ida Öl")
    (edition,) = editions.live()
    assert edition.piece.title == "Eins"
    assert [credit.name for credit in edition.piece.credits] == ["Ida Öl"]
    assert edition.published_at == datetime(2020, 1, 1, 23, tzinfo=UTC)
    bring(folder, author="Ida Öl")
    assert (Post.objects.filter(title="Eins").count(), editions.count()) == (1, 1)
