"""Embeds: which addresses are known, what is stored of them, what readers get."""

import pytest
from django.core.exceptions import ValidationError

from prose.embeds import embed_of, frame_hosts, render_embeds
from prose.fields import ProseField
from prose.figures import figure_ids
from prose.sanitising import plain_text, sanitise
from tests.media.pictures import saved_image

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
STORED = f'<figure data-embed="{VIDEO}"></figure>'


@pytest.mark.parametrize(
    ("given", "name", "kept", "frame"),
    [
        (f"{VIDEO}&t=30s", "YouTube", VIDEO, "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?"),
        ("https://youtu.be/aqz-KE-bpKQ?si=abc", "YouTube", VIDEO, "https://www.youtube-nocookie."),
        ("http://m.youtube.com/shorts/aqz-KE-bpKQ", "YouTube", VIDEO, "https://www.youtube-nocook"),
        (
            "https://player.vimeo.com/video/76979871",
            "Vimeo",
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1",
        ),
        (
            "https://social.example/@ada/109876543210987654",
            "Mastodon",
            "https://social.example/@ada/109876543210987654",
            "https://social.example/@ada/109876543210987654/embed",
        ),
        (
            "https://instagram.com/reel/CxAbC_-1/?x=1",
            "Instagram",
            "https://www.instagram.com/reel",
            "",
        ),
        (
            "https://de.linkedin.com/posts/ada-berg_buehne-activity-7123?utm_source=share",
            "LinkedIn",
            "https://www.linkedin.com/posts/ada-berg_buehne-activity-7123",
            "",
        ),
        ("https://www.tiktok.com/@ada/video/7234567890123456789", "TikTok", "https://www.tik", ""),
        ("https://twitter.com/ada/status/1234567890?s=20", "X", "https://x.com/ada/status/12", ""),
        ("https://bsky.app/profile/ada.example/post/3kabcdefgh2x", "Bluesky", "https://bsky", ""),
    ],
)
def test_addresses_of_known_providers_are_brought_into_one_form(given, name, kept, frame) -> None:
    embed = embed_of(given)
    assert embed is not None
    assert embed.provider.name == name
    assert embed.address.startswith(kept)
    assert embed.frame.startswith(frame)
    assert bool(embed.frame) == bool(frame)
    assert embed_of(embed.address) == embed


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "https://evil.example/watch?v=aqz-KE-bpKQ",
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ and more",
        "https://user@vimeo.com/76979871",
        "https://a;script-src *.example/@ada/109876543210987654",
        "https://www.youtube.com/@channel",
        "https://www.linkedin.com/in/ada-berg",
        '"><script>alert(1)</script>',
    ],
)
def test_nothing_else_is_an_embed(address) -> None:
    assert embed_of(address) is None


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{VIDEO}</p>",
        f"<p> {VIDEO}&amp;si=3 </p>",
        f'<p><a href="{VIDEO}">{VIDEO}</a></p>',
        f'<p><a href="{VIDEO}">www.youtube.com/watch?v=aqz-KE-bpKQ</a></p>',
        f'<figure data-embed="{VIDEO}" data-poster="0" class="x"><iframe src="{VIDEO}"></iframe></figure>',
    ],
)
def test_an_address_alone_in_its_paragraph_becomes_an_embed_and_no_frame_is_stored(html) -> None:
    assert sanitise(html) == STORED
    assert sanitise(STORED) == STORED


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Siehe {VIDEO}</p>",
        f'<p><a href="{VIDEO}" rel="noopener">Der Film</a></p>',
        f"<ul><li><p>{VIDEO}</p></li></ul>",
    ],
)
def test_an_address_among_words_stays_what_it_is(html) -> None:
    assert sanitise(html) == html


def test_a_simple_text_has_no_embeds() -> None:
    assert sanitise(f"<p>{VIDEO}</p>{STORED}", "simple") == f"<p>{VIDEO}</p>"


def test_an_embed_of_an_unknown_address_leaves_only_its_words() -> None:
    html = '<figure data-embed="https://evil.example"><figcaption>Worte</figcaption></figure>'
    assert sanitise(html) == "<p>Worte</p>"
    with pytest.raises(ValidationError, match=r"evil\.example"):
        ProseField("text").clean(html, None)


def test_the_words_of_a_piece_do_not_count_what_others_host() -> None:
    assert plain_text(sanitise(f"<p>Vorher</p><p>{VIDEO}</p><p>Nachher</p>")) == "Vorher\nNachher"


def test_a_card_names_who_is_asked_by_a_click_and_leads_there_without_a_script(english) -> None:
    html = render_embeds(STORED, {})
    assert "<iframe" not in html
    assert "<img" not in html
    assert f'<a class="embedded-link" href="{VIDEO}" rel="noopener">Video on YouTube</a>' in html
    assert "Only a click connects to YouTube (Google)" in html
    assert '<button class="button primary embedded-load" type="button" hidden>' in html
    assert frame_hosts(html) == ["https://www.youtube-nocookie.com"]


def test_a_provider_without_frames_is_a_link_and_needs_no_policy(english) -> None:
    html = render_embeds(sanitise("<p>https://x.com/ada/status/1234567890</p>"), {})
    assert "Post on X</a>" in html
    assert "<button" not in html
    assert frame_hosts(html) == []


@pytest.mark.django_db
def test_a_poster_is_a_picture_of_ours_with_its_credit(english) -> None:
    image = saved_image(credit="Ana Foto")
    html = f'<figure data-embed="{VIDEO}" data-poster="{image.pk}"></figure>'
    assert sanitise(html) == html
    assert figure_ids(html) == [image.pk]
    card = render_embeds(html, {image.pk: image.frozen()})
    assert "<picture" in card
    assert "Ana Foto" in card


def test_a_caption_is_words_on_the_page_and_in_the_name_of_the_frame(english) -> None:
    caption = "<em>Tom</em> &amp; Eva sagen &quot;Hallo&quot;"
    html = sanitise(f"<figure data-embed='{VIDEO}'><figcaption>{caption}</figcaption></figure>")
    card = render_embeds(html, {})
    assert 'data-title="Video on YouTube: Tom &amp; Eva sagen &quot;Hallo&quot;"' in card
    assert '<span class="figure-caption"><em>Tom</em> &amp; Eva' in card


def test_a_post_of_a_server_that_is_not_the_houses_is_a_link(settings) -> None:
    settings.EMBED_HOSTS = ["mastodon.social"]
    html = render_embeds(sanitise("<p>https://social.example/@ada/109876543210987654</p>"), {})
    assert '<a class="embedded-link" href="https://social.example/@ada/109876543210987654"' in html
    assert "data-frame" not in html
    assert "<button" not in html


@pytest.mark.parametrize(
    "frame",
    [
        "https://evil.example/",
        "https://www.youtube-nocookie.com.evil.example/",
        "https://www.youtube-nocookie.com:444/",
        "https://www.youtube-nocookie.com@evil.example/",
        "https://*/",
        "https://social.example; script-src *;/",
    ],
)
def test_a_frame_written_past_everything_is_none_that_a_page_may_load(frame) -> None:
    assert frame_hosts(f'<figure class="embedded is-video" data-frame="{frame}"></figure>') == []
