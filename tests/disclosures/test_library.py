"""The wordings of the library: whole in both languages, and nothing of them reaches readers raw."""

import re

import pytest
from django.utils.html import escape
from django.utils.safestring import mark_safe
from hypothesis import given, strategies as st

from disclosures.examples import examples_for
from disclosures.library import (
    BEGINNING,
    INTRODUCTION,
    Unfilled,
    filled,
    lay_down_library,
    misplaced,
    placeholders_in,
    standards,
)
from disclosures.models import Notice
from disclosures.offers import offers, take
from disclosures.rules import ageing, organisations
from prose.sanitising import sanitise
from tests.disclosures.facts import plain
from tests.making import make_editor

# What the rules put in, in each language.
VALUES = {
    "de": {
        "org": "Beispiel GmbH",
        "rolle": "Sponsor der Veranstaltung D2M Summit (2026)",
        "bedingungen": "Beispiel GmbH hat dafür bezahlt und den Text verfasst",
        "zwecke": "Recherche und Rohfassung",
        "werkzeuge": "Satzhilfe, Suchhilfe",
        "anteil": "teilweise",
        "pruefer": "Rita Rehberg",
        "datum": "20. November 2026",
        "verantwortlich": "Max Marder",
        "sprache": "Englischen",
        "alter": "2 Jahre",
        "veranstaltung": "D2M Summit",
        "personen": "Gesa Gast (Muster GmbH) und Kai Kran",
        "person": "Bela Berg",
        "leistung": "eine Freikarte",
    },
    "en": {
        "org": "Beispiel GmbH",
        "rolle": "a sponsor of the event D2M Summit (2026)",
        "bedingungen": "Beispiel GmbH paid for it and wrote the text",
        "zwecke": "research and first draft",
        "werkzeuge": "Satzhilfe, Suchhilfe",
        "anteil": "partly",
        "pruefer": "Rita Rehberg",
        "datum": "20 November 2026",
        "verantwortlich": "Max Marder",
        "sprache": "English",
        "alter": "2 years",
        "veranstaltung": "D2M Summit",
        "personen": "Gesa Gast (Muster GmbH) and Kai Kran",
        "person": "Bela Berg",
        "leistung": "a free ticket",
    },
}
AMBASSADOR = {"de": "Botschafterin von #d2m26", "en": "Ambassador of #d2m26"}
READ_ALOUD = {
    "anzeige": (
        (
            "Dieser Beitrag entstand im Auftrag von Beispiel GmbH: Beispiel GmbH hat dafür bezahlt und"
            " den Text verfasst."
        ),
        (
            "This piece was commissioned by Beispiel GmbH: Beispiel GmbH paid for it and wrote the"
            " text."
        ),
    ),
    "anzeige-botschaft": (
        (
            "Bela Berg ist Botschafterin von #d2m26 und erhält dafür eine Gegenleistung (eine"
            " Freikarte). Dieser Beitrag ist Werbung."
        ),
        (
            "Bela Berg (Ambassador of #d2m26) receives something in return (a free ticket). This piece"
            " is advertising."
        ),
    ),
    "provision": (
        "Kaufen Sie über diesen Beitrag bei Beispiel GmbH, erhalten wir eine Provision.",
        "If you buy from Beispiel GmbH through this piece, we receive a commission.",
    ),
    "pressemitteilung": (
        "Dieser Text ist eine unbearbeitete Pressemitteilung von Beispiel GmbH.",
        "This text is an unedited press release by Beispiel GmbH.",
    ),
    "partnerschaft": (
        (
            "Beispiel GmbH ist Sponsor der Veranstaltung D2M Summit (2026). Für diesen Beitrag gab es"
            " keine Gegenleistung; über Auswahl und Inhalt hat allein die Redaktion entschieden."
        ),
        (
            "Beispiel GmbH is a sponsor of the event D2M Summit (2026). Nothing was given for this"
            " piece; the newsroom alone decided on choice and content."
        ),
    ),
    "partnerschaft-knapp": (
        "Beispiel GmbH ist Sponsor der Veranstaltung D2M Summit (2026).",
        "Beispiel GmbH is a sponsor of the event D2M Summit (2026).",
    ),
    "ki-text": (
        (
            "Dieser Text stammt teilweise von einer KI (Satzhilfe, Suchhilfe). Kein Mensch hat ihn vor"
            " der Veröffentlichung inhaltlich geprüft."
        ),
        (
            "This text was partly written by AI (Satzhilfe, Suchhilfe). Nobody examined its content"
            " before publication."
        ),
    ),
    "ki-uebersetzung": (
        "Aus dem Englischen übersetzt mit KI.",
        "Translated from English with AI.",
    ),
    "ki-uebersetzung-geprueft": (
        "Aus dem Englischen übersetzt mit KI, redaktionell geprüft.",
        "Translated from English with AI, examined by the newsroom.",
    ),
    "ki": (
        (
            "Für Recherche und Rohfassung haben wir KI-Werkzeuge eingesetzt (Satzhilfe, Suchhilfe); der"
            " Text stammt teilweise von ihnen. Rita Rehberg hat den Text am 20. November 2026"
            " inhaltlich geprüft und freigegeben; verantwortlich ist Max Marder."
        ),
        (
            "We used AI tools for the following: research and first draft (Satzhilfe, Suchhilfe); the"
            " text was partly written by them. Rita Rehberg examined and approved the text on 20"
            " November 2026; Max Marder is responsible."
        ),
    ),
    "ki-kurz": (
        "Für Recherche und Rohfassung haben wir KI-Werkzeuge eingesetzt (Satzhilfe, Suchhilfe).",
        "We used AI tools for the following: research and first draft (Satzhilfe, Suchhilfe).",
    ),
    "alter": (
        (
            "Dieser Beitrag hat den Stand 20. November 2026 und ist älter als 2 Jahre. Einzelne Angaben"
            " können überholt sein."
        ),
        (
            "This piece is as of 20 November 2026 and older than 2 years. Some of it may no longer"
            " hold."
        ),
    ),
    "veranstaltung-vorbei": (
        "Die Veranstaltung D2M Summit fand am 20. November 2026 statt.",
        "The event D2M Summit took place on 20 November 2026.",
    ),
    "veranstaltung-abgesagt": (
        "Die Veranstaltung D2M Summit ist abgesagt; geplant war sie für den 20. November 2026.",
        "The event D2M Summit has been cancelled; it was planned for 20 November 2026.",
    ),
    "veranstaltung-verschoben": (
        "Die Veranstaltung D2M Summit ist verschoben; der neue Termin steht noch nicht fest.",
        "The event D2M Summit has been postponed; the new date is still open.",
    ),
    "gastbeitrag": (
        (
            "Gastbeitrag: Der Text gibt die persönliche Meinung von Gesa Gast (Muster GmbH) und Kai"
            " Kran wieder."
        ),
        "Guest post: the text gives the personal opinion of Gesa Gast (Muster GmbH) and Kai Kran.",
    ),
    "interview": (
        (
            "Die Antworten geben die persönliche Meinung von Gesa Gast (Muster GmbH) und Kai Kran"
            " wieder."
        ),
        "The answers give the personal opinion of Gesa Gast (Muster GmbH) and Kai Kran.",
    ),
}
each = pytest.mark.parametrize("key", standards())


