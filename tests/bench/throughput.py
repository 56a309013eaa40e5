"""How many requests a second: kept pages, pages rendered, the constants they are compared with."""

from collections.abc import Callable
from statistics import median

from tests.bench.effort import Effort
from tests.bench.sites import PAGE, Sites
from tests.bench.table import Aim, Row, at_least, ratio
from tests.bench.worlds import say
from tests.bench.wrk import load
from tests.serving import Server

PART = "throughput"
DJANGO, RAW, FILE = "a constant Django view", "a raw WSGI constant", "nginx serving the file"
CACHED, PROXIED = "a cached article", "the same behind nginx"
# Of rendering a page, whether the cache is off or does not have it.
RENDERED = {"article": 0.08, "list": 0.08, "topic": 0.08, "feed": 0.05}

type Rates = dict[str, list[float]]


def measure(
    sites: Sites, addresses: dict[str, list[str]], database: str, effort: Effort
) -> list[Row]:
    """Ask every server in turn, several rounds; return ratios, and what they stand on."""
    asks = _asks(sites, addresses, effort)
    rates: Rates = {name: [] for name in asks}
    for number in range(effort.rounds + 1):
        say(f"{database}: throughput, round {number} of {effort.rounds}")
        sites.forget()
        for name, ask in asks.items():
            rate = ask(number)
            if number:  # the first round only warms up
                rates[name].append(rate)
    return [*_constants(rates, database), *_ratios(rates, database)]


def _asks(
    sites: Sites, addresses: dict[str, list[str]], effort: Effort
) -> dict[str, Callable[[int], float]]:
    """Return for each name what asks once more and answers with a rate."""

    def asking(server: Server, paths: list[str], **more: str) -> Callable[[int], float]:
        def ask(number: int) -> float:
            first = number * len(paths) // (effort.rounds + 1)  # others than the rounds before
            most = len(paths) if len(paths) > 1 else 0  # never the same page twice
            return load(server, paths, seconds=effort.seconds, first=first, most=most, **more).rate

        return ask

    found = {
        RAW: asking(sites.raw, ["/"]),
        DJANGO: asking(sites.uncached, ["/constant/"]),
        CACHED: asking(sites.cached, [sites.article]),
    }
    if sites.nginx:  # whose static files have no brotli, so neither is asked for it
        found[FILE] = asking(sites.nginx, [PAGE], encodings="gzip")
        found[PROXIED] = asking(sites.nginx, [sites.article], encodings="gzip")
    for kind in RENDERED:
        found[f"{kind}, uncached"] = asking(sites.uncached, addresses[kind])
        found[f"{kind}, missed"] = asking(sites.cached, addresses[kind])
    return found


def _constants(rates: Rates, database: str) -> list[Row]:
    return [
        Row(
            PART,
            name,
            round(median(rates[name])),
            "/s",
            database,
            f"{min(rates[name]):.0f}–{max(rates[name]):.0f}",
        )
        for name in (RAW, DJANGO, FILE)
        if name in rates
    ]


def _ratios(rates: Rates, database: str) -> list[Row]:
    def row(what: str, to: str, aim: Aim) -> Row:
        name = f"{what} ÷ {to}"
        return ratio(
            PART, name, zip(rates[what], rates[to], strict=True), database=database, aim=aim
        )

    rows = [row(CACHED, DJANGO, at_least(4.0)), row(CACHED, RAW, at_least(0.5))]
    if FILE in rates:
        rows.append(row(PROXIED, FILE, at_least(0.8)))
    for kind, bound in RENDERED.items():
        rows += [row(f"{kind}, {how}", DJANGO, at_least(bound)) for how in ("uncached", "missed")]
    return rows
