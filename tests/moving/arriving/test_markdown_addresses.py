"""Where generators of sites put their pages: old addresses lead on only if these are told right."""

import pytest

from moving.arriving.exports import opened
from moving.arriving.values import Kind
from tests.moving.arriving.test_markdown_folder import laid_out


def links_of(folder):
    return {one.id: one.link for one in opened(folder).items() if one.kind is not Kind.OTHER}


def page(title="T", **told):
    said = "".join(f"{name}: {value}\n" for name, value in told.items())
    return f"---\ntitle: {title}\n{said}---\nText.\n"


def test_jekyll_names_folders_above_posts_its_path_and_pages_by_their_files(tmp_path):
    folder = laid_out(
        tmp_path,
        {
            "_config.yml": "url: https://alt.example\nbaseurl: /haus\n",
            "de/news/_posts/2019/2019-05-06-licht.md": page(categories='["Große Halle"]'),
            "_posts/2019-05-07-einzeln.md": page(category="Technik"),
            "ueber.md": page(),
            "buehne/index.md": page(),
        },
    )
    assert links_of(folder) == {
        "de/news/_posts/2019/2019-05-06-licht.md": (
            "https://alt.example/haus/de/news/große halle/2019/05/06/licht.html"
        ),
        "_posts/2019-05-07-einzeln.md": "https://alt.example/haus/technik/2019/05/07/einzeln.html",
        "ueber.md": "https://alt.example/haus/ueber.html",
        "buehne/index.md": "https://alt.example/haus/buehne/",
    }


def test_jekyll_fills_in_what_is_said_of_all_files_and_of_its_lists(tmp_path):
    config = """
include: [_seiten]
collections:
  gaeste: {output: true}
  karten: {output: true, permalink: "/karte/:name/"}
  saele: {output: false}
defaults:
  - scope: {path: "", type: posts}
    values: {permalink: "/:year/:i_month/:title", author: Ida}
  - scope: {path: _posts/alt}
    values: {published: false}
"""
    folder = laid_out(
        tmp_path,
        {
            "_config.yml": config,
            "_posts/2019-05-06-licht.md": page(),
            "_posts/alt/2018-05-06-ton.md": page(author="Bo"),
            "_gaeste/anna.md": page(),
            "_karten/drei.md": page(),
            "_saele/eins.md": page(),
            "_daten/eins.md": page(),
            "_seiten/haus.md": page(permalink="/haus/"),
            "_gaeste/bo.md": page(permalink="null"),
        },
    )
    assert links_of(folder)["_gaeste/bo.md"] == "/gaeste/bo.html"
    items = {one.id: one for one in opened(folder).items()}
    assert items["_posts/2019-05-06-licht.md"].link == "/2019/5/licht"
    assert items["_posts/2019-05-06-licht.md"].writers == ("Ida",)
    old = items["_posts/alt/2018-05-06-ton.md"]
    assert (old.status, old.writers) == ("draft", ("Bo",))
    assert items["_gaeste/anna.md"].link == "/gaeste/anna.html"
    assert items["_gaeste/anna.md"].former == ("/gaeste/anna",)
    assert items["_karten/drei.md"].link == "/karte/drei/"
    assert items["_seiten/haus.md"].link == "/haus/"
    for name in ("_saele/eins.md", "_daten/eins.md"):
        assert items[name].kind is Kind.OTHER, name


def test_jekyll_may_say_of_its_posts_as_of_a_list_where_they_are(tmp_path):
    config = "collections: {posts: {output: true, permalink: '/neues/:year/:title/'}}\n"
    folder = laid_out(tmp_path, {"_config.yml": config, "_posts/2019-05-06-licht.md": page()})
    assert links_of(folder) == {"_posts/2019-05-06-licht.md": "/neues/2019/licht/"}


LANGUAGES = {
    "in one file": {
        "hugo.toml": 'baseURL = "https://alt.example"\nDefaultContentLanguage = "de"\n'
        '[Languages.en]\ncontentDir = "content/en"\n[Languages.de]\ncontentDir = "content/de"\n'
    },
    "in a folder": {
        "hugo.json": "{}",
        "config/_default/config.yaml": "baseURL: https://alt.example\ndefaultContentLanguage: de\n",
        "config/_default/languages.yaml": "en: {contentDir: content/en}\nde: {contentDir: content/de}\n",
    },
}