# The wordings --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", READ_ALOUD)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_first_wordings_are_what_they_were(key, language):
    """Sites carry them; released words never change."""
    values = VALUES[language]
    if key == "anzeige-botschaft":
        values = values | {"rolle": AMBASSADOR[language]}
    told = plain(filled(standards()[key].first[language][1], values, html=True))
    assert told == f"<p>{READ_ALOUD[key][language == 'en']}</p>"


@each
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_wording_reads_as_a_sentence_once_filled(key, language):
    heading, text = standards()[key].wordings[language]
    told = filled(text, examples_for(key, language), html=True)
    assert re.fullmatch(r"<p>[^<]+\.</p>", told)
    assert "  " not in told
    assert not {"{", "}"} & set(heading + told)


@each
def test_every_wording_uses_only_what_its_notice_knows(key):
    standard = standards()[key]
    for heading, text in standard.wordings.values():
        assert misplaced(heading, ()) == []
        assert misplaced(text, standard.placeholders) == []


@each
def test_both_languages_of_a_wording_say_the_same_things(key):
    german, english = (
        placeholders_in(text) for _heading, text in standards()[key].wordings.values()
    )
    assert sorted(german) == sorted(english)


@each
def test_every_wording_is_what_sanitising_leaves_of_it(key):
    for _heading, text in standards()[key].wordings.values():
        assert sanitise(text, "simple") == text


