"""Pages with embeds: a policy of their own, kept with the page; feeds with links."""

import pytest

from blog.publishing.publish import publish
from tests.making import make_editor, make_interview, make_post
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
TOOT = "https://social.example/@ada/109876543210987654"
FRAMES = "frame-src https://social.example https://www.youtube-nocookie.com"


@pytest.fixture
def piece():
    image = saved_image(credit="Ana Foto", caption="Der Saal")
    body = (
        f"<p>Text.</p><p>{TOOT}</p><figure data-embed='{VIDEO}' data-poster='{image.pk}'></figure>"
    )
    return publish(make_post("Film", slug="film", body=body), by=None)


def test_only_pages_with_embeds_may_load_frames_and_only_from_their_hosts(client, piece):
    publish(make_post(slug="ohne"), by=None)
    policy = client.get("/blog/film/").headers["Content-Security-Policy"]
    assert FRAMES in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    for page in ("/blog/ohne/", "/blog/", "/"):
        assert "frame-src" not in client.get(page).headers["Content-Security-Policy"]


def test_the_module_is_loaded_only_where_something_is_embedded(client, piece):
    publish(make_post(slug="ohne"), by=None)
    assert client.get("/blog/film/").text.count("site/embed.js") == 1
    assert "site/embed.js" not in client.get("/blog/ohne/").text


def test_a_preview_may_load_them_too_inside_the_newsroom(client):
    client.force_login(make_editor())
    post = make_post(body=f"<p>{VIDEO}</p>")
    policy = client.get(f"/admin/preview/{post.pk}/page/").headers["Content-Security-Policy"]
    assert "frame-src https://www.youtube-nocookie.com" in policy
    assert "frame-ancestors 'self'" in policy


def test_the_edition_keeps_address_and_poster_and_no_frame(piece):
    assert f'data-embed="{VIDEO}"' in piece.content.replace("\\", "")
    (image,) = piece.piece.images.values()
    assert (image.credit, image.caption) == ("Ana Foto", "Der Saal")
    assert "nocookie" not in piece.content
    assert "iframe" not in piece.html


def test_an_answer_may_hold_a_video(client):
    interview = make_interview(exchanges=(("Wie war es?", f"<p>So:</p><p>{VIDEO}</p>"),))
    edition = publish(interview, by=None)
    page = client.get(edition.get_absolute_url())
    assert "Video bei YouTube" in page.text
    assert "youtube-nocookie" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("feed", ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"])
def test_feeds_show_a_link(client, piece, feed):
    text = client.get(feed).text
    assert "data-frame" not in text
    assert "<button" not in text
    assert "embedded" not in text
    assert VIDEO in text
    assert TOOT in text
