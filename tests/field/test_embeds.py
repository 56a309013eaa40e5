"""Videos play as they were linked."""

import pytest

from prose.embeds import embed_of, render_embeds
from prose.sanitising import sanitise

ID = "aqz-KE-bpKQ"
LIST = "PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI"
WATCH, FRAME = (
    f"https://www.youtube.com/watch?v={ID}",
    f"https://www.youtube-nocookie.com/embed/{ID}",
)
VIMEO, PLAYER = "https://vimeo.com/823141156", "https://player.vimeo.com/video/823141156?dnt=1"


@pytest.mark.parametrize(
    ("linked", "kept", "played"),
    [
        # Unlisted videos could not play (contao/contao#9017, stamat/youtube-background#64).
        (f"{VIMEO}/90e6d75118", f"{VIMEO}/90e6d75118", f"{PLAYER}&autoplay=1&h=90e6d75118"),
        (f"{VIMEO}:90e6d75118", f"{VIMEO}/90e6d75118", f"{PLAYER}&autoplay=1&h=90e6d75118"),
        (f"{VIMEO}?h=90e6d75118", f"{VIMEO}/90e6d75118", f"{PLAYER}&autoplay=1&h=90e6d75118"),
        (
            "https://player.vimeo.com/video/823141156?badge=0&h=90e6d75118&app_id=58479",
            f"{VIMEO}/90e6d75118",
            f"{PLAYER}&autoplay=1&h=90e6d75118",
        ),
        (
            f"{VIMEO}/90e6d75118?share=copy",
            f"{VIMEO}/90e6d75118",
            f"{PLAYER}&autoplay=1&h=90e6d75118",
        ),
        (
            f"{VIMEO}/90e6d75118#t=1m30s",
            f"{VIMEO}/90e6d75118#t=90s",
            f"{PLAYER}&autoplay=1&h=90e6d75118#t=90s",
        ),
        (f"{VIMEO}#t=75s", f"{VIMEO}#t=75s", f"{PLAYER}&autoplay=1#t=75s"),
        ("https://vimeo.com/channels/staffpicks/823141156", VIMEO, f"{PLAYER}&autoplay=1"),
        ("https://vimeo.com/showcase/1234567/video/823141156", VIMEO, f"{PLAYER}&autoplay=1"),
        # Where it begins was lost.
        (f"{WATCH}&t=90", f"{WATCH}&t=90s", f"{FRAME}?autoplay=1&start=90"),
        (f"{WATCH}&t=90s", f"{WATCH}&t=90s", f"{FRAME}?autoplay=1&start=90"),
        (f"{WATCH}&t=1m30s", f"{WATCH}&t=90s", f"{FRAME}?autoplay=1&start=90"),
        (f"{WATCH}#t=1h2m3s", f"{WATCH}&t=3723s", f"{FRAME}?autoplay=1&start=3723"),
        (f"{WATCH}&time_continue=7", f"{WATCH}&t=7s", f"{FRAME}?autoplay=1&start=7"),
        (f"https://youtu.be/{ID}?si=Ab_c-1&t=42", f"{WATCH}&t=42s", f"{FRAME}?autoplay=1&start=42"),
        (
            f"https://www.youtube.com/embed/{ID}?start=30&rel=0",
            f"{WATCH}&t=30s",
            f"{FRAME}?autoplay=1&start=30",
        ),
        (f"{WATCH}&t=0s", WATCH, f"{FRAME}?autoplay=1"),
        (f"{WATCH}&t=hms", WATCH, f"{FRAME}?autoplay=1"),
        # Shorts, live, other hosts of theirs.
        (f"https://youtube.com/shorts/{ID}?feature=share", WATCH, f"{FRAME}?autoplay=1"),
        (
            f"https://www.youtube.com/live/{ID}?t=3600",
            f"{WATCH}&t=3600s",
            f"{FRAME}?autoplay=1&start=3600",
        ),
        (f"https://m.youtube.com/watch?app=desktop&v={ID}", WATCH, f"{FRAME}?autoplay=1"),
        (f"https://music.youtube.com/watch?v={ID}", WATCH, f"{FRAME}?autoplay=1"),
        # Playlists were refused, or taken for a video called "videoseries".
        (
            f"https://www.youtube.com/playlist?list={LIST}",
            f"https://www.youtube.com/playlist?list={LIST}",
            f"https://www.youtube-nocookie.com/embed/videoseries?list={LIST}&autoplay=1",
        ),
        (
            f"https://www.youtube.com/embed/videoseries?si=x&list={LIST}",
            f"https://www.youtube.com/playlist?list={LIST}",
            f"https://www.youtube-nocookie.com/embed/videoseries?list={LIST}&autoplay=1",
        ),
        (
            f"{WATCH}&list={LIST}&index=3&t=1m",
            f"{WATCH}&list={LIST}&t=60s",
            f"{FRAME}?autoplay=1&list={LIST}&start=60",
        ),
    ],
)
def test_a_video_plays_as_it_was_linked(linked, kept, played):
    embed = embed_of(linked)
    assert (embed.address, embed.frame) == (kept, played)
    assert embed_of(embed.address) == embed
    card = render_embeds(sanitise(f"<p>{linked}</p>".replace("&", "&amp;")), {})
    assert played.replace("&", "&amp;") in card
