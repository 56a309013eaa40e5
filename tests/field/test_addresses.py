"""Addresses that changed, came back, were taken or were written otherwise; ids that outlive them."""

import re
import unicodedata
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import ProtectedError
from django.urls import reverse

from blog.admin.tags import TagsField
from blog.models import Series, Tag, Tie
from blog.publishing.publish import publish
from delivery import generation
from events.models import Event, EventSeries
from names.merging import merge
from people.models import Organisation, Person
from tests.filling import Page
from tests.making import (
    make_ambassador,
    make_editor,
    make_event,
    make_interview,
    make_person,
    make_post,
    make_site,
)

pytestmark = pytest.mark.django_db
KINDS = ["topic", "series", "person", "event", "event series"]
MODELS = [Person, Organisation, Series, EventSeries, Event, Tag]


@pytest.fixture
def world():
    """One of each kind, with a live piece."""
    row = EventSeries.objects.create(name="Kongresse", slug="kongresse")
    event = make_event("Kongress", slug="kongress", series=row)
    person = make_person("Anna Berg", slug="anna-berg")
    series = Series.objects.create(name="Reihe", slug="reihe", event=event)
    piece = make_post("Text", slug="text", author=person, event=event, series=series)
    piece.tags.add("Bühne")
    topic = Tag.objects.get()
    publish(piece, by=None)
    kinds = {
        "topic": topic,
        "series": series,
        "person": person,
        "event": event,
        "event series": row,
    }
    return SimpleNamespace(
        piece=piece, **{name.replace(" ", "_"): of for name, of in kinds.items()}, of=kinds
    )


def below(kind: str, slug: str) -> list[str]:
    """Every address that has this one in it."""
    feeds = {"topic": "tag", "series": "series", "person": "person", "event": "event"}
    names = [f"{feeds[kind]}_{form}" for form in ("rss", "atom", "json")] if kind in feeds else []
    names += {
        "topic": ["tag"],
        "series": ["series"],
        "person": ["person"],
        "event": ["event", "event_calendar", "event_card"],
        "event series": ["event_series", "series_calendar"],
    }[kind]
    return [reverse(name, args=[slug]) for name in names]


def move(thing, slug: str) -> None:
    thing.slug = slug
    thing.save()
    generation.begin()  # as the commit would


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_address_leads_on_and_may_come_back(read, world, kind):
    """Rows 5 and 6; Yoast/wordpress-seo 4945, nystudio107/craft-retour 347: there and back is a loop."""
    thing = world.of[kind]
    first = thing.slug
    move(thing, "ganz-neu")
    for old, new in zip(below(kind, first), below(kind, "ganz-neu"), strict=True):
        answer = read(old)
        assert (answer.status, answer.headers["Location"]) == (301, new)
        assert answer.headers["Cache-Control"] == "public, max-age=3600, s-maxage=10"
        assert read(new).status == 200
    move(thing, first)
    for old, new in zip(below(kind, first), below(kind, "ganz-neu"), strict=True):
        assert read(old).status == 200
        assert read(new).headers["Location"] == old


@pytest.mark.parametrize("kind", KINDS)
def test_a_former_address_keeps_what_it_was_asked_for_with(read, world, kind):
    thing = world.of[kind]
    old = thing.get_absolute_url()
    move(thing, "neu")
    if kind != "event series":
        assert read(f"{old}?vor=x").status == 404  # no such page there either
    assert read(f"{old}?b=ADA").headers["Location"].endswith("/neu/?b=ADA")


def test_a_changed_address_of_a_piece_may_be_kept_for_an_hour_only(read, world):
    world.piece.slug = "neuer-text"
    world.piece.save()
    publish(world.piece, by=None)
    for rest in ("", "aenderungen/"):
        answer = read(f"/blog/text/{rest}")
        assert (answer.status, answer.headers["Location"]) == (301, f"/blog/neuer-text/{rest}")
        assert answer.headers["Cache-Control"] == "public, max-age=3600, s-maxage=10"