def test_every_placeholder_a_notice_knows_stands_in_it_or_could():
    unused = {
        (standard.key, name)
        for standard in standards().values()
        for name in standard.placeholders
        if name not in placeholders_in(standard.wordings["de"][1])
    }
    older = {
        (standard.key, name)
        for standard in standards().values()
        for name in placeholders_in(standard.first["de"][1])
    }
    assert (
        unused - older
        == {
            ("anzeige", "org"),
            ("partnerschaft-unbezahlt", "rolle"),
            ("ki-text", "zwecke"),
            ("veranstaltung-verschoben", "datum"),
        }
        - older
    )


def test_readers_are_told_in_both_languages_when_the_rules_attach_a_notice():
    untold = [one.key for one in standards().values() if {*one.when} != {"de", "en"}]
    assert untold == [INTRODUCTION]


def test_only_partnerships_without_anything_given_claim_independence():
    claiming = [s.key for s in standards().values() if s.independence]
    assert claiming == [organisations.PARTNERSHIP, organisations.UNPAID]
    assert all("nothing_agreed" in standards()[key].claims for key in claiming)


def test_what_the_clock_fills_is_live():
    lively = {"alter", ageing.OVER, *ageing.GONE.values(), *ageing.CHANGED.values()}
    assert {s.key for s in standards().values() if s.live} == lively


def test_notices_stand_in_the_order_of_the_standard():
    order = [standard.key for standard in standards().values()]
    families = ["partnerschaft", "ki", "quellen", "aktualitaet", "gastbeitrag", "interview"]
    assert [key for key in order if key in families] == families
    assert order[0] == INTRODUCTION
    assert [s.ordering for s in standards().values()] == [10 * n for n in range(1, len(order) + 1)]


# Placeholders --------------------------------------------------------------------------------


def test_placeholders_are_found_in_their_order_each_once():
    assert placeholders_in("{b} und {a}, noch einmal {b}") == ["b", "a"]
    assert placeholders_in("keine") == []


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("{org} ist {rolle}.", []),
        ("{org} ist {was}.", ["{was}"]),
        ("{Org}", ["{Org}"]),
        ("{ org }", ["{ org }"]),
        ("{}", ["{}"]),
        ("{{org}}", ["{", "}"]),
        ("{org", ["{"]),
        ("org}", ["}"]),
        ("}{", ["}", "{"]),
        ("{org} {was} {", ["{was}", "{"]),
    ],
)
def test_unknown_placeholders_and_stray_braces_are_misplaced(text, strange):
    assert misplaced(text, ("org", "rolle")) == strange


def test_a_placeholder_is_filled_wherever_it_stands():
    text = "<p>{org} und <strong>{org}</strong></p>"
    assert filled(text, {"org": "A"}, html=True) == "<p>A und <strong>A</strong></p>"


def test_values_are_escaped_in_html_and_left_alone_in_text():
    name = '<script>alert("1")</script> & Söhne'
    told = filled("<p>{org}</p>", {"org": name}, html=True)
    assert told == ("<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; Söhne</p>")
    assert filled("{org}", {"org": name}, html=False) == name


def test_a_value_is_not_read_for_placeholders_itself():
    told = filled("<p>{org}: {rolle}</p>", {"org": "{rolle}", "rolle": "Sponsor"}, html=True)
    assert told == "<p>{rolle}: Sponsor</p>"


@pytest.mark.parametrize("values", [{}, {"org": ""}, {"org": " \xa0"}, {"rolle": "Sponsor"}])
def test_nothing_is_told_with_a_gap(values):
    with pytest.raises(Unfilled, match="org"):
        filled("<p>{org}</p>", values, html=True)


@pytest.mark.parametrize("text", ["{org", "org}", "{{org}}", "{}", "a { b"])
def test_nothing_is_told_with_a_stray_brace(text):
    with pytest.raises(Unfilled):
        filled(text, {"org": "A"}, html=True)


