import logging
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone, translation
from lxml import html

from blog.models import ClickOut
from blog.publishing.publish import publish
from events.models import Ambassadorship, Event
from guests.counts import counts_of
from guests.share_texts import share_texts
from tests.making import (
    berlin,
    make_ambassador,
    make_event,
    make_interview,
    make_offer,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(
        "Kongress 2027",
        slug="kongress",
        hashtag="#k27",
        city="Kassel",
        starts_at=berlin(2027, 3, 25, 9),
        ends_at=berlin(2027, 3, 26, 17),
    )


@pytest.fixture
def ada(event, time_machine):
    time_machine.move_to(berlin(2026, 11, 23, 12), tick=False)
    return make_ambassador(event, statement="Hier wird zugehört.")


def address(stands, rest=""):
    return f"/botschafter/{stands.kit_token}/{rest}"


def text_of(response):
    tree = html.fromstring(response.content.decode())
    return " ".join(" ".join(tree.xpath("//main")[0].itertext()).split())


def fields(response):
    """What stands in the fields to copy, by the end of their id."""
    tree = html.fromstring(response.content.decode())
    found = tree.xpath("//*[@readonly]")
    return {one.get("id"): one.get("value") or one.text for one in found}


def short(stands, language):
    return next(text.text for text in share_texts(stands) if text.key == f"{language}-short")


# The link -----------------------------------------------------------------------------------------
def test_the_kit_is_private_and_leaves_no_trace(client, ada):
    response = client.get(address(ada))
    assert response.status_code == 200
    assert response.cookies == {}
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


@pytest.mark.parametrize("rest", ["", "abzeichen.png"])
@pytest.mark.parametrize("token", ["falsch", "x" * 43, "None", "%00", "' OR 1=1 --"])
def test_a_wrong_link_says_kindly_what_to_do(client, ada, token, rest):
    response = client.get(f"/botschafter/{token}/{rest}")
    assert response.status_code == 404
    assert "Dieser Link öffnet nichts mehr" in text_of(response)
    assert (response["Cache-Control"], response["Referrer-Policy"]) == (
        "private, no-store",
        "no-referrer",
    )


def test_a_row_without_a_link_is_opened_by_nothing(client, ada):
    Ambassadorship.objects.update(kit_sha256=None)
    assert client.get("/botschafter/None/").status_code == 404


@pytest.mark.parametrize(
    ("ends_on", "last_day"),
    [
        (None, date(2027, 6, 24)),
        (date(2027, 1, 1), date(2027, 6, 24)),
        (date(2027, 4, 1), date(2027, 6, 30)),
    ],
)
def test_the_link_opens_for_ninety_days_after_all_is_over(
    client, ada, time_machine, ends_on, last_day
):
    Ambassadorship.objects.update(ends_on=ends_on)
    late = berlin(last_day.year, last_day.month, last_day.day, 23, 59, 59)
    time_machine.move_to(late, tick=False)
    assert client.get(address(ada)).status_code == 200
    time_machine.move_to(late + timedelta(seconds=1), tick=False)
    assert client.get(address(ada)).status_code == 404


def test_nothing_of_an_event_that_is_not_announced_is_shown(client, ada):
    Event.objects.update(public=False)
    assert client.get(address(ada)).status_code == 404
    assert client.get(address(ada, "abzeichen.png")).status_code == 404


def test_nothing_can_be_sent_to_the_page(client, ada):
    assert client.post(address(ada)).status_code == 405


@pytest.mark.parametrize("rest", ["x/", "abzeichen.gif", "?b=ADA"])
def test_no_log_keeps_a_link(client, ada, caplog, rest):
    Event.objects.update(public=False)
    with caplog.at_level(logging.DEBUG):
        assert client.get(address(ada, rest)).status_code == 404
    assert ada.kit_token not in caplog.text
    assert "/botschafter/…/" in caplog.text


def test_a_failure_of_the_page_names_no_link_either(client, ada, caplog):
    Ambassadorship.objects.filter(pk=ada.pk).update(code="ADA")
    logger = logging.getLogger("django.request")
    with caplog.at_level(logging.DEBUG):
        logger.error("Internal Server Error: %s", f"{address(ada)}?x=1")
    assert caplog.messages == ["Internal Server Error: /botschafter/…/?x=1"]


def test_the_page_takes_four_queries_however_many_pieces(client, ada, django_assert_num_queries):
    for number in range(3):
        publish(
            make_post(
                f"Stück {number}",
                event=ada.event,
                author=ada.person,
                promotes_event=False,
                reports_because="Ein Bericht",
            ),
            by=None,
        )
        with django_assert_num_queries(4):
            client.get(address(ada))


# Links and pieces ---------------------------------------------------------------------------------
def test_their_link_and_those_of_their_pieces_carry_the_code(client, ada, event):
    publish(
        make_post(
            "Vorfreude",
            slug="vorfreude",
            event=event,
            author=ada.person,
            promotes_event=False,
            reports_because="Ein Bericht",
        ),
        by=None,
    )
    publish(
        make_interview(
            "Im Gespräch",
            slug="g",
            event=event,
            guest=ada.person,
            promotes_event=False,
            reports_because="Ein Bericht",
        ),
        by=None,
    )
    make_post(
        "Entwurf",
        slug="entwurf",
        event=event,
        author=ada.person,
        promotes_event=False,
        reports_because="Ein Bericht",
    )
    publish(
        make_post(
            "Anderswo",
            slug="a",
            event=make_event(),
            author=ada.person,
            promotes_event=False,
            reports_because="Ein Bericht",
        ),
        by=None,
    )
    publish(make_post("Von anderen", slug="o", event=event), by=None)
    found = {
        key: value for key, value in fields(client.get(address(ada))).items() if "text" not in key
    }
    assert found == {
        "kit-link": "http://testserver/events/kongress/?b=ADA",
        "piece-vorfreude": "http://testserver/blog/vorfreude/?b=ADA",
        "piece-g": "http://testserver/interviews/g/?b=ADA",
    }


def test_without_a_code_the_links_are_plain_and_the_page_says_so(client, ada):
    Ambassadorship.objects.update(code="")
    response = client.get(address(ada))
    assert fields(response)["kit-link"] == "http://testserver/events/kongress/"
    assert "noch keinen Ticket-Code" in text_of(response)
    assert "Was daraus wurde" not in text_of(response)


# Texts --------------------------------------------------------------------------------------------
def test_a_text_to_share_is_complete_and_true(ada):
    assert short(ada, "de").replace("\xa0", " ") == (
        "Anzeige: Als Botschafterin von Kongress 2027 lade ich euch ein: 25.–26. März 2027, Kassel."
        " Dafür erhalte ich: Eintrittskarte für beide Tage."
        " http://testserver/events/kongress/?b=ADA #k27"
    )
    assert short(ada, "en").replace("\xa0", " ") == (
        "Anzeige (ad): As Ambassador of Kongress 2027 I invite you: 25–26 March 2027, Kassel."
        " What I receive for it: Eintrittskarte für beide Tage."
        " http://testserver/events/kongress/?b=ADA #k27"
    )


def test_the_longer_text_has_their_own_words_in_their_language_alone(ada):
    texts = {text.key: text.text for text in share_texts(ada)}
    assert "Hier wird zugehört." in texts["de-long"]
    assert "Hier wird zugehört." not in texts["en-long"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_whoever_receives_something_says_first_that_it_is_advertising(ada, language):
    with translation.override(language):
        assert all(text.text.startswith("Anzeige") for text in share_texts(ada))


def test_whoever_receives_nothing_need_not_say_so(client, ada):
    Ambassadorship.objects.update(benefit="")
    found = fields(client.get(address(ada)))
    assert not any("Anzeige" in (text or "") for text in found.values())
    assert "Sollten Sie doch etwas dafür erhalten" in text_of(client.get(address(ada)))


def test_the_label_is_no_matter_of_the_pages_language(ada, english):
    assert short(ada, "de").startswith("Anzeige: Als Botschafterin")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"event__status": Event.Status.CANCELLED}, "Die Veranstaltung ist abgesagt."),
        ({"event__status": Event.Status.POSTPONED}, "Die Veranstaltung ist verschoben."),
        ({"event__ends_at": berlin(2026, 11, 23, 12)}, "Die Veranstaltung ist vorbei."),
        ({"ends_on": date(2026, 11, 22)}, "Ihre Zeit in der Botschafterrolle ist zu Ende."),
        ({"starts_on": date(2026, 11, 24)}, "Ihre Botschafterrolle beginnt am 24. November 2026."),
    ],
)
def test_nothing_is_offered_to_share_that_is_not_true(client, ada, event, change, words):
    for name, value in change.items():
        of_event = name.startswith("event__")
        rows = Event.objects.all() if of_event else Ambassadorship.objects.all()
        more = {"starts_at": berlin(2026, 11, 22)} if name == "event__ends_at" else {}
        rows.update(**{name.removeprefix("event__"): value}, **more)
    response = client.get(address(ada))
    assert words in text_of(response).replace("\xa0", " ")
    assert "Texte zum Teilen" not in text_of(response)
    assert list(fields(response)) == ["kit-link"]