def test_what_is_not_announced_is_not_given_away_by_its_former_address(read, world):
    move(world.event, "geheim")
    Event.objects.update(public=False)
    assert read("/events/kongress/").status == 404
    move(draft := Tag.objects.create(name="Entwurf", slug="entwurf"), "noch-geheim")
    assert draft.addresses.count() == 2
    assert read("/thema/entwurf/").status == 404


@pytest.mark.parametrize("model", MODELS)
def test_an_address_that_another_had_is_never_given_away(model):
    """Row 3: a second of the name gets another address, also where the first has moved."""
    make = (
        make_event
        if model is Event
        else lambda name, **more: model.objects.create(name=name, **more)
    )
    first = make("Müller GmbH", slug="")
    move(first, "mueller")
    assert make("Mueller GmbH", slug="").slug == "mueller-gmbh-2"


@pytest.mark.parametrize(
    "form",
    ["people/person", "people/organisation", "blog/series", "blog/tag", "events/eventseries"],
)
def test_swapping_two_addresses_is_refused_at_the_field(client, form):
    model = {m._meta.label_lower.replace(".", "/"): m for m in MODELS}[form]
    one, other = (model.objects.create(name=name, slug=name.lower()) for name in ("Eins", "Zwei"))
    move(one, "drei")
    client.force_login(make_editor())
    page = Page(client, f"/admin/{form}/{other.pk}/change/").fill(slug="eins").press("_save")
    assert [error for error in page.errors if "Eins" in error]
    page = Page(client, f"/admin/{form}/{one.pk}/change/").fill(slug="eins").press("_save")
    assert page.errors == []  # back to its own is always open


def test_no_event_takes_the_address_below_which_series_are(client):
    assert make_event("Reihe", slug="").slug == "reihe-2"


def test_capitals_umlauts_and_a_missing_slash_lead_on(read, world):
    """Row 30: links are typed from paper and spoilt by programs."""
    for asked, wanted in [
        ("/Blog/Text/", "/blog/text/"),
        ("/BLOG/TEXT", "/blog/text/"),
        ("/Personen/Anna-Berg/", "/personen/anna-berg/"),
        ("/thema/B\u00c3\u00bchne/", "/thema/buehne/"),  # the bytes of ü as WSGI gives them
        ("/events/Kongress.ics", "/events/kongress.ics"),
        ("/feeds/RSS.xml", "/feeds/rss.xml"),
        ("/blog/text?utm_source=brief&x=1", "/blog/text/?utm_source=brief&x=1"),
    ]:
        answer = read(asked)
        assert (answer.status, answer.headers.get("Location")) == (301, wanted), asked
    assert read("/Gibt-Es/Nicht/").status == 404
    assert read("/ADMIN/").status == 404


def test_small_letters_are_what_is_saved(client):
    client.force_login(make_editor())
    Page(client, "/admin/people/person/add/").fill(name="Otto", slug="Otto-X").press("_save")
    assert Person.objects.get(name="Otto").slug == "otto-x"


def test_a_live_piece_leads_to_where_things_are_now(read, world):
    """Row 5: its own links follow, without a detour."""
    interview = make_interview(
        "Gespräch", slug="gespraech", guest=world.person, series=world.series
    )
    publish(interview, by=None)
    move(world.person, "anna-tal")
    move(world.topic, "theater")
    move(world.series, "neue-reihe")
    for address in ("/blog/text/", "/interviews/gespraech/"):
        page = read(address).text
        assert "/personen/anna-tal/" in page
        assert "/serien/neue-reihe/" in page
        assert "/personen/anna-berg/" not in page
        assert "/serien/reihe/" not in page
    assert "/thema/theater/" in read("/blog/text/").text


