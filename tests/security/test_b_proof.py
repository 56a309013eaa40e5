"""Letter B: whoever falsifies what was published is named by `verify_editions`.

Each attack is made as the owner of the database can: without guards, and with the guards laid down again.
"""

import pytest

from tests.security.falsifications import FALSIFICATIONS, ONLY_IN_FULL, RENDERED
from tests.security.on_record import named

pytestmark = pytest.mark.django_db


def test_a_healthy_site_has_nothing_to_name(world):
    assert named() == named("--quick") == []


def _says(line, piece, field, moment):
    of_moment = moment is None or moment.isoformat() in line
    return piece in line and of_moment and f": {field} " in line


@pytest.mark.parametrize("falsify", FALSIFICATIONS, ids=lambda attack: attack.__name__)
def test_what_is_falsified_is_named_by_piece_field_and_moment(world, falsify):
    expected = falsify(world)
    lines = named()
    assert any(_says(line, *expected) for line in lines), lines


@pytest.mark.parametrize(
    "falsify",
    [attack for attack in FALSIFICATIONS if attack not in ONLY_IN_FULL],
    ids=lambda attack: attack.__name__,
)
def test_the_quick_mode_names_it_too(world, falsify):
    piece, field, moment = falsify(world)
    lines = named("--quick")
    wanted = RENDERED.get(falsify, field)
    assert any(_says(line, piece, wanted, moment) for line in lines), lines