def test_on_the_first_and_the_last_day_there_are_texts(client, ada):
    Ambassadorship.objects.update(starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 23))
    assert "Texte zum Teilen" in text_of(client.get(address(ada)))


def test_what_editors_typed_cannot_break_the_page(client, ada):
    Ambassadorship.objects.update(benefit='"><script>alert(1)</script>', statement="</textarea><b>")
    page = client.get(address(ada)).content.decode()
    assert "<script>alert" not in page
    assert "</textarea><b>" not in page
    assert (
        unescape(re.search(r'id="text-de-long"[^>]*>([^<]+)<', page)[1]).count("</textarea>") == 1
    )


# Counts -------------------------------------------------------------------------------------------
def click(stands, days_ago, number, post=None):
    offer = stands.event.offers.first() or make_offer(stands.event)
    day = timezone.localdate() - timedelta(days=days_ago)
    ClickOut.objects.create(day=day, offer=offer, post=post, ambassadorship=stands, number=number)


def test_counts_are_summed_by_day_and_by_piece(client, ada, event):
    post = make_post(
        "Vorfreude",
        event=event,
        author=ada.person,
        promotes_event=False,
        reports_because="Ein Bericht",
    )
    publish(post, by=None)
    click(ada, 0, 3)
    click(ada, 0, 2, post)
    click(ada, 41, 1)
    click(ada, 42, 10)
    counts = counts_of(ada, timezone.now())
    assert (counts.total, counts.recent, len(counts.bars)) == (16, 6, 42)
    assert [(bar.day.isoformat(), bar.number) for bar in counts.days] == [
        ("2026-11-23", 5),
        ("2026-10-13", 1),
    ]
    assert counts.by_piece == {0: 14, post.pk: 2}
    words = text_of(client.get(address(ada)))
    assert "16 Klicks zum Ticketshop" in words
    assert "2 Klicks zum Ticketshop" in words