def test_the_address_of_a_copy_that_was_merged_leads_to_the_one_that_stays(client, read, world):
    """jazzband/django-taggit 218: what turns out to be one is there twice for good."""
    copy = make_person("Anna Bergk", slug="anna-bergk", email="anna@example.org")
    second = make_post(
        "Zweiter",
        slug="zweiter",
        author=copy,
        series=Series.objects.create(name="Reihe 2", slug="zwei"),
    )
    second.tags.add("Buehne 2")
    publish(second, by=None)
    client.force_login(make_editor())
    for kind, stays, goes in [
        ("people/person", world.person, copy),
        ("blog/tag", world.topic, Tag.objects.get(name="Buehne 2")),
        ("blog/series", world.series, second.series),
    ]:
        address = f"/admin/{kind}/"
        ticked = {"action": "merge_rows", "_selected_action": [stays.pk, goes.pk]}
        assert goes.slug in client.post(address, ticked).text
        client.post(address, ticked | {"stays": stays.pk})
        assert not type(goes).objects.filter(pk=goes.pk).exists()
        assert goes.slug in client.get(f"{address}{stays.pk}/history/").text
    generation.begin()
    world.person.refresh_from_db()
    assert (world.person.email, world.person.aliases) == ("anna@example.org", "Anna Bergk")
    assert read("/personen/anna-bergk/").headers["Location"] == "/personen/anna-berg/"
    assert read("/thema/buehne-2/feed.xml").headers["Location"] == "/thema/buehne/feed.xml"
    assert read("/serien/zwei/").headers["Location"] == "/serien/reihe/"
    for page in (
        "/personen/anna-berg/",
        "/thema/buehne/",
        "/serien/reihe/",
        "/suche/?q=Zweiter&person=anna-bergk",
    ):
        assert "Zweiter" in read(page).text, page
    page = read("/blog/zweiter/").text
    assert "/personen/anna-berg/" in page
    assert "/thema/buehne/" in page
    assert "/serien/reihe/" in page
    call_command("verify_editions", "--all")


def test_two_with_a_ticket_code_each_are_not_merged_by_mistake(client):
    event = make_event()
    one, other = (
        make_ambassador(event, person=make_person(name), code=name) for name in ("Ada", "Eva")
    )
    with pytest.raises(ValidationError):
        merge(one.person, other.person)
    assert Person.objects.count() == 2


def test_merged_organisations_keep_their_ties_in_the_register(world):
    one, other = (Organisation.objects.create(name=name) for name in ("Saal GmbH", "Saal"))
    post = make_post("Bezahlt")
    for organisation in (one, other):
        Tie.objects.create(
            post=post,
            organisation=organisation,
            relation="sponsor",
            consideration="money",
        )
    merge(one, other)
    assert {tie.organisation for tie in Tie.objects.all()} == {one}
    assert one.names() == ("Saal GmbH", "Saal")
    assert Organisation.meant_by([other.pk]) == {other.pk: one.pk}


@pytest.mark.parametrize("kind", ["topic", "series", "person", "event"])
def test_what_a_live_piece_leads_to_cannot_be_deleted(client, world, kind):
    """Row 19: no dead link is left in a live piece."""
    thing = world.of[kind]
    client.force_login(make_editor())
    page = Page(client, f"/admin/{thing._meta.label_lower.replace('.', '/')}/{thing.pk}/delete/")
    assert type(thing).objects.filter(pk=thing.pk).exists()
    assert not page.values  # it tells why, and has no button
    with pytest.raises(ProtectedError):
        thing.delete()


# ForNeVeR/fornever.me 3: another scheme is enough.
HOMES = ["http://alt.example", "https://neu.example"]