@pytest.mark.parametrize("configured", LANGUAGES.values(), ids=LANGUAGES)
def test_hugo_says_a_language_by_folder_or_file_and_not_its_first(tmp_path, configured):
    pages = (
        *("content/de/blog/licht.md", "content/en/blog/licht.md"),
        *("content/de/blog/ton.en.md", "content/de/_index.en.md"),
    )
    folder = laid_out(tmp_path, {**configured, **{name: page(date="2020-01-02") for name in pages}})
    items = {one.id: one for one in opened(folder).items()}
    told = {
        name: (one.link, [t.slug for t in one.terms if t.taxonomy == "language"])
        for name, one in items.items()
        if one.kind is Kind.POST
    }
    assert told == {
        "content/de/blog/licht.md": ("https://alt.example/blog/licht/", ["de"]),
        "content/en/blog/licht.md": ("https://alt.example/en/blog/licht/", ["en"]),
        "content/de/blog/ton.en.md": ("https://alt.example/en/blog/ton/", ["en"]),
    }


def test_hugo_makes_addresses_of_titles_of_files_and_of_days_as_its_patterns_say(tmp_path):
    folder = laid_out(
        tmp_path,
        {
            "hugo.toml": '[permalinks]\nblog = "/:year/:title/"\nteam = "/:contentbasename"\n',
            "content/blog/a.md": page("Große Halle", date="2020-02-03", aliases='["alt/halle"]'),
            "content/team/Anna Berg.md": page("X"),
            "content/frei/2020-01-05-Drei Tage (neu).md": page("Y"),
            "content/frei/kurz.md": page("Z", slug="/ganz/kurz/"),
        },
    )
    assert links_of(folder) == {
        "content/blog/a.md": "/2020/grosse-halle/",
        "content/team/Anna Berg.md": "/Anna-Berg",
        "content/frei/2020-01-05-Drei Tage (neu).md": "/frei/2020-01-05-Drei-Tage-neu/",
        "content/frei/kurz.md": "/frei/ganz/kurz/",
    }
    (blog,) = (one for one in opened(folder).items() if one.title == "Große Halle")
    assert blog.former == ("/alt/halle",)


def test_eleventy_asks_a_file_named_as_its_folder_and_leaves_out_what_is_no_page(tmp_path):
    pattern = "/b/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/"
    folder = laid_out(
        tmp_path,
        {
            "eleventy.config.js": "",
            "src/blog/blog.json": f'{{"permalink": "{pattern}", "tags": "posts", "author": "Ida"}}',
            "src/blog/2020-02-03-x.md": page("Große Halle"),
            "src/blog/y.md": page("Y", permalink="false"),
            "src/blog/z.md": page("Z", permalink='"/{{ unbekannt }}/"'),
        },
    )
    items = {one.id: one for one in opened(folder).items()}
    one = items["src/blog/2020-02-03-x.md"]
    assert (one.link, one.writers, one.terms) == ("/b/2020/02/grosse-halle/", ("Ida",), ())
    assert items["src/blog/y.md"].kind is Kind.OTHER
    assert items["src/blog/z.md"].link == "/blog/z/"


@pytest.mark.parametrize("said", ["true", "7", '"wort"', "{a: 1}"])
def test_defaults_that_are_no_list_are_none(tmp_path, said):
    folder = laid_out(
        tmp_path, {"_config.yml": f"defaults: {said}\n", "_posts/2019-05-06-licht.md": page()}
    )
    assert links_of(folder) == {"_posts/2019-05-06-licht.md": "/2019/05/06/licht.html"}


def test_defaults_of_hugo_that_are_no_list_are_none(tmp_path):
    folder = laid_out(
        tmp_path, {"hugo.toml": "defaults = true\n", "content/blog/a.md": page(date="2020-02-03")}
    )
    assert links_of(folder) == {"content/blog/a.md": "/blog/a/"}


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}"])
@pytest.mark.parametrize("name", ["permalink", "url", "slug", "title"])
def test_an_address_is_said_by_a_word_or_a_number(tmp_path, name, value):
    settings = 'baseURL = "/"\n[permalinks]\nteam = ["x"]\n'
    files = {"hugo.toml": settings, "content/team/a.md": f"---\n{name}: {value}\n---\nText.\n"}
    assert links_of(laid_out(tmp_path, files)) == {"content/team/a.md": "/team/a/"}


def test_a_number_may_be_an_address(tmp_path):
    files = {
        "content/a.md": page(slug="7"),
        "content/b.md": page(permalink="8"),
        "hugo.toml": "a=1",
    }
    assert links_of(laid_out(tmp_path, files)) == {"content/a.md": "/7/", "content/b.md": "/8"}


def test_of_former_addresses_words_and_numbers_count(tmp_path):
    told = page(aliases='[["alt"], {"a": "b"}, "da", 7]', redirect_from="{a: b}")
    (item,) = opened(laid_out(tmp_path, {"a.md": told})).items()
    assert item.former == ("/da", "/7")


@pytest.mark.parametrize(
    "generator", [{"_config.yml": "title: Haus\n"}, {"hugo.toml": 'title = "Haus"\n'}]
)
def test_a_file_named_as_its_folder_tells_jekyll_and_hugo_nothing(tmp_path, generator):
    files = generator | {
        "content/blog/blog.json": '{"permalink": "/falsch/"}',
        "content/blog/a.md": page(),
    }
    assert "falsch" not in links_of(laid_out(tmp_path, files))["content/blog/a.md"]