@given(st.text(st.characters(exclude_categories=("Cs",))), st.text("ab<>&{}\"'", min_size=1))
def test_filling_never_leaves_a_placeholder_or_lets_markup_in(text, value):
    try:
        told = filled(text, {"org": value}, html=True)
    except Unfilled:
        assert misplaced(text, ("org",)) or "{org}" in text
        return
    assert misplaced(text, ("org",)) == []
    assert told == text.replace("{org}", str(escape(value)))


def test_markup_marked_as_safe_is_escaped_too():
    told = filled("{org}", {"org": mark_safe("<b>A</b>")}, html=True)
    assert told == "&lt;b&gt;A&lt;/b&gt;"


# In the database -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_library_begins_with_every_notice_of_the_rules():
    for standard in standards().values():
        notice = Notice.objects.get(key=standard.key)
        assert notice.standard == standard
        assert (notice.position, notice.ordering) == (standard.position, standard.ordering)
        assert notice.claims_independence is standard.independence
        for language, (heading, text) in standard.wordings.items():
            version = notice.wording(language, BEGINNING)
            assert (version.number, version.heading, version.text) == (1, heading, text)


@pytest.mark.django_db
def test_laying_down_again_leaves_what_editors_wrote():
    notice = Notice.objects.get(key="quellen")
    notice.versions.create(language="de", heading="Belege", text="<p>Unten.</p>")
    Notice.objects.filter(key="ki").update(name="Umbenannt")
    before = Notice.objects.count()
    lay_down_library()
    assert Notice.objects.count() == before
    assert notice.wording("de").heading == "Belege"
    assert Notice.objects.get(key="ki").name == "Umbenannt"


@pytest.mark.django_db
def test_what_is_missing_is_laid_down():
    Notice.objects.get(key="ki").versions.all().delete()
    Notice.objects.get(key="ki").delete()
    lay_down_library()
    assert Notice.objects.get(key="ki").wording("en").number == 1


@pytest.mark.django_db
def test_a_name_that_the_newsroom_uses_does_not_stand_in_the_way():
    notice = Notice.objects.get(key="quellen")
    notice.versions.all().delete()
    notice.delete()
    Notice.objects.create(name="Quellenangaben")
    lay_down_library()
    assert Notice.objects.get(key="quellen").name == "Quellenangaben (quellen)"
    assert Notice.objects.get(key="quellen").versions.exists()


@pytest.mark.django_db
def test_words_of_ours_that_proved_untrue_are_replaced_but_never_rewritten():
    notice = as_it_was("ki-text")
    lay_down_library()
    first, present = notice.versions.filter(language="de").order_by("number")
    assert first.text == standards()["ki-text"].first["de"][1]
    assert notice.wording("de") == present
    assert present.text == standards()["ki-text"].wordings["de"][1]
    lay_down_library()
    assert notice.versions.filter(language="de").count() == 2


@pytest.mark.django_db
def test_what_a_newsroom_wrote_is_not_replaced_but_ours_is_offered():
    notice = as_it_was("ki-text")
    own = notice.versions.create(language="de", heading="KI", text="<p>{umfang} Ungeprüft.</p>")
    lay_down_library()
    assert notice.wording("de") == own
    (offer,) = [one for one in offers() if one.notice == notice]
    assert (offer.language, offer.present) == ("de", own)
    taken = take(offer, by=make_editor())
    assert notice.wording("de") == taken
    assert (taken.number, taken.text) == (3, standards()["ki-text"].wordings["de"][1])
    assert [one for one in offers() if one.notice == notice] == []


@pytest.mark.django_db
def test_better_words_are_offered_where_the_earlier_ones_were_true():
    notice = as_it_was("gastbeitrag")
    lay_down_library()
    assert notice.wording("de").text == standards()["gastbeitrag"].first["de"][1]
    assert {one.language for one in offers() if one.notice == notice} == {"de", "en"}


@pytest.mark.django_db
def test_a_new_site_is_offered_nothing():
    assert offers() == []


def as_it_was(key):
    """A notice of the rules as an earlier release had laid it down."""
    notice = Notice.objects.get(key=key)
    notice.versions.all().delete()
    for language, (heading, text) in standards()[key].first.items():
        notice.versions.create(
            number=1, language=language, heading=heading, text=text, valid_from=BEGINNING
        )
    return notice
