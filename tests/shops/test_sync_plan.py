"""What differs, and what becomes of it, for any two sides."""

from dataclasses import replace

from hypothesis import given, strategies as st

from shops.sync_plan import (
    Difference,
    KnownRow,
    Sort,
    Thing,
    after,
    differences,
    fingerprint,
    open_ones,
)

FIELDS = ["name", "price", "availability", "speakers"]
KINDS = ["tier", "speaker", "talk"]
values = st.one_of(st.none(), st.sampled_from(["", "a", "b"]), st.lists(st.sampled_from("xy")))
sides = st.dictionaries(st.sampled_from(FIELDS), values)
keys = st.tuples(st.sampled_from(KINDS), st.sampled_from("1234"))


@st.composite
def things(draw):
    found = draw(st.dictionaries(keys, sides, max_size=5))
    return [Thing(*key, label="-".join(key), values=said) for key, said in found.items()]


@st.composite
def known(draw):
    found = draw(st.sets(keys, max_size=5))
    return [
        KnownRow(
            *key,
            label="-".join(key),
            values=draw(st.one_of(st.none(), sides)),
            seen=draw(sides),
            locked=draw(st.frozensets(st.sampled_from(FIELDS))),
            settled=draw(st.booleans()),
        )
        for key in found
    ]


def all_taken(there, here):
    said = {one.key: one for one in there}
    return [after(one, said[one.key], FIELDS) if one.key in said else one for one in here]


@given(things(), known())
def test_what_was_taken_over_differs_no_more(there, here):
    taken = all_taken(there, here)
    changes = [one for one in differences(there, taken) if one.sort == Sort.CHANGE]
    assert [one for one in changes if not one.locked] == []
    assert all_taken(there, taken) == taken


@given(things(), known())
def test_a_locked_field_never_changes_and_never_waits(there, here):
    for before, taken in zip(here, all_taken(there, here), strict=True):
        for name in before.locked & (before.values or {}).keys():
            assert taken.values[name] == before.values[name]
    assert all(not one.locked for one in open_ones(differences(there, here)))
    alone = [one for one in differences(there, here) if one.taken_alone(automatic=True)]
    assert all(not one.locked for one in alone)


@given(things(), known(), st.frozensets(st.sampled_from(FIELDS)))
def test_only_what_was_chosen_changes(there, here, chosen):
    said = {one.key: one for one in there}
    for one in here:
        if one.key in said and one.values is not None:
            taken = after(one, said[one.key], chosen)
            changed = {n for n in one.values if taken.values[n] != one.values[n]}
            assert changed <= chosen
            assert taken.values.keys() == one.values.keys()


@given(things(), known())
def test_what_is_left_out_is_never_mentioned(there, here):
    left_out = {one.key for one in here if one.values is None}
    assert left_out.isdisjoint(one.key for one in differences(there, here))


@given(things(), known())
def test_both_sides_are_accounted_for(there, here):
    found = differences(there, here)
    ours, theirs = {one.key for one in here}, {one.key for one in there}
    assert {one.key for one in found if one.sort == Sort.ADD} == theirs - ours
    assert {one.key for one in found if one.sort == Sort.GONE} <= ours - theirs


@given(things(), known())
def test_the_fingerprint_is_that_of_what_was_shown(there, here):
    shown = fingerprint(there, differences(there, here))
    assert shown == fingerprint(list(there), differences(there, list(here)))
    taken = all_taken(there, here)
    same = differences(there, taken) == differences(there, here)
    assert same == (fingerprint(there, differences(there, taken)) == shown)


def change(**fields):
    return Difference("tier", "1", Sort.CHANGE, "Regulär", **{"field": "price"} | fields)


def test_only_availability_is_taken_over_without_being_asked():
    assert not change().taken_alone(automatic=False)
    assert change(field="availability").taken_alone(automatic=False)
    assert change(field="availability", by_hand=True).taken_alone(automatic=False)
    assert not change(field="availability", locked=True).taken_alone(automatic=True)


def test_what_was_changed_by_hand_waits_even_if_the_rest_follows_by_itself():
    assert change().taken_alone(automatic=True)
    assert not change(by_hand=True).taken_alone(automatic=True)


def test_the_name_of_a_person_never_changes_by_itself():
    name = replace(change(field="name"), kind="speaker")
    assert not name.taken_alone(automatic=True)


def test_a_text_that_stood_here_before_counts_as_written_by_hand():
    here = KnownRow("speaker", "A", "Ada", {"bio": "Unsere Worte.", "name": "Ada"})
    assert here.by_hand("bio")
    assert not replace(here, values={"bio": ""}).by_hand("bio")
    assert not replace(here, seen={"bio": "Unsere Worte."}).by_hand("bio")
