"""Readers and guests are addressed in one form, whichever a site has chosen."""

import re

import pytest
from babel.messages.pofile import read_po

from bin.messages import FOLDER
from delivery import generation
from pages.house.german import catalogue
from pages.house.german.address_forms import TEXTS, addressed
from pages.models import Site
from pages.own import first_text
from tests.filling import Page
from tests.making import make_editor, make_site

# Where it speaks to readers and guests, and what of that is the newsroom's after all.
THEIRS = (
    *("templates/pages/", "templates/components/", "templates/editions/", "templates/prose/"),
    *("templates/base.html", "templates/4", "templates/5", "templates/guests/"),
    *("templates/desk/draft/", "pages/", "guests/", "events/", "prose/typography"),
    *("desk/commenting/forms.py", "desk/commenting/outside.py"),
)
NOT_THEIRS = re.compile(
    r"templates/guests/admin/|(pages|guests|events)/.*admin|events/models/|pages/own/requirements"
    r"|pages/house/site_(links|settings)|pages/webhooks/|guests/share_texts|events/(price|import)"
)
OF_THE_NEWSROOM = {"Sagen Sie, für wen der Link ist."}
SIE = re.compile(r"\b(Sie|Ihnen|Ihre?[mnrs]?)\b")
WORDS = {
    "sie": SIE,
    "ihr": re.compile(r"\b([Ee]uch|[Ee]ure?[mnrs]?)\b"),
    "du": re.compile(r"\b([Dd]u|[Dd]ir|[Dd]ich|[Dd]eine?[mnrs]?)\b"),
}


def _said_to_them():
    with (FOLDER / "django.po").open("rb") as file:
        for message in read_po(file, locale="de"):
            places = [place for place, _line in message.locations]
            if any(place.startswith(THEIRS) and not NOT_THEIRS.search(place) for place in places):
                strings = message.string if isinstance(message.string, tuple) else [message.string]
                yield from strings
    for parts in first_text._TEXTS.values():
        for part in parts.get("de", []):
            yield from [part["heading"], *part["paragraphs"]]


def test_what_addresses_readers_or_guests_is_there_in_all_three_forms():
    known = {text["sie"] for text in TEXTS}
    said = {text for text in _said_to_them() if SIE.search(text)} - OF_THE_NEWSROOM
    assert said - known == set(), "say it in the table, or address nobody"
    assert known - said == set(), "the catalogue says it differently"


@pytest.mark.parametrize("form", ["ihr", "du"])
def test_each_form_keeps_to_itself_and_to_what_is_filled_in(form):
    fields = re.compile(r"%\(\w+\)s|<[^>]+>")
    for text in TEXTS:
        said = addressed(text["sie"], form)
        assert said == text[form] != text["sie"]
        assert sorted(fields.findall(said)) == sorted(fields.findall(text["sie"]))
        mixed = [other for other in WORDS if other != form and WORDS[other].search(said)]
        # “Ihr” begins a sentence in two of the forms.
        assert [other for other in mixed if (form, other) != ("ihr", "sie")] == [], said


def test_nobody_is_addressed_otherwise_in_what_the_catalogue_says_to_readers():
    strange = re.compile(r"\b(du|dich|dir|dein\w*|euch|eure?[mnrs]?)\b", re.IGNORECASE)
    assert [text for text in _said_to_them() if strange.search(text)] == []


@pytest.fixture
def politely():
    """Leave the process as other tests want it."""
    yield
    make_site(address_form="sie")
    catalogue.speak()


@pytest.mark.django_db
@pytest.mark.usefixtures("politely")
def test_a_site_addresses_its_readers_as_its_settings_say_from_the_next_page_on(client):
    client.force_login(make_editor())
    make_site(social=[{"label": "Mastodon", "address": "https://mastodon.example/@haus"}])
    for form, words in (("du", "Folge uns"), ("ihr", "Folgt uns"), ("sie", "Folgen Sie uns")):
        page = Page(client, "/admin/pages/site/1/change/").fill(address_form=form).press("_save")
        assert page.errors == []
        generation.begin()  # as the commit would
        assert f'aria-label="{words}"' in client.get("/transparenz/").text
        text = first_text.first_text("accessibility", "de", {"email": "wir@haus.example"})
        assert {"du": "Schreib uns", "ihr": "Schreibt uns"}.get(form, "Schreiben Sie uns") in text
    assert Site.objects.get().address_form == "sie"
