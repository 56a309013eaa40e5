"""People of any gender are spoken of in one form, whichever a site has chosen."""

import re

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from bin.messages import FOLDER
from delivery import generation
from events.role_lines import ambassador_of
from pages.house.german import catalogue
from pages.house.german.gender_forms import SIGNS, in_form
from pages.models import Site
from people.models import Person
from tests.filling import Page
from tests.making import make_editor, make_site

# A pair that is written otherwise, or a form that is none: `in_form` would leave it as it is.
LEFT = re.compile(
    r"\w[/:*_]in(?:nen)?\b|\b[A-ZÄÖÜ]\w+innen (?:und|oder) [A-Z]|[a-z]er?in oder [A-Z]\w+er\b"
)


@pytest.mark.parametrize(
    ("form", "plural", "singular"),
    [
        ("slash", "die Autor/innen", "eines Botschafter/in"),
        ("colon", "die Autor:innen", "eines Botschafter:in"),
        ("star", "die Autor*innen", "eines Botschafter*in"),
        ("gap", "die Autor_innen", "eines Botschafter_in"),
        ("feminine", "die Autorinnen", "eines Botschafterin"),
        ("masculine", "die Autoren", "eines Botschafter"),
    ],
)
def test_a_pair_takes_every_form(form, plural, singular):
    assert in_form("die Autorinnen und Autoren", form) == plural
    assert in_form("eines Botschafterin oder Botschafter", form) == singular


def test_what_is_no_pair_stays():
    text = "Wir gehen hinein und hören zu; Rita Rehberg ist Botschafterin von #d2m26."
    assert {in_form(text, form) for form in SIGNS} == {text}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_german_knows_no_other_form_than_pairs_that_are_found(domain):
    with (FOLDER / f"{domain}.po").open("rb") as file:
        written = read_po(file, locale="de", domain=domain)
    strings = [text for one in written for text in _strings(one)]
    assert [text for text in strings if LEFT.search(in_form(text, "feminine"))] == []


def _strings(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.fixture
def in_pairs():
    """Leave the process as other tests want it."""
    yield
    make_site(gender_form="pair")
    catalogue.speak()


@pytest.mark.django_db
@pytest.mark.usefixtures("in_pairs")
def test_a_site_says_it_in_the_form_that_its_settings_name_from_the_next_page_on(client):
    client.force_login(make_editor())
    make_site()
    for form, ambassador, heading in (
        ("colon", "Botschafter:in", "Sponsoren, Partner, Botschafter:innen"),
        ("masculine", "Botschafter", "Sponsoren, Partner, Botschafter<"),
        (
            "pair",
            "Botschafterin oder Botschafter",
            "Sponsoren, Partner, Botschafterinnen und Botschafter",
        ),
    ):
        page = Page(client, "/admin/pages/site/1/change/").fill(gender_form=form).press("_save")
        assert page.errors == []
        generation.begin()  # as the commit would
        assert heading in client.get("/transparenz/").text
        with translation.override("de"):
            assert ambassador_of(Person(), "#d2m26") == f"{ambassador} von #d2m26"
    assert Site.objects.get().gender_form == "pair"
