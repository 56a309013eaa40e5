import json
from datetime import datetime
from pathlib import Path

import pytest

from shops.pretix import Pretix
from shops.reading import ShopFailure
from tests.making import berlin
from tests.shops.pretalx_recordings import Said, replaying, serving

FOLDER = Path(__file__).parent / "recordings" / "pretix"
SERVER = "http://tickets.example.org"
HOME = "/api/v1/organizers/saallicht/events/k27/"


def window(tier):
    moments = (tier.values[name] for name in ("sales_start", "sales_end"))
    return tuple(map(datetime.fromisoformat, moments))


class Promises:
    """What holds of a real pretix and of its recorded answers."""

    def tiers(self, reader, token, event="k27", language="de"):
        return Pretix(SERVER, "saallicht", event, token, language, reader=reader).tiers()

    def test_what_anybody_can_buy_is_a_tier_in_the_shops_order(self, reader, tokens):
        found = self.tiers(reader, tokens["team"])
        assert [
            tuple(tier.values[name] for name in ("name", "price", "availability")) for tier in found
        ] == [
            ("Früh & günstig", "290.00", "available"),
            ("Regulär", "490.00", "available"),
            ("Firmen – Einzeln", "590.00", "available"),
            ("Firmen – Team", "1490.00", "available"),
            ("Presse", "0.00", "available"),
            ("Werkstatt", "190.00", "few"),
            ("Abend", "90.00", "sold_out"),
            ("In keinem Kontingent", "10.00", "sold_out"),
            ("Netto", "119.00", "available"),
            ("Tag – Samstag", "70.00", "available"),
        ]

    def test_a_window_is_the_narrowest_of_product_and_presale(self, reader, tokens):
        early, regular, *_others = self.tiers(reader, tokens["team"])
        opens, closes = berlin(2026, 9, 1, 10), berlin(2027, 3, 22, 18)
        assert window(early) == (opens, berlin(2026, 10, 25, 1, 30))
        assert window(regular) == (berlin(2026, 10, 26), closes)

    def test_tax_currency_and_address_come_along(self, reader, tokens):
        found = {tier.label: tier.values for tier in self.tiers(reader, tokens["team"])}
        assert found["Regulär"]["vat_rate"] == "19.0"
        assert found["Firmen – Team"]["vat_rate"] == "7.0"
        assert {tier["currency"] for tier in found.values()} == {"EUR"}
        assert {tier["url"] for tier in found.values()} == {f"{SERVER}/saallicht/k27/"}

    def test_products_and_variations_keep_their_numbers(self, reader, tokens):
        ids = [tier.external_id for tier in self.tiers(reader, tokens["team"])]
        assert len(set(ids)) == len(ids)
        assert [":variation:" in one for one in ids].count(True) == 3

    def test_net_prices_are_told_with_the_tax_that_a_visitor_pays(self, reader, tokens):
        found = {tier.label: tier.values for tier in self.tiers(reader, tokens["team"])}
        assert (found["Netto"]["price"], found["Netto"]["net_price"]) == ("119.00", "100.00")
        assert (found["Regulär"]["price"], found["Regulär"]["net_price"]) == ("490.00", "411.76")

    @pytest.mark.parametrize("event", ["zu", "probe"])
    def test_a_shop_that_is_not_live_or_in_test_mode_sells_nothing(self, reader, tokens, event):
        (tier,) = self.tiers(reader, tokens["team"], event)
        assert (tier.values["price"], tier.values["availability"]) == ("30.00", "withheld")

    def test_one_sold_out_date_does_not_make_a_series_sold_out(self, reader, tokens, time_machine):
        time_machine.move_to(berlin(2026, 11, 1), tick=False)
        whole, *by_date = self.tiers(reader, tokens["team"], "reihe")
        assert (whole.label, whole.values["availability"]) == ("Karte", "available")
        assert datetime.fromisoformat(whole.values["sales_end"]) == berlin(2027, 5, 8, 23)
        # Where the dates cost different prices, each is a tier of its own.
        assert [
            (tier.label.replace("\xa0", " "), tier.values["price"], tier.values["availability"])
            for tier in by_date
        ] == [
            ("Ermäßigt – 1. Mai 2027", "20.00", "sold_out"),
            ("Ermäßigt – 8. Mai 2027", "25.00", "available"),
        ]

    def test_a_series_that_is_over_sells_nothing(self, reader, tokens, time_machine):
        time_machine.move_to(berlin(2027, 5, 8, 23), tick=False)
        assert self.tiers(reader, tokens["team"], "reihe") == []

    def test_names_come_in_the_language_asked_for(self, reader, tokens):
        found = self.tiers(reader, tokens["team"], language="en")
        assert [tier.label for tier in found][:3] == ["Early bird", "Regular", "Companies – Single"]

    def test_more_products_than_a_page_holds_are_all_there(self, reader, tokens):
        found = self.tiers(reader, tokens["team"], "viele")
        assert [tier.label for tier in found] == [f"Stufe {number}" for number in range(60)]

    def test_a_wrong_token_and_a_wrong_event_are_refused(self, reader, tokens):
        with pytest.raises(ShopFailure) as wrong:
            self.tiers(reader, "nobody")
        assert wrong.value.status == 401
        with pytest.raises(ShopFailure) as strange:
            self.tiers(reader, tokens["team"], "gibt-es-nicht")
        assert strange.value.status in (403, 404)


