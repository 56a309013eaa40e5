"""Every address that shows a piece, or only the way to one, tells what must stand with it.

A new address has to be named here: as one that shows pieces, or as one that shows none.
"""

import html as entities
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.editions.edition import Edition
from blog.editions.texts import text_hash
from blog.models import AIUse, Correction, Series, Tie
from blog.models.series_question import SeriesQuestion
from blog.publishing.publish import publish
from blog.renewing.reassessing import apply, change_of
from events.models import Event
from interviews.models import Interview
from pages.sharing.card_drawing import layout
from pages.sharing.share_cards import answer_card, piece_card
from people.models import Organisation
from tests.making import make_ambassador, make_event, make_interview, make_person
from tests.pages.addresses import named

pytestmark = pytest.mark.django_db

QUESTION, TITLE = "Was bleibt vom Kongress?", "Was geblieben ist"
REPLY = "Das habe ich so nicht gesagt."
FEEDS = [
    f"{page}_{form}"
    for page in ("tag", "series", "person", "event")
    for form in ("rss", "atom", "json")
]
# Who reads the text, or an answer, there.
WHOLE = {
    "interview",
    "post",
    "page",
    "answer",
    "series_question",
    "rss",
    "atom",
    "json_feed",
    *FEEDS,
    *("api_piece", "api_piece_by_id"),
}
# Who finds only the way there: in a teaser, a list, a box, a note.
WAYS = {
    *("home", "blog", "interviews", "tag", "series", "person", "event", "event_series", "events"),
    *("event_card", "search", "kit", "corrections", "transparency"),
    *(
        "post_changes",
        "interview_changes",
        "page_changes",
        "corrections_rss",
        "corrections_atom",
        "corrections_json",
    ),
    "api_pieces",
}
DRAWN = {"share_card", "answer_share_card"}
# Lists of addresses, without a word of what is there; files; pages on something else.
NONE = {
    *("sitemap", "sitemap_pieces", "sitemap_places", "sitemap_people", "sitemap_events", "robots"),
    *("ready", "seen"),
    *(
        "sitemap_news",
        "security",
        "tdmrep",
        "indexnow_key",
        "people",
        "leave",
        "read",
        "site_share_card",
        "event_share_card",
        "tag_share_card",
        "topics",
    ),
    *("calendar", "event_calendar", "series_calendar", "imprint", "privacy", "accessibility"),
    *(
        "stylesheet",
        "joined",
        "health",
        "queue_health",
        "favicon",
        "media",
        "kit_badge",
        "shop_webhook",
    ),
    *("api_description", "api_events", "api_event", "api_people", "api_person", "api_nothing"),
    "draft",  # the working copy, for whoever was given its link
    *("anchors", "anchor_key", "anchor", "anchor_heads", "anchor_stamp", "proof"),
}


def test_every_address_is_named_as_showing_pieces_or_not():
    assert {*named()} == WHOLE | WAYS | DRAWN | NONE
    assert len(WHOLE) + len(WAYS) + len(DRAWN) + len(NONE) == len({*named()})


@pytest.fixture
def talk():
    """An interview with an ambassador that looks back on an event, in the middle of a series."""
    series = Series.objects.create(name="Reihe", slug="reihe")
    asked = SeriesQuestion.objects.create(series=series, wording=QUESTION, slug="bleibt")
    over = timezone.now() - timedelta(days=3)
    event = make_event(
        "Kongress",
        slug="kongress",
        starts_at=over,
        ends_at=over + timedelta(hours=8),
        hashtag="#kg",
    )
    event.series = type(event).series.field.related_model.objects.create(
        name="Kongresse", slug="kg"
    )
    event.save()
    guest = make_person("Gesa Gast", gender="f", slug="gesa")
    make_ambassador(event, person=guest)
    interview = make_interview(
        TITLE,
        guest=guest,
        exchanges=((QUESTION, "<p>Vieles.</p>"),),
        series=series,
        event=event,
        recap=True,
        promotes_event=False,
        reports_because="Sie blickt zurück.",
        standfirst="Ein Gespräch.",
        slug="geblieben",
        mode="written",
        shortened=False,
        authorisation_agreed="none",
    )
    interview.exchanges.update(series_question=asked)
    interview.tags.add("kg")
    for number, title in enumerate(("Davor", "Danach"), start=1):
        other = make_interview(title, series=series, exchanges=((QUESTION, "<p>Nichts.</p>"),))
        other.exchanges.update(series_question=asked)
        publish(other, by=None, now=timezone.now() - timedelta(days=4 - 2 * number))
    return Interview.objects.get(pk=interview.pk)


