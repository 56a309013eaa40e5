"""A small site with one item of each kind, and how it is brought in."""

import io
from pathlib import Path

from django.core.management import call_command

from tests.moving.arriving.exports import cdata, export, item, meta

NOTICE = "Hinweis zur Transparenz: Dieser Beitrag ist unabhängig entstanden, niemand hat für ihn bezahlt."
CHAT = "\n\n".join(
    f"<strong>Frage {n}: Wie geht das und warum?</strong>\n\nAntwort {n}: So geht es gut."
    for n in range(5)
)
COMMENT = (
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Leser</wp:comment_author>"
    "<wp:comment_author_email>leser@x.example</wp:comment_author_email><wp:comment_content>Gut!</wp:comment_content></wp:comment>"
)
FILED = (
    f'<category domain="category" nicename="team">{cdata("Team & Bühne")}</category>'
    f'<category domain="category" nicename="gespraeche">{cdata("Gespräche")}</category>'
    f'<category domain="category" nicename="uncategorized">{cdata("Uncategorized")}</category>'
    f'<category domain="post_tag" nicename="licht">{cdata("Licht")}</category>'
)
PICTURE = (
    "<wp:attachment_url>https://alt.example/wp-content/uploads/2012/03/buehne.jpg</wp:attachment_url>"
    + meta(_wp_attachment_image_alt="Die Bühne")
)
SITE = export(
    item(1, "Erster", f"Ein Text.\n\n{NOTICE}", more=FILED + COMMENT + meta(_thumbnail_id="20")),
    item(2, "Bild", f'<img class="wp-image-20" src="x.jpg">\n\n{NOTICE}', excerpt="Kurz gesagt."),
    item(3, "Entwurf", NOTICE, status="draft"),
    item(4, "Später", status="future", day="2099-01-02"),
    item(5, "Geheim", status="private"),
    item(6, "Gespräch", CHAT, author="gast"),
    item(7, "Über uns", kind="page", link="https://alt.example/haus/ueber/"),
    item(8, "Blog", kind="page", link="https://alt.example/blog/").replace("stueck-8", "blog"),
    item(9, "Ohne Text", ""),
    item(
        10,
        "Sommerfest",
        "Feiern.",
        kind="tribe_events",
        link="https://alt.example/event/sommerfest/",
        more=meta(
            _EventStartDate="2013-06-01 18:00:00",
            _EventEndDate="2013-06-01 23:00:00",
            _EventTimezone="Europe/Berlin",
            _EventVenueID="11",
            _EventCost="10",
        ),
    ),
    item(
        11,
        "Halle 5",
        kind="tribe_venue",
        more=meta(_VenueCity="Kassel", _VenueCountry="Österreich"),
    ),
    item(
        20,
        "buehne",
        kind="attachment",
        parent=1,
        link="https://alt.example/2012/03/stueck-1/buehne/",
        more=PICTURE,
    ),
    item(30, "Menü", kind="nav_menu_item"),
    head="""<wp:author><wp:author_id>7</wp:author_id><wp:author_login>berg</wp:author_login><wp:author_email>b@alt.example</wp:author_email>
<wp:author_display_name>Anna Berg</wp:author_display_name></wp:author>
<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>team</wp:category_nicename>
<wp:cat_name>Team &amp; Bühne</wp:cat_name></wp:category>""",
)


def bring(path: Path, **options) -> str:
    out = io.StringIO()
    call_command("import_site", str(path), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()
