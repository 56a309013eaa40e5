"""Small exports of WordPress, written here: an item each for what a test is about."""

from pathlib import Path

_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/">
<channel><title>Altes Blog</title><link>https://alt.example</link><language>de-DE</language>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_blog_url>https://alt.example</wp:base_blog_url>
{head}"""
AUTHOR = """<wp:author><wp:author_id>7</wp:author_id><wp:author_login>berg</wp:author_login>
<wp:author_email>b@alt.example</wp:author_email>
<wp:author_display_name><![CDATA[Anna Berg]]></wp:author_display_name></wp:author>"""
TERMS = """<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>team</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Team & Bühne]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>8</wp:term_id><wp:category_nicename>gespraeche</wp:category_nicename>
<wp:category_parent>team</wp:category_parent><wp:cat_name>Gespräche</wp:cat_name></wp:category>
<wp:category><wp:term_id>9</wp:term_id><wp:category_nicename>leer</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name>Leer</wp:cat_name></wp:category>"""


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def meta(**values: str) -> str:
    """Rows of what plug-ins keep; an underscore too many stands for the one in front."""
    rows = ""
    for key, value in values.items():
        rows += f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        rows += f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
    return rows


def item(
    number: int,
    title: str = "",
    body: str = "Ein Absatz.",
    *,
    kind: str = "post",
    status: str = "publish",
    link: str = "",
    more: str = "",
    day: str = "2012-03-04",
    excerpt: str = "",
    parent: int = 0,
    author: str = "berg",
) -> str:
    slug = f"stueck-{number}"
    return f"""<item>
<title>{cdata(title or f"Stück {number}")}</title>
<link>{link or f"https://alt.example/2012/03/{slug}/"}</link>
<dc:creator>{cdata(author)}</dc:creator>
<content:encoded>{cdata(body)}</content:encoded>
<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>{day} 10:00:00</wp:post_date>
<wp:post_date_gmt>{day} 09:00:00</wp:post_date_gmt>
<wp:post_name>{slug}</wp:post_name>
<wp:status>{status}</wp:status>
<wp:post_parent>{parent}</wp:post_parent>
<wp:post_type>{kind}</wp:post_type>
{more}
</item>
"""


def export(*items: str, head: str = AUTHOR + TERMS, version: str = "1.2") -> str:
    return _HEAD.format(version=version, head=head) + "".join(items) + "</channel></rss>\n"


def written(folder: Path, text: str, name: str = "export.xml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
