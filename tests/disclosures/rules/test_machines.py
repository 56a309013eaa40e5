"""Rules A1 to A8: what machines wrote, drew or translated."""

import pytest

from disclosures.decisions import label_text
from disclosures.vocabulary import ORIGINALS
from tests.disclosures.facts import (
    AUTO,
    BLOCK,
    BOTTOM,
    INLINE,
    KICKER,
    NONE,
    SITE,
    SUGGEST,
    TOP,
    ai,
    approval,
    author,
    decided,
    interviewee,
    of_rule,
    outline,
    picture,
    told_by,
    values,
    wording,
)


@pytest.mark.parametrize("out_of_date", [False, True])
def test_a1_text_by_ai_that_nobody_examined_is_labelled(out_of_date):
    given = approval(valid=False) if out_of_date else None
    decision = told_by("A1", ai=(ai(),), approval=given)
    assert outline(decision) == (BLOCK, KICKER, "ai", "ki-text")
    assert decision.legal
    assert label_text("ai", "de") == "KI-generierter Text"
    assert decision.because == (
        "weil KI Teile des Textes geschrieben hat und für diese Fassung keine Prüfung bekannt ist"
    )
    assert wording(decision) == (
        "Der Text entstand teilweise mit KI (Satzhilfe). Für diese Fassung liegt keine dokumentierte"
        " redaktionelle Prüfung vor."
    )
    assert not decision.ask.blocking
    assert decision.ask.message == (
        "Der Text hat sich seit der Freigabe geändert und muss erneut geprüft werden."
        if out_of_date
        else "Niemand hat den Text geprüft. Bis dahin steht das am Beitrag."
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"ai": (ai(),), "approval": approval()},
        {"ai": (ai(),), "public_interest": False},
        {"ai": (ai("research", 1),)},
        {"ai": (ai("proofread", 1),)},
        {"ai": ()},
    ],
    ids=["examined", "of no public interest", "assisted", "proofread", "none"],
)
def test_a1_other_texts_are_not(facts):
    assert of_rule("A1", **facts) == []


def test_a1_names_only_the_tools_that_wrote():
    decision = told_by("A1", ai=(ai(degree=3), ai("research", 1, "Suchhilfe")), images=(picture(),))
    assert values(decision)["werkzeuge"] == "Satzhilfe"
    assert values(decision)["anteil"] == "überwiegend"


def test_a1_holds_for_a_proofreader_that_kept_its_own_sentences():
    assert told_by("A1", ai=(ai("proofread", 3),)).label == "ai"


def test_a2_examined_text_by_ai_says_who_examined_it_and_who_is_responsible():
    decision = told_by("A2", ai=(ai(),), approval=approval())
    assert outline(decision) == (AUTO, BOTTOM, "", "ki")
    assert decision.because == "weil KI Teile des Textes verfasst und Rita Rehberg ihn geprüft hat"
    assert wording(decision) == (
        "Der Text entstand teilweise mit KI (Satzhilfe). Rita Rehberg hat den Text am 20. November"
        " 2026 inhaltlich geprüft und freigegeben; verantwortlich ist Max Marder."
    )


def test_a2_an_approval_of_another_text_does_not_count():
    assert of_rule("A2", ai=(ai(),), approval=approval(valid=False)) == []
    assert of_rule("A2", ai=(ai("research", 1),), approval=approval()) == []


def test_a2_lists_purposes_in_the_order_of_the_work_and_tools_by_name():
    used = (ai("rewrite", 2, "Texter"), ai("research", 1, "suche"), ai("draft", 2, "Texter"))
    decision = told_by("A2", ai=used, approval=approval(), images=(picture(),))
    assert (
        values(decision)["zwecke"]
        == "die Recherche, die Rohfassung, die Überarbeitung und die Bilder"
    )
    assert values(decision)["werkzeuge"] == "Bildgenerator, suche, Texter"
    assert values(decision)["umfang"] == (
        "Der Text entstand teilweise mit KI (Texter). Auch für die Recherche und die Bilder haben wir"
        " KI-Werkzeuge eingesetzt (Bildgenerator, suche)."
    )


