"""How much is measured: all of it for the record, a little to try the bench itself."""

from dataclasses import dataclass

from tests.bench.worlds import World


@dataclass(frozen=True)
class Effort:
    """Numbers of pieces, rounds, seconds and requests."""

    full: World
    known: World  # the same, with many people, organisations and pictures
    small: World
    many_editions: World
    large: World
    rounds: int
    seconds: float  # for each server in each round
    requests: int  # for each look at memory
    repeats: int  # of a single request
    lighthouse: int  # runs of each page


FOR_THE_RECORD = Effort(
    full=World(20_000, 3),
    known=World(20_000, 3, known=True),
    small=World(1_000, 1),
    many_editions=World(1_000, 10),
    large=World(100_000, 1, cloned=True),
    rounds=3,
    seconds=3,
    requests=25_000,
    repeats=40,
    lighthouse=3,
)
QUICK = Effort(
    full=World(400, 3),
    known=World(400, 3, known=True),
    small=World(30, 1),
    many_editions=World(30, 10),
    large=World(3_000, 1, cloned=True),
    rounds=1,
    seconds=1,
    requests=500,
    repeats=5,
    lighthouse=1,
)