def paths(edition):
    """The addresses of each name at which this piece is met, those of its neighbours among them."""
    slugs = {"tag": "kg", "series": "reihe", "person": "gesa", "event": "kongress"}
    anchor = edition.piece.exchanges[0].anchor
    stands = Event.objects.get(slug="kongress").ambassadorships.get()
    own = {
        "interview": [edition.slug],
        "answer": [edition.slug, anchor],
        "series_question": ["reihe", "bleibt"],
        "interview_changes": [edition.slug],
        "event_series": ["kg"],
        "event_card": ["kongress"],
        "api_piece": [edition.slug],
        "api_piece_by_id": [edition.post_id],
        "kit": [stands.issue_kit()],
        **{name: [slug] for name, slug in slugs.items()},
        **{name: [slugs[name.partition("_")[0]]] for name in FEEDS},
    }
    for name in (WHOLE | WAYS) - {"post", "post_changes", "page", "page_changes"}:
        yield name, reverse(name, args=own.get(name, []))
    yield "search", reverse("search") + "?q=geblieben"
    for other in Edition.objects.live().exclude(pk=edition.pk):
        yield "neighbour", other.get_absolute_url()


def corrected(talk, edition, **values):
    note = {"kind": "correction", "text": "Ein Datum war falsch."}
    return Correction.objects.create(
        post_id=talk.pk,
        edition=edition,
        published_at=timezone.now() - timedelta(minutes=1),
        **{**note, **values},
    )


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    said = response.content.decode()
    for _escaped_once_and_again in range(3):
        said = entities.unescape(said)
    return said


def ways_to(edition, text):
    """The links that name the piece, each with all that a reader has met around it."""
    tree = html.fromstring(text.partition("?>")[2] if text.startswith("<?xml") else text)
    for link in tree.iter("a"):
        leads = (link.get("href") or "").partition("#")[0].partition("?")[0]
        said = plain(link.text_content())
        if leads.endswith(edition.get_absolute_url()) and TITLE in said:
            around = next(
                (one for one in link.iterancestors() if one.xpath("./*[@class='labels']")), link
            )
            yield said, plain(around.text_content())


def plain(text):
    return " ".join(text.replace("\xa0", " ").replace("\xad", "").split())


def test_an_advertisement_is_one_at_every_address(client, talk):
    row = Organisation.objects.create(name="Muster GmbH")
    Tie.objects.create(post=talk, organisation=row, consideration="money", influence="none")
    edition = publish(talk, by=None)
    corrected(talk, edition)
    seen = set()
    for name, path in paths(edition):
        text = text_of(client, path)
        for said, around in ways_to(edition, text):
            assert "Anzeige" in said or around.startswith("Anzeige"), (path, said)
            seen.add(name)
        if name in WHOLE:
            assert "Muster GmbH hat für diesen Beitrag bezahlt." in plain(text), path
        if name.startswith("corrections_"):
            assert f"Anzeige: {TITLE}" in text, path
    assert {"home", "series", "person", "event", "event_card", "search", "kit", "neighbour"} <= seen
    assert {"corrections", "transparency", "interview_changes", "answer"} <= seen
    for card in (piece_card(edition), answer_card(edition, edition.piece.exchanges[0])):
        assert card.advertisement == "Anzeige"  # the band across the whole width
    assert TITLE not in text_of(client, reverse("sitemap_news"))


def test_a_label_stands_in_the_pixels_of_its_cards(talk):
    edition = publish(talk, by=None)
    for card in (piece_card(edition), answer_card(edition, edition.piece.exchanges[0])):
        drawn = ["".join(one.setting.lines) for one in layout(card) if one.part == "label"]
        assert drawn == ["Interview"]


def test_a_reply_goes_with_the_text_and_with_every_way_to_it(client, talk):
    edition = publish(talk, by=None)
    corrected(talk, edition, kind=Correction.Kind.RIGHT_OF_REPLY, text=REPLY, by="Kai Kran")
    for name, path in paths(edition):
        if name in WHOLE | {"corrections"}:
            assert REPLY in plain(text_of(client, path)), path


def test_a_video_by_ai_says_so_wherever_the_text_is_read(client, talk):
    AIUse.objects.create(post=talk, kind="video", degree=3, tool="Filmwerk")
    edition = publish(talk, by=None)
    for name, path in paths(edition):
        if name in WHOLE:
            text = plain(text_of(client, path))
            assert "KI-generiertes Video – zeigt kein reales Ereignis." in text, path


def test_who_withdrew_has_signed_off_at_no_address(client, talk):
    guest = talk.credits.get(role="interviewee").person
    signed = talk.authorisations.create(person=guest, text_sha256=text_hash(talk.content()))
    edition = publish(talk, by=None)
    told = [path for name, path in paths(edition) if "Autorisiert von" in text_of(client, path)]
    assert {path for name, path in paths(edition) if name in WHOLE} <= {*told}
    signed.withdrawn_at = timezone.now()
    signed.save()
    assert apply(change_of(edition), by=None)
    live = Edition.objects.live().get(post=talk.pk)
    still = [name for name, path in paths(live) if "Autorisiert von" in text_of(client, path)]
    assert still == ["interview_changes"]  # what the edition before said, struck through