def test_ids_outlive_the_host_and_the_address(read, world, settings):
    """Row 22; getnikola/nikola 2378, 11ty/eleventy-plugin-rss 67: after a move all is unread again."""
    make_site(name="Bühnenblog", first_url=HOMES[0])

    def ids() -> list[str]:
        generation.begin()
        found = [
            read("/feeds/atom.xml").text,
            read(world.topic.get_absolute_url() + "atom.xml").text,
        ]
        found += [read("/feeds/feed.json").text, read("/korrekturen/atom.xml").text]
        found += [read("/events.ics").text, read(world.event.get_absolute_url()[:-1] + ".ics").text]
        found.append(read(world.event_series.get_absolute_url()[:-1] + ".ics").text)
        return re.findall(r'<id>.*?</id>|"id": ".*?"|^UID:.*$', "\n".join(found), re.MULTILINE)

    settings.SITE_URL = HOMES[0]
    before = ids()
    settings.SITE_URL = HOMES[1]
    for thing in (world.topic, world.event, world.event_series):
        move(thing, "woanders")
    assert ids() == before
    assert len(before) > 8
    assert not any("neu.example" in one or "woanders" in one for one in before)


def test_the_first_address_of_a_site_is_kept_once_it_is_none_of_this_machine(settings):
    assert make_site().home == settings.SITE_URL
    settings.SITE_IS_LOCAL, settings.SITE_URL = False, HOMES[0]
    site = make_site(name="A")
    settings.SITE_URL = HOMES[1]
    site.save()
    assert site.home == HOMES[0]


def test_page_two_is_its_own_and_no_code_is_part_of_it(read):
    """Row 25: search engines drop what names another page as the real one."""
    for number in range(14):
        publish(make_post(f"Text {number}"), by=None)
    first = read("/blog/?b=ADA").text
    assert 'rel="canonical" href="http://testserver/blog/"' in first
    further = re.search(r'href="(?:/blog/)?(\?vor=[^"]+)"', first)[1]
    assert (
        f'rel="canonical" href="http://testserver/blog/{further}"' in read(f"/blog/{further}").text
    )


def test_a_sitemap_names_no_empty_part(read):
    """Row 31."""
    index = read("/sitemap.xml").text
    assert "people" not in index
    assert "personen" not in index
    parts = re.findall("<loc>http://testserver(.*?)</loc>", index)
    assert [read(part).text.count("<loc>") > 0 for part in parts] == [True] * len(parts)
    make_event()
    publish(make_post("Text"), by=None)
    generation.begin()
    assert (
        len(re.findall("<loc>", read("/sitemap.xml").text)) == len(parts) + 4
    )  # pieces, people, events, news


def test_one_koeln_however_it_was_typed(client):
    """Row 24: macOS takes letters apart."""
    apart = unicodedata.normalize("NFD", "Köln")
    Tag.objects.create(name="Köln")
    assert TagsField().clean([apart]) == ["Köln"]
    assert make_person(apart).name == "Köln"
    client.force_login(make_editor())
    page = Page(client, "/admin/blog/tag/add/").fill(name=apart).press("_save")
    assert page.errors
    assert Tag.objects.count() == 1


def test_two_topics_whose_names_differ_in_signs_only_are_two():
    """otoDB/otoDB 42."""
    slugs = [Tag.objects.create(name=name).slug for name in ("AB", "A・B", "foo 1", "foo-1")]
    assert slugs == ["ab", "ab-2", "foo-1", "foo-1-2"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("c#", "c-sharp"),
        ("C/C++", "c-c-plus-plus"),
        ("§ 218", "paragraf-218"),
        ("§§ 9, 10", "paragrafen-9-10"),
        ("#d2m26", "d2m26"),
        ("Autor:in", "autorin"),
        ("🎉", "thema"),
        ("50+", "50-plus"),
        ("Q&A", "q-und-a"),
        (".NET", "net"),
        ("日本", "ri-ben"),
    ],
)
def test_a_topic_gets_an_address_that_one_can_say(name, slug):
    """wintermeyer/vutuv 1337, zestedesavoir/zds-site 3542: C, C++ and C# became one."""
    assert Tag.objects.create(name=name).slug == slug
