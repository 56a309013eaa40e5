"""Every scenario holds: facts in, exactly these words at exactly these places out."""

import pytest
import time_machine

from disclosures.library import standards
from tests.disclosures.scenarios.reading import FOLDER, scenarios, told
from tests.disclosures.scenarios.world import NOW

# Facts and what is said of them: no database does that differently, and it takes a while.
pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]

each = pytest.mark.parametrize(
    "scenario", scenarios(), ids=lambda one: str(one.path.relative_to(FOLDER).with_suffix(""))
)


@each
@pytest.mark.parametrize("language", ["de", "en"])
def test_readers_are_told_exactly_this(scenario, language):
    with time_machine.travel(NOW, tick=False):
        assert told(scenario, language) == scenario.told[language]


def test_every_notice_of_the_rules_is_met_in_a_scenario_or_suggested():
    """Else nobody has ever read it where it stands."""
    headings = {
        standard.wordings["de"][0]
        for standard in standards().values()
        if not standard.introduces and standard.key not in ("aktualitaet", "alter", "werbelinks")
    }
    told = [line for one in scenarios() for line in one.told["de"]]
    clock = any(line.startswith("clock: ") for line in told)
    met = {line.partition(" ")[2].rpartition(": ")[0] for line in told}
    assert clock
    assert [
        heading
        for heading in headings - {"Aktualität"}
        if not any(words.startswith(heading) for words in met)
    ] == []


def test_there_are_many_and_each_has_a_title_and_a_source():
    found = scenarios()
    assert len(found) >= 150
    assert len({one.title for one in found}) == len(found)
    assert all(one.about.strip() and one.facts for one in found)