def test_a_section_of_hugo_that_says_something_is_a_page_at_its_address(tmp_path):
    folder = laid_out(
        tmp_path,
        {
            "hugo.yaml": "contentDir: content/de\ntitle: &name Bühne\nparams: {name: *name}\n"
            'permalinks: {haus: "/:year/:title/"}\n',
            "content/de/_index.md": page(),
            "content/de/haus/_index.md": page("Über uns", date="2020-01-02"),
            "content/de/haus/ort.md": page("Ort", date="2020-01-02"),
            "content/de/leer/_index.md": "---\ntitle: L\n---\n{{< kapitel >}}\n<!-- noch nichts -->\n",
        },
    )
    export = opened(folder)
    items = {one.id.removeprefix("content/de/"): one for one in export.items()}
    assert export.head.place.name == "Bühne"
    told = {name: (one.kind, one.link) for name, one in items.items() if one.link}
    assert told == {
        "haus/_index.md": (Kind.PAGE, "/haus/"),
        "haus/ort.md": (Kind.POST, "/2020/ort/"),
    }


def test_hugo_lets_a_section_speak_for_all_below_it(tmp_path):
    section = "---\ntitle: T\ncascade:\n  {}\n---\n"
    folder = laid_out(
        tmp_path,
        {
            "hugo.yaml": "title: T\n",
            "content/neu/_index.md": section.format("author: Ida"),
            "content/neu/alt/_index.md": section.format("- draft: true"),
            "content/neu/a.md": page(date="2020-01-02"),
            "content/neu/b.md": page(date="2020-01-02", author="Bo"),
            "content/neu/alt/c.md": page(date="2020-01-02"),
            "content/wahl/_index.md": section.format("- draft: true\n    target: {path: /x}"),
            "content/kein/_index.md": "\x00\x01\x02",
            "content/wahl/d.md": page(date="2020-01-02"),
        },
    )
    told = {
        one.id.rpartition("/")[2]: (one.writers, one.status)
        for one in opened(folder).items()
        if one.link
    }
    assert told == {
        "a.md": (("Ida",), "publish"),
        "b.md": (("Bo",), "publish"),
        "c.md": (("Ida",), "draft"),
        "d.md": ((), "publish"),
    }


def test_a_file_that_stands_for_another_page_is_an_address_of_that_one(tmp_path):
    leads = "---\nredirect_to: {}\npermalink: {}\n---\n"
    folder = laid_out(
        tmp_path,
        {
            "_config.yml": "url: https://alt.example\n",
            "neu.md": page(permalink="/neu/"),
            "_posts/2020-01-02-a.md": page(),
            "7.md": "---\nlayout: refresh\nrefresh_to_post_id: /2020/01/02/a\n---\n",
            "alt.md": leads.format("/neu", "/alt/"),
            "ganz-alt.md": leads.format("https://www.alt.example/neu/", "/ganz-alt/"),
            "nein.md": "---\ntitle: T\nredirect: false\n---\n",
            "fort.md": leads.format("https://fort.example/", "/fort/"),
            "thema.md": "---\ntitle: T\npermalink: /thema/\nredirect: /neu/\n---\n<!-- alt -->\n",
        },
    )
    items = {one.id: one for one in opened(folder).items()}
    assert set(items["neu.md"].former) == {
        f"https://alt.example/{name}/" for name in ("alt", "ganz-alt", "thema")
    }
    assert "https://alt.example/7.html" in items["_posts/2020-01-02-a.md"].former
    told = {name for name, one in items.items() if one.kind is Kind.OTHER}
    assert told == {"alt.md", "ganz-alt.md", "fort.md", "thema.md", "7.md"}
    assert "https://fort.example/" in items["fort.md"].remarks[0].words


def test_a_post_with_the_layout_of_a_page_is_a_post(tmp_path):
    told = page(date="2020-01-02", layout="page")
    names = ("content/posts/a.md", "content/haus/b.md", "_posts/2020-01-02-c.md")
    folder = laid_out(tmp_path, dict.fromkeys(names, told))
    kinds = {one.id: one.kind for one in opened(folder).items()}
    assert kinds == dict(zip(names, (Kind.POST, Kind.PAGE, Kind.POST), strict=True))


def test_the_website_of_somebody_is_not_where_the_page_about_them_is(tmp_path):
    about = {"leute/anna.md": page(url="https://anna.example/a"), "bo.md": page(url="/bo/da/")}
    assert links_of(laid_out(tmp_path, about)) == {
        "leute/anna.md": "/leute/anna/",
        "bo.md": "/bo/da/",
    }
    (tmp_path / "_config.yml").write_text("title: T")
    assert links_of(tmp_path)["bo.md"] == "/bo.html"