class TestRecordings(Promises):
    @pytest.fixture
    def tokens(self):
        return {"team": "a-token"}

    @pytest.fixture
    def reader(self, tokens):
        with serving(replaying(tokens, FOLDER)) as served:
            yield served.reader


def answering(**changed):
    """Answer as a small healthy shop does, with some answers changed."""
    answers = {
        "": {
            "currency": "EUR",
            "live": True,
            "testmode": False,
            "has_subevents": False,
            "timezone": "Europe/Berlin",
            "date_from": "2027-05-01T20:00:00+02:00",
            "presale_start": None,
            "presale_end": None,
            "public_url": f"{SERVER}/saallicht/k27/",
        },
        "items/": {"results": [], "next": None},
        "quotas/": {"results": [], "next": None},
        "categories/": {"results": [], "next": None},
        "taxrules/": {"results": [], "next": None},
    } | changed

    def answer(path, _headers):
        said = answers[path.partition("?")[0].removeprefix(HOME)]
        if isinstance(said, Said):
            return said
        return Said(200, "application/json", json.dumps(said).encode())

    return answer


@pytest.mark.parametrize(
    "changed",
    [
        {"items/": Said(500, "text/html", b"<h1>Oh</h1>")},
        {"items/": Said(429, "application/json", b"{}")},
        {"items/": Said(200, "text/html", b"<h1>Login</h1>")},
        {"items/": {"results": [{}], "next": None}},
        {"items/": {"results": "nothing", "next": None}},
        {"items/": {"results": [], "next": "https://evil.example/items/"}},
        {"items/": {"results": [], "next": f"{SERVER}{HOME}items/"}},
        {"quotas/": {"results": [{"available": True}], "next": None}},
        {"": []},
    ],
    ids=[
        "fault",
        "pause",
        "no JSON",
        "no product",
        "no list",
        "another server",
        "endless",
        "no quota",
        "no event",
    ],
)
def test_what_cannot_be_understood_is_a_failure_and_no_half_shop(changed):
    healthy = {"items/": {"results": [product()], "next": None}}
    with serving(answering(**(healthy | changed))) as served, pytest.raises(ShopFailure):
        Pretix(SERVER, "saallicht", "k27", "t", reader=served.reader).tiers()


def product(**changed):
    return {
        "id": 1,
        "position": 1,
        "name": {"de": "Regulär"},
        "default_price": "490.00",
        "tax_rate": "19.00",
        "tax_rule": None,
        "category": None,
        "active": True,
        "admission": True,
        "has_variations": False,
        "variations": [],
        "available_from": None,
        "available_until": None,
    } | changed


# What a visitor of the web shop cannot buy by itself, in pretix's words.
CLOSED = [
    {"active": False},
    {"admission": False},
    {"hide_without_voucher": True},
    {"require_voucher": True},
    {"require_bundling": True},
    {"require_membership": True},
    {"all_sales_channels": False, "limit_sales_channels": ["pretixpos"]},
]


@pytest.mark.parametrize("closed", CLOSED, ids=lambda closed: next(iter(closed)))
def test_what_a_visitor_cannot_buy_by_itself_is_no_tier(closed):
    """Of products and of their variations alike (field report 7)."""
    one = {"id": 2, "position": 1, "value": "Zwei", "price": "5.00", "active": True}
    varied = {"id": 3, "has_variations": True, "variations": [one, one | {"id": 4} | closed]}
    rows = [product(), product(**({"id": 2} | closed)), product(**varied)]
    with serving(answering(**{"items/": {"results": rows, "next": None}})) as served:
        tiers = Pretix(SERVER, "saallicht", "k27", "t", reader=served.reader).tiers()
    wanted = ["item:1", "item:3:variation:2"]
    if "admission" in closed:  # which variations do not have
        wanted.append("item:3:variation:4")
    assert [tier.external_id for tier in tiers] == wanted


@pytest.mark.parametrize(
    "changed", [{"default_price": "teuer"}, {"available_from": "2026-01-01T10:00"}, {"name": None}]
)
def test_strange_values_are_a_failure(changed):
    items = {"results": [product(**changed)], "next": None}
    with serving(answering(**{"items/": items})) as served, pytest.raises(ShopFailure):
        Pretix(SERVER, "saallicht", "k27", "t", reader=served.reader).tiers()


@pytest.mark.parametrize(
    ("number", "size", "left"),
    [(11, 50, "available"), (10, 50, "few"), (50, 500, "few"), (51, 500, "available")],
)
def test_few_are_left_of_ten_tickets_or_a_tenth(number, size, left):
    quota = {
        "items": [1],
        "variations": [],
        "available": True,
        "available_number": number,
        "size": size,
    }
    lists = {
        "items/": {"results": [product()], "next": None},
        "quotas/": {"results": [quota], "next": None},
    }
    with serving(answering(**lists)) as served:
        (tier,) = Pretix(SERVER, "saallicht", "k27", "t", reader=served.reader).tiers()
    assert tier.values["availability"] == left


def test_the_token_shows_nowhere():
    assert "geheim" not in repr(Pretix(SERVER, "saallicht", "k27", "geheim"))