def test_a2_speaks_of_the_text_where_nobody_said_what_for():
    decision = told_by("A2", ai=(ai(""),), approval=approval(), images=(picture(),))
    assert values(decision)["zwecke"] == "den Text und die Bilder"


def test_a3_assistance_is_a_suggestion():
    decision = told_by("A3", ai=(ai("research", 1), ai("headline", 1)))
    assert outline(decision) == (SUGGEST, BOTTOM, "", "ki-kurz")
    assert decision.because == "weil KI geholfen hat, ohne dass Sätze übernommen wurden"
    assert wording(decision) == (
        "Für die Recherche und die Überschriften haben wir KI-Werkzeuge eingesetzt (Satzhilfe)."
    )


def test_a3_text_by_ai_of_no_public_interest_is_told_without_a_label():
    decision = told_by("A3", ai=(ai(),), public_interest=False)
    assert outline(decision) == (AUTO, BOTTOM, "", "ki-umfang")
    assert decision.because == "weil KI Teile des Textes verfasst hat"
    assert wording(decision) == "Der Text entstand teilweise mit KI (Satzhilfe)."


def test_a3_is_not_needed_where_ai_wrote_or_did_nothing():
    assert of_rule("A3", ai=(ai(),)) == []
    assert of_rule("A3", ai=(ai("research", 0),)) == []


def test_a4_proofreading_is_told_on_the_transparency_page_alone():
    (decision,) = of_rule("A4", ai=(ai("proofread", 1, ""),))
    assert outline(decision) == (NONE, SITE, "", "")
    assert decision.because == (
        "weil KI nur Korrektur gelesen hat; das steht auf der Transparenzseite"
    )
    assert decided(ai=(ai("proofread", 1, ""),))[0].ask is None


def test_a4_does_not_hold_beside_other_uses():
    assert of_rule("A4", ai=(ai("proofread", 1), ai("research", 1))) == []
    assert of_rule("A4") == []


@pytest.mark.parametrize("given", [None, approval()])
def test_the_tool_must_be_named(given):
    (ask,) = [d.ask for d in decided(ai=(ai(tool=""),), approval=given) if d.about == "tool"]
    assert ask.blocking
    assert (ask.message, ask.field) == ("Mit welchem Werkzeug wurde KI eingesetzt?", "ai_uses")
    assert [d for d in decided(ai=(ai(),), approval=given) if d.about == "tool"] == []


def test_a5_what_could_be_taken_for_a_photograph_is_labelled_on_the_image():
    (decision,) = of_rule("A5", images=(picture(deepfake=True),), approval=approval())
    assert outline(decision) == (BLOCK, INLINE, "", "")
    assert decision.legal
    assert decision.because == (
        "weil KI das Bild „Saal voller Menschen“ erzeugt hat und es aussieht wie ein Foto von etwas"
        " Wirklichem"
    )
    assert decision.about == "image:7"


def test_a5_asks_whether_a_picture_shows_something_real():
    (decision,) = of_rule("A5", images=(picture(undecided=True),))
    assert outline(decision) == (BLOCK, SITE, "", "")
    assert decision.ask.blocking
    assert decision.ask.message == (
        "Sieht das Bild „Saal voller Menschen“ echt aus, und zeigt es etwas Wirkliches?"
    )


def test_a5_other_pictures_are_illustrations():
    assert of_rule("A5", images=(picture(),)) == []
    assert of_rule("A5") == []


def test_a6_other_pictures_by_ai_say_so_in_their_caption_and_at_the_end():
    inline, bottom = of_rule("A6", images=(picture(),))
    assert outline(inline) == (BLOCK, INLINE, "", "")
    assert not inline.legal
    assert inline.because == ("weil KI das Bild „Saal voller Menschen“ erzeugt oder verändert hat")
    assert outline(bottom) == (AUTO, BOTTOM, "", "ki-kurz")
    assert bottom.because == "weil KI Bilder des Beitrags erzeugt oder verändert hat"
    assert wording(bottom) == "Für die Bilder haben wir KI-Werkzeuge eingesetzt (Bildgenerator)."


def test_a6_is_silent_without_pictures_by_ai():
    assert of_rule("A6", ai=(ai(),)) == []
    assert [d.place for d in of_rule("A6", images=(picture(deepfake=True),))] == [BOTTOM]