def test_the_picture_and_its_table_say_the_same(client, ada):
    click(ada, 0, 4)
    click(ada, 3, 1)
    tree = html.fromstring(client.get(address(ada)).content.decode())
    bars = [(one.get("x"), one.get("y"), one.get("height")) for one in tree.xpath("//svg/rect")]
    assert bars == [("381", "75", "25"), ("411", "0", "100")]
    rows = [" ".join(" ".join(row.itertext()).split()) for row in tree.xpath("//tbody/tr")]
    assert rows == ["23. November 2026 4", "20. November 2026 1"]
    assert tree.xpath("//svg")[0].get("aria-label").replace("\xa0", " ") == (
        "Klicks je Tag vom 13. Oktober 2026 bis 23. November 2026;"
        " die meisten, 4, am 23. November 2026"
    )


def test_clicks_of_others_are_not_theirs(client, ada, event):
    bo = Ambassadorship.objects.create(event=event, person=make_person("Bo Ott"), code="BO")
    click(bo, 0, 7)
    assert counts_of(ada, timezone.now()).total == 0
    assert not html.fromstring(client.get(address(ada)).content.decode()).xpath("//svg")


def test_what_was_agreed_is_said_openly(client, ada):
    Ambassadorship.objects.update(starts_on=date(2026, 11, 1), ends_on=date(2027, 3, 26))
    words = text_of(client.get(address(ada))).replace("\xa0", " ")
    assert "Sie erhalten Eintrittskarte für beide Tage" in words
    assert "Ihre Botschafterrolle gilt 1. November 2026 – 26. März 2027" in words
    assert "Diese Seite öffnet sich bis 24. Juni 2027" in words
