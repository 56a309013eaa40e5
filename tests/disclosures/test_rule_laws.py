"""What holds for the rules whatever the facts: laws, tried on generated facts."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils import translation
from hypothesis import assume, given, settings, strategies as st

from disclosures.canonical import canonical_json
from disclosures.decisions import LABELS, LEGAL_RULES, RULESET, Effect, Level, Place
from disclosures.facts import (
    AIFact,
    ApprovalFact,
    BenefitFact,
    ConsentFact,
    EventFact,
    Facts,
    ImageFact,
    InterestFact,
    InterviewFact,
    Named,
    PersonFact,
    PoliticalFact,
    SignOffFact,
    SourceFact,
    Standing,
)
from disclosures.library import filled, standards
from disclosures.rules import evaluate, live
from disclosures.rules.ageing import next_change
from disclosures.ties import Sponsoring, TieFact
from disclosures.vocabulary import (
    ORIGINALS,
    AIKind,
    AIScope,
    Bearing,
    Consideration,
    Genre,
    Influence,
    Interest,
    MoneyOrigin,
    Part,
    Relation,
    ReleaseUse,
)

# Every character a name may have, but the braces of placeholders.
words = st.text(st.characters(exclude_characters="{}", exclude_categories=("Cs",)), max_size=9)
names = words.filter(str.strip)
days = st.dates(date(2010, 1, 1), date(2050, 1, 1))
moments = st.datetimes(datetime(2010, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))
numbers = st.integers(1, 30)

sponsorings = st.builds(
    lambda event, year, level, start, length, own: Sponsoring(
        event, year, level, start, start + timedelta(days=length), own
    ),
    names,
    st.integers(2010, 2050),
    st.sampled_from(["partner", "sponsor", "main_sponsor"]),
    days,
    st.integers(0, 800),
    st.booleans(),
)
ties = st.builds(
    TieFact,
    organisation=numbers,
    name=names,
    part=st.sampled_from(Part),
    relation=st.sampled_from(["", *Relation]),
    consideration=st.sampled_from(Consideration),
    influence=st.sampled_from(Influence),
    recorded=st.booleans(),
    declared_by=st.one_of(st.just(""), names),
    sponsorings=st.lists(sponsorings, max_size=3).map(tuple),
    given=st.one_of(st.just(""), names),
    condition=st.one_of(st.just(""), names),
    evidence=st.one_of(st.just(""), names),
    parent=st.one_of(st.just(""), names),
    political=st.booleans(),
)
standings = st.builds(
    Standing,
    kind=st.sampled_from(["ambassador", "speaker"]),
    event=names,
    words=names,
    benefit=st.one_of(st.just(""), names),
    starts=st.one_of(st.none(), days),
    ends=st.one_of(st.none(), days),
    of_this_event=st.booleans(),
)
interests = st.builds(
    InterestFact, numbers, names, st.sampled_from(Interest), st.one_of(st.just(""), names)
)
benefits = st.builds(
    BenefitFact,
    declaration=st.integers(1, 10**9),
    what=names,
    giver=st.one_of(st.just(""), names),
    organisation=numbers,
    bearing=st.sampled_from(["", *Bearing]),
)
people = st.builds(
    PersonFact,
    person=numbers,
    name=names,
    role=st.sampled_from(["author", "interviewer", "interviewee", "editor", "translator"]),
    newsroom=st.booleans(),
    affiliation=st.one_of(st.just(""), names),
    employers=st.lists(ties, max_size=2, unique_by=lambda one: one.organisation).map(tuple),
    fee=st.booleans(),
    died=st.one_of(st.none(), days),
    ours=st.booleans(),
    standings=st.lists(standings, max_size=2, unique_by=lambda one: (one.kind, one.event)).map(
        tuple
    ),
    interests=st.lists(
        interests, max_size=2, unique_by=lambda one: (one.organisation, one.kind)
    ).map(tuple),
    benefits=st.lists(benefits, max_size=2, unique_by=lambda one: one.declaration).map(tuple),
    ai_degree=st.sampled_from([None, 0, 1, 2, 3]),
)
ai_uses = st.builds(
    AIFact,
    kind=st.sampled_from(["", *AIKind]),
    degree=st.integers(0, 3),
    tool=st.sampled_from(["", "Satzhilfe", "Übersetzer", "<b>"]),
    scope=st.sampled_from(["", *AIScope]),
    voice=st.one_of(st.just(""), names),
    address=st.sampled_from(["", "https://example.org/1"]),
)
approvals = st.builds(
    ApprovalFact,
    reviewer=st.builds(Named, names, numbers),
    responsible=st.builds(Named, names, numbers),
    approved_on=days,
    valid=st.booleans(),
)
images = st.builds(
    ImageFact,
    image=numbers,
    title=words,
    tool=st.sampled_from(["", "Bildgenerator", "Satzhilfe"]),
    deepfake=st.booleans(),
    undecided=st.booleans(),
)
statuses = [
    "EventScheduled", "EventPostponed", "EventRescheduled", "EventCancelled", "EventMovedOnline",
]  # fmt: skip
events = st.builds(
    lambda name, starts, hours, status, own: EventFact(
        name, starts, starts + timedelta(hours=hours), status, own
    ),
    names,
    moments,
    st.integers(1, 100),
    st.sampled_from(statuses),
    st.booleans(),
)
interviews = st.builds(
    InterviewFact,
    mode=st.sampled_from(["", "schriftlich", "am Telefon"]),
    held_on=st.one_of(st.none(), days),
    shortened=st.sampled_from([None, True, False]),
    agreed=st.sampled_from(["", "none", "full"]),
    signed=st.lists(
        st.builds(SignOffFact, numbers, st.one_of(st.just(""), names), st.booleans()),
        max_size=3,
        unique_by=lambda one: one.guest,
    ).map(tuple),
    outdated=st.lists(numbers, max_size=2).map(tuple),
)
political = st.builds(
    PoliticalFact,
    st.one_of(st.just(""), names),
    st.one_of(st.just(""), names, names.map("{}, post@example.org".format)),
    *(st.one_of(st.just(""), names) for _ in range(3)),
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
    paid_by=st.one_of(st.just(""), names),
    origin=st.sampled_from(["", *MoneyOrigin]),
    method=st.one_of(st.just(""), names),
    report_to=st.one_of(st.just(""), names),
    controller_address=st.one_of(st.just(""), names),
    targeting=st.one_of(st.just(""), names),
    declared_on=st.one_of(st.none(), days),
    reach=st.one_of(st.just(""), names),
)
cited = st.builds(
    SourceFact,
    number=numbers,
    publisher=st.one_of(st.none(), ties),
    funder=st.one_of(st.just(""), names),
    paid_by=st.one_of(st.none(), ties),
    confidential=st.booleans(),
)


def several(one, key):
    return st.lists(one, max_size=3, unique_by=key).map(tuple)


all_facts = st.builds(
    Facts,
    kind=st.sampled_from(["post", "interview"]),
    language=st.sampled_from(["de", "en"]),
    people=several(people, lambda one: (one.person, one.role)),
    ties=several(ties, lambda one: one.organisation),
    ai=several(ai_uses, lambda one: (one.kind, one.tool)),
    approval=st.one_of(st.none(), approvals),
    images=several(images, lambda one: one.image),
    event=st.one_of(st.none(), events),
    interview=st.one_of(st.none(), interviews),
    sources=st.integers(0, 3),
    claims=st.booleans(),
    no_external_sources=st.booleans(),
    paid_links=st.integers(0, 2),
    promotes_event=st.sampled_from([None, True, False]),
    public_interest=st.booleans(),
    press_release_of=st.one_of(st.just(""), names),
    release_use=st.sampled_from(["", *ReleaseUse]),
    reports_because=st.sampled_from(["", "Weil es berichtet."]),
    genre=st.sampled_from(["", *Genre]),
    genre_terms=st.sampled_from(["", "Wer mag."]),
    is_political=st.sampled_from([None, True, False]),
    political=st.one_of(st.none(), political),
    cited=st.lists(cited, max_size=2, unique_by=lambda one: one.number).map(tuple),
    without_consent=st.lists(
        st.builds(ConsentFact, numbers, words, st.booleans(), st.booleans()),
        max_size=2,
        unique_by=lambda one: one.image,
    ).map(tuple),
    translated_from=st.sampled_from(["", "xx", *dict(ORIGINALS)]),
    published_at=st.one_of(st.none(), moments),
    modified_at=st.one_of(st.none(), moments),
)


def labels(facts, now):
    return {decision.label for decision in evaluate(facts, now)} - {""}


def binding(facts, more, now):
    """The labels of facts that must not go when there is more to tell; an advertisement is no guest post."""
    return labels(facts, now) - ({"guest", "commission"} if "ad" in labels(more, now) else set())


def essence(decision):
    """What was decided, without the words in which names are listed in their order."""
    return canonical_json(
        {
            "rule": decision.rule,
            "level": decision.level,
            "place": decision.place,
            "about": decision.about,
            "notice": decision.notice,
            "label": decision.label,
            "facts": dict(decision.facts),
        }
    )


@given(all_facts, moments)
def test_every_decision_is_complete_and_explained(facts, now):
    for decision in evaluate(facts, now):
        assert decision.rule
        assert decision.ruleset == RULESET
        assert decision.because.startswith("weil ")
        assert decision.facts
        assert decision.level in Level
        assert decision.place in Place
        assert decision.label in ("", *LABELS)
        assert decision.notice in ("", *standards())
        assert canonical_json(dict(decision.facts))
        assert decision.ask is None or (decision.ask.message and decision.ask.field)


@given(all_facts, moments)
def test_the_same_facts_give_the_same_decisions_whoever_asks(facts, now):
    once = evaluate(facts, now)
    assert evaluate(facts, now) == once
    with translation.override("en"):
        english = evaluate(facts, now)
    assert [essence(decision) for decision in english] == [essence(decision) for decision in once]
    assert [(d.placeholders, d.line) for d in english] == [(d.placeholders, d.line) for d in once]


@given(all_facts, moments, st.randoms(use_true_random=False))
def test_the_order_of_recording_decides_nothing(facts, now, random):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    otherwise = replace(
        facts, ties=shuffled(facts.ties), images=shuffled(facts.images), ai=shuffled(facts.ai)
    )
    assert Counter(map(repr, evaluate(otherwise, now))) == Counter(map(repr, evaluate(facts, now)))
    seated = replace(facts, people=shuffled(facts.people))
    assume(len({one.person for one in facts.people}) == len(facts.people))
    employers = {employer for one in facts.people for employer in one.employers}
    assume(len({one.organisation for one in employers}) == len(employers))
    assert Counter(map(essence, evaluate(seated, now))) == Counter(
        map(essence, evaluate(facts, now))
    )


@given(all_facts, moments)
def test_each_rule_decides_once_on_what_it_is_about(facts, now):
    """Else leaving one out would leave out another."""
    subjects = Counter((decision.rule, decision.about) for decision in evaluate(facts, now))
    assert [subject for subject, times in subjects.items() if times > 1] == []


# From nothing to most; what stands to the right of something else was given or taken more.
GIVEN = [
    *("none", "unknown", "commission", "loan", "travel", "goods", "ticket", "reciprocal"),
    *("promised", "money"),
]
SAID = ["none", "unknown", "topic", "sign_off", "approval", "written_by_them"]


@given(all_facts, moments, st.data())
def test_more_consideration_never_takes_a_label_away(facts, now, data):
    assume(facts.ties)
    place = data.draw(st.integers(0, len(facts.ties) - 1))
    one = facts.ties[place]
    more = replace(
        one,
        consideration=data.draw(st.sampled_from(GIVEN[GIVEN.index(one.consideration) :])),
        influence=data.draw(st.sampled_from(SAID[SAID.index(one.influence) :])),
    )
    raised = replace(facts, ties=(*facts.ties[:place], more, *facts.ties[place + 1 :]))
    assert binding(facts, raised, now) <= labels(raised, now)


@given(all_facts, moments, ties, ai_uses, images, st.integers(0, 4))
def test_another_fact_never_takes_a_label_away(facts, now, tie, use, image, links):
    assume(tie.organisation not in {one.organisation for one in facts.ties})
    more = replace(
        facts,
        ties=(*facts.ties, tie),
        ai=(*facts.ai, use),
        images=(*facts.images, image),
        paid_links=facts.paid_links + links,
    )
    assert binding(facts, more, now) <= labels(more, now)


@given(all_facts, moments)
def test_without_an_approval_there_is_never_less_to_tell(facts, now):
    assert labels(facts, now) <= labels(replace(facts, approval=None), now)


@given(all_facts, moments)
def test_an_advertisement_never_claims_independence(facts, now):
    found = evaluate(facts, now)
    claims = [d for d in found if d.notice and standards()[d.notice].independence]
    if "ad" in {decision.label for decision in found}:
        assert claims == []
        assert [decision.level for decision in found if decision.rule == "X1"] == [Level.BLOCK]
    for decision in claims:
        known = dict(decision.facts)
        assert (known["consideration"], known["influence"]) == ("none", "none")


@given(all_facts, moments)
def test_what_is_paid_is_always_labelled(facts, now):
    found = evaluate(facts, now)
    players = {one.about for one in found if one.effect == Effect.MARKS_PLAYER}
    for tie in facts.ties:
        if tie.only_embed_paid:  # the text is ours: the label stands where the embed does
            assert f"organisation:{tie.organisation}:embed" in players
        elif tie.paid:
            assert "ad" in {decision.label for decision in found}


@given(all_facts, moments)
def test_what_the_law_demands_binds(facts, now):
    for decision in evaluate(facts, now):
        if decision.rule in LEGAL_RULES:
            assert decision.legal
            assert decision.level == Level.BLOCK
        if (
            decision.label in ("ad", "ai", "political") and decision.rule != "C9"
        ):  # C9 is of the house
            assert decision.legal


GAPS = {"werkzeuge": {"ai_uses", "image"}, "sprache": {"translated_from"}}


@given(all_facts, moments)
@settings(max_examples=200)
def test_every_notice_can_be_told_or_somebody_is_asked_for_what_it_lacks(facts, now):
    for language in ("de", "en"):
        found = evaluate(replace(facts, language=language), now)
        asked = {d.ask.field for d in found if d.ask and d.ask.blocking}
        for decision in found:
            if not decision.notice:
                assert decision.placeholders == ()
                continue
            standard = standards()[decision.notice]
            values = dict(decision.placeholders)
            assert set(values) >= set(standard.placeholders)
            for gap in (name for name in standard.placeholders if not values[name].strip()):
                assert GAPS[gap] & asked, f"{decision.rule} lacks {gap}, and nobody is asked"
                values[gap] = "…"
            for text in standard.wordings[language]:
                assert not {"{", "}"} & set(filled(text, values, html=True))


@given(all_facts, all_facts, moments)
def test_a_fingerprint_changes_with_the_facts_of_a_decision_and_only_then(facts, others, now):
    pairs = {
        (decision.fingerprint, canonical_json([decision.rule, decision.about, *decision.facts]))
        for decision in [*evaluate(facts, now), *evaluate(others, now)]
    }
    prints, known = zip(*pairs, strict=True)
    assert len(set(prints)) == len(set(known)) == len(pairs)


@given(all_facts, moments, st.sampled_from(Consideration), st.sampled_from(Part))
def test_facts_about_one_organisation_touch_no_decision_on_another(facts, now, given_, part):
    assume(len(facts.ties) > 1)
    changed, *rest = facts.ties
    other = replace(changed, consideration=given_, part=part)
    about = tuple(f"organisation:{one.organisation}" for one in rest)

    def of_others(facts):
        return [d.fingerprint for d in evaluate(facts, now) if d.about in about]

    assert of_others(replace(facts, ties=(other, *rest))) == of_others(facts)


@given(all_facts, moments)
def test_what_the_clock_decides_is_a_part_of_all_that_is_decided(facts, now):
    found = live(facts, now)
    assert found == tuple(decision for decision in evaluate(facts, now) if decision.live)
    assert {decision.rule for decision in found} <= {"T2", "T3", "T4"}
    recent = "T5" in {decision.rule for decision in evaluate(facts, now)}
    assert recent is (found == ())


clocked = st.builds(
    Facts,
    event=st.one_of(st.none(), events),
    modified_at=st.one_of(st.none(), moments),
    language=st.sampled_from(["de", "en"]),
)


@given(clocked, moments, st.floats(0, 1))
@settings(max_examples=200)
def test_nothing_changes_before_its_moment_and_something_does_then(facts, now, fraction):
    change = next_change(facts, now)
    before = live(facts, now)
    if change is None:
        assert live(facts, now + (datetime(2200, 1, 1, tzinfo=UTC) - now) * fraction) == before
        return
    assert now < change
    last = change - timedelta(microseconds=1)
    for moment in (min(now + (change - now) * fraction, last), last):
        assert live(facts, moment) == before
    assert live(facts, change) != before


@given(clocked, moments)
def test_a_text_goes_on_ageing_and_an_event_ends_once(facts, now):
    change = next_change(facts, now)
    if facts.modified_at:
        assert change is not None
        assert change <= max(now, facts.modified_at) + timedelta(days=2 * 366)
    elif facts.event:
        comes = facts.event.status not in ("EventCancelled", "EventPostponed")
        assert change == (facts.event.ends_at if comes and now < facts.event.ends_at else None)