@pytest.mark.parametrize(
    ("facts", "with_the_text"),
    [
        ({"ai": (ai(),), "approval": approval()}, True),
        ({"ai": (ai(),), "public_interest": False}, True),
        ({"ai": (ai(),)}, False),
        ({"ai": (ai("research", 1),)}, False),
        ({"ai": (ai("proofread", 1),)}, False),
        ({}, False),
    ],
    ids=["examined", "no public interest", "unexamined", "assisted", "proofread", "none"],
)
def test_a6_readers_are_told_of_pictures_once_at_the_end(facts, with_the_text):
    found = decided(images=(picture(),), **facts)
    told = [
        d for d in found if "Bilder" in values(d).get("zwecke", "") and d.level in (BLOCK, AUTO)
    ]
    assert [d.place for d in told] == [BOTTOM]
    assert all(
        "Bilder" not in values(d)["zwecke"] for d in found if d.level == SUGGEST and d.placeholders
    )
    assert (told[0].about == "text") is with_the_text


def test_a6_asks_with_which_tool_a_picture_was_made():
    asked = [d.ask for d in of_rule("A6", images=(picture(tool=""),)) if d.ask]
    assert [(ask.message, ask.blocking) for ask in asked] == [
        (
            "Mit welchem KI-Werkzeug wurde das Bild „Saal voller Menschen“ erzeugt oder verändert?",
            True,
        )
    ]


UNEXAMINED = (
    "Aus dem Englischen mit KI übersetzt (Satzhilfe). Für die Übersetzung liegt keine dokumentierte"
    " redaktionelle Prüfung vor."
)


@pytest.mark.parametrize(
    ("given", "notice", "text"),
    [
        (None, (BLOCK, KICKER, "translated", "ki-uebersetzung-ungeprueft"), UNEXAMINED),
        (
            approval(valid=False),
            (BLOCK, KICKER, "translated", "ki-uebersetzung-ungeprueft"),
            UNEXAMINED,
        ),
        (
            approval(),
            (AUTO, TOP, "", "ki-uebersetzung-geprueft"),
            (
                "Aus dem Englischen mit KI übersetzt (Satzhilfe); die Übersetzung wurde redaktionell"
                " geprüft."
            ),
        ),
    ],
    ids=["not examined", "another text examined", "examined"],
)
def test_a7_a_translation_by_ai_says_so_above_the_text(given, notice, text):
    facts = {"ai": (ai("translate", 2),), "translated_from": "en", "approval": given}
    decision = told_by("A7", **facts)
    assert outline(decision) == notice
    assert decision.because == "weil KI den Text übersetzt hat"
    assert wording(decision) == text


@pytest.mark.parametrize("code", [code for code, _name in ORIGINALS])
def test_a7_every_language_has_its_name_after_from(code):
    decision = told_by("A7", ai=(ai("translate", 2),), translated_from=code)
    assert "en mit KI übersetzt (Satzhilfe)." in wording(decision)
    decision = told_by("A7", language="en", ai=(ai("translate", 2),), translated_from=code)
    assert wording(decision, "en").startswith("Translated from ")


def test_a7_a_translation_by_hand_and_ai_in_other_work_say_nothing():
    assert of_rule("A7", translated_from="en", ai=(ai("draft", 2),)) == []


def test_a7_asks_from_which_language():
    (decision,) = of_rule("A7", translated_from="", ai=(ai("translate", 2),))
    assert (decision.ask.field, decision.ask.blocking) == ("translated_from", True)


def test_a8_answers_written_by_ai_are_told_in_the_interview_line():
    speaks = interviewee(ai_degree=2)
    decision = told_by("A8", kind="interview", people=(speaks,))
    assert outline(decision) == (AUTO, TOP, "", "")
    assert decision.line == "Ines Igel hat die Antworten mithilfe von KI verfasst."
    assert decision.because == "weil Ines Igel erklärt, dass KI Teile der Antworten verfasst hat"


@pytest.mark.parametrize(
    "person", [interviewee(ai_degree=1), interviewee(ai_degree=None), author(ai_degree=3)]
)
def test_a8_others_wrote_themselves(person):
    assert of_rule("A8", people=(person,)) == []
