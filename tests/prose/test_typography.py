"""How text, dates, times and prices are set."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given, settings, strategies as st

from prose.typography import clock_time, date_range, price, typeset, until, zone_name

N = "\u00a0"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Er sagte: \"Das ist 'gut' so.\"", "Er sagte: „Das ist ‚gut‘ so.“"),
        ('"Das "beste" Event"', "„Das ‚beste‘ Event“"),
        ("“Foo” und „bar” und „baz“", "„Foo“ und „bar“ und „baz“"),
        ("wie geht's, Hans' Buch", "wie geht’s, Hans’ Buch"),
        ('(“so”) und "a", "b"', "(„so“) und „a“, „b“"),
        ('ein 5" Bildschirm', 'ein 5" Bildschirm'),
        ("Ja - und nein -- oder...", "Ja – und nein – oder…"),
        ("am 23. November um 18:30 Uhr", f"am 23.{N}November um 18:30{N}Uhr"),
        ("9-17 Uhr, 23.-24. November", f"9–17{N}Uhr, 23.–24.{N}November"),
        ("2025-2026, aber 2026-11-23", "2025–2026, aber 2026-11-23"),
        ("890,00€ plus 19% MwSt. nach § 5", f"890,00{N}€ plus 19{N}% MwSt. nach §{N}5"),
        ("z.B. Dr. Berg, i. d. R. Nr. 3", f"z.{N}B. Dr.{N}Berg, i.{N}d.{N}R. Nr.{N}3"),
        ("https://a.example/x--y...z?q='1' \"ja\"", "https://a.example/x--y...z?q='1' „ja“"),
    ],
)
def test_german_is_set_as_german(text: str, wanted: str) -> None:
    assert typeset(text, "de") == wanted
    assert typeset(wanted, "de") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said \"it's 'fine'\" - really...", "He said “it’s ‘fine’” – really…"),
        ("the '90s on 23 November", f"the ’90s on 23{N}November"),
    ],
)
def test_english_is_set_as_english(text: str, wanted: str) -> None:
    assert typeset(text, "en") == wanted


def test_tags_attributes_and_code_stay_as_they_are() -> None:
    html = '<p title="a - \'b\'">"<em>Hallo</em>" <code>"x" - y</code> <a href="/a--b">"z"</a></p>'
    assert typeset(html) == (
        '<p title="a - \'b\'">„<em>Hallo</em>“ <code>"x" - y</code> <a href="/a--b">„z“</a></p>'
    )


def test_an_unclosed_quotation_harms_its_own_paragraph_alone() -> None:
    assert typeset('<p>"eins</p><p>"zwei"</p>') == "<p>„eins</p><p>„zwei“</p>"


def test_quotation_marks_django_escaped_are_set_and_the_rest_stays_escaped() -> None:
    assert typeset("&quot;Ja&quot; &#x27;n 5&quot; &lt;b&gt;") == "„Ja“ ’n 5&quot; &lt;b&gt;"


def test_safe_html_stays_safe_and_text_stays_text() -> None:
    assert isinstance(typeset(mark_safe("<p>x</p>")), SafeString)
    assert not isinstance(typeset("<p>x</p>"), SafeString)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab1 .,-–'\"„“”‚‘’()<>/&;:%€§\n", max_size=60))
def test_tags_survive_and_setting_twice_is_no_harm(text: str) -> None:
    html = f"<p>{text.replace('<', '&lt;').replace('>', '&gt;')}</p><p>x</p>"
    once = typeset(html)
    assert (once.count("<"), once.count(">")) == (4, 4)
    assert typeset(once).count("<p>") == 2


@pytest.mark.parametrize(
    ("start", "end", "language", "wanted"),
    [
        (date(2026, 11, 23), date(2026, 11, 24), "de", f"23.–24.{N}November 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "de", f"30.{N}November – 2.{N}Dezember 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "de", f"30.{N}Dezember 2026 – 2.{N}Januar 2027"),
        (date(2026, 3, 1), date(2026, 3, 1), "de", f"1.{N}März 2026"),
        (date(2026, 3, 1), None, "en", f"1{N}March 2026"),
        (date(2026, 11, 23), date(2026, 11, 24), "en", f"23–24{N}November 2026"),
    ],
)
def test_days_are_written_with_month_and_year_once(
    start: date, end: date | None, language: str, wanted: str
) -> None:
    assert date_range(start, end, language) == wanted


def test_a_late_evening_in_utc_is_the_next_day_in_berlin() -> None:
    assert date_range(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), None) == f"23.{N}November 2026"


def test_times_are_those_of_berlin_before_and_after_the_clock_change() -> None:
    assert clock_time(datetime(2026, 10, 24, 16, 30, tzinfo=UTC)) == f"18:30{N}Uhr"
    assert clock_time(datetime(2026, 10, 25, 16, 30, tzinfo=UTC)) == f"17:30{N}Uhr"
    assert clock_time(datetime(2026, 10, 25, 8, 5, tzinfo=UTC), "en") == "9:05"


def test_clocks_are_called_what_they_are_called_in_the_language() -> None:
    summer, winter = datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    assert (zone_name(summer), zone_name(winter)) == ("MESZ", "MEZ")
    assert zone_name(summer, "en") == "CEST"


def test_prices_bind_their_currency() -> None:
    assert price(Decimal(890), "EUR", "de") == f"890,00{N}€"
    assert price(Decimal("12345.5"), "EUR", "de") == f"12.345,50{N}€"
    assert price(Decimal(890), "EUR", "en") == "€890.00"


class TestTheEndOfATimeSpan:
    def test_at_midnight_is_the_whole_day_before(self):
        end = datetime(2026, 12, 15, tzinfo=ZoneInfo("Europe/Berlin"))
        assert until(end).replace("\xa0", " ") == "14. Dezember 2026"

    def test_at_another_time_names_it(self):
        end = datetime(2026, 12, 15, 18, tzinfo=ZoneInfo("Europe/Berlin"))
        assert until(end).replace("\xa0", " ") == "15. Dezember 2026, 18:00 Uhr"
