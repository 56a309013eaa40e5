import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from PIL import Image as PILImage

from blog.editions.edition import Edition
from blog.models import Tie
from blog.publishing.publish import publish, withdraw
from disclosures.decisions import Label
from disclosures.vocabulary import Consideration, Influence, Part
from media.frozen import FrozenImage
from pages.sharing.card_drawing import BAND, EDGE, HEIGHT, WIDTH, drawn, layout
from pages.sharing.share_cards import (
    ShareCard,
    Voice,
    answer_card,
    card_address,
    piece_card,
    quotation,
)
from people.models import Organisation
from tests.making import make_event, make_interview, make_person, make_post, make_site
from tests.media.pictures import picture_bytes, saved_image

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikanten"
TITLE = ("Wer über Barrierefreiheitsstärkungsgesetze und Nachhaltigkeitsberichte " * 3)[:160]
PORTRAIT = FrozenImage(
    id=1, file="gibt-es-nicht.jpg", width=600, height=800, ppoi=(0.5, 0.4), alt=""
)
LABELS = (
    Label("ad", "Anzeige"),
    Label("guest", "Gastbeitrag"),
    Label("ai", "Text von KI erzeugt, nicht geprüft"),
)
PAPER, INK = (253, 251, 248), (28, 26, 25)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def edition():
    return publish(make_post("Größe zählt nicht", slug="groesse"), by=None)


def files():
    return sorted(Path(settings.MEDIA_ROOT).glob("karten/**/*.jpg"))


def address_of(edition, question=None):
    if question:
        return card_address(edition, answer_card(edition, question), question.anchor)
    return card_address(edition, piece_card(edition))


def opened(response):
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    picture = PILImage.open(io.BytesIO(response.content))
    picture.load()
    return picture.convert("RGB")


def told(client, address):
    tree = html.fromstring(client.get(address).text)
    found = tree.xpath("//meta[starts-with(@property, 'og:') or starts-with(@name, 'twitter:')]")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in found}


def test_a_piece_names_its_card_with_size_and_words(client, edition):
    meta = told(client, "/blog/groesse/")
    assert meta["og:image"] == f"http://testserver{address_of(edition)}"
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"].startswith("Größe zählt nicht – ")
    assert (meta["og:type"], meta["og:title"]) == ("article", "Größe zählt nicht")
    assert (meta["og:url"], meta["og:locale"]) == ("http://testserver/blog/groesse/", "de_DE")
    assert meta["twitter:card"] == "summary_large_image"


def test_the_card_is_a_small_picture_that_is_not_blank(client, edition):
    response = client.get(address_of(edition))
    picture = opened(response)
    assert picture.size == (1200, 630)
    assert len(response.content) < 150_000
    colours = {colour for _n, colour in picture.getcolors(1 << 20)}
    assert len(colours) > 100
    assert response["Cache-Control"] == "public, max-age=2592000, immutable"


def test_it_is_drawn_once_and_known_to_who_has_it(client, edition):
    address = address_of(edition)
    first = client.get(address)
    [file] = files()
    file.write_bytes(b"kept")
    assert client.get(address).content == b"kept"
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_card_costs_two_queries(client, edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(address_of(edition))


def test_a_site_of_another_name_is_named_at_once_and_its_card_drawn_anew(client, edition):
    make_site(name="Saallicht")
    address, first = told(client, "/blog/groesse/"), client.get(address_of(edition))
    make_site(name="Licht & Ton")
    now, second = told(client, "/blog/groesse/"), client.get(address_of(edition))
    assert (address["og:image"], "Saallicht" in address["og:image:alt"]) == (now["og:image"], True)
    assert "Licht & Ton" in now["og:image:alt"]
    assert "Saallicht" not in now["og:image:alt"]
    assert (first["ETag"], first.content) != (second["ETag"], second.content)


def test_a_new_edition_has_a_new_card_and_the_old_address_leads_there(client, edition):
    old = address_of(edition)
    client.get(old)
    post = edition.post
    post.title = "Doch"
    post.save()
    new = address_of(publish(post, by=None))
    assert new != old
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)
    assert client.get(new).status_code == 200
    assert len(files()) == 1


def test_cards_of_drafts_and_scheduled_pieces_are_not_found(client):
    later = timezone.now() + timedelta(days=1)
    scheduled = publish(make_post("Geheim"), by=None, starts_at=later)
    assert client.get(address_of(scheduled)).status_code == 404
    assert files() == []


def test_a_withdrawn_piece_has_no_card_any_more(client, edition):
    address = address_of(edition)
    client.get(address)
    withdraw(edition.post)
    assert client.get(address).status_code == 410
    assert files() == []


@pytest.mark.parametrize(
    "path",
    ["{pk}-0123456789abcdef.jpg", "{pk}-{key}-frage-1.jpg", "999999-{key}.jpg", "{pk}-{key}x.jpg"],
)
def test_nothing_else_is_drawn(client, edition, path):
    path = path.format(pk=edition.pk, key=piece_card(edition).key)
    assert client.get(f"/karten/{path}").status_code == 404
    assert files() == []


def test_an_answer_has_a_card_with_question_beginning_and_person(client):
    guest = make_person("Ada Ünlü", role_line="Inspizientin")
    exchanges = (
        ("Wie geht es?", "<p>Gut. " + "Sehr gut sogar, und das „jeden Tag“. " * 20 + "</p>"),
    )
    edition = publish(make_interview(guest=guest, exchanges=exchanges), by=None)
    question = edition.piece.exchanges[0]
    card = answer_card(edition, question)
    assert (card.question, card.voices[0].name) == ("Wie geht es?", "Ada Ünlü")
    assert card.text.startswith("„Gut. Sehr gut sogar, und das ‚jeden Tag‘.")
    assert card.text.endswith("“")
    assert len(card.text) < 180
    assert opened(client.get(address_of(edition, question))).size == (1200, 630)


def test_an_advertisement_begins_with_its_label(client):
    post = make_post("Neue Stühle", slug="stuehle")
    payer = Organisation.objects.create(name="Stuhlhaus")
    Tie.objects.create(
        post=post,
        organisation=payer,
        part=Part.NAMED,
        consideration=Consideration.MONEY,
        influence=Influence.APPROVAL,
    )
    edition = publish(post, by=None)
    assert edition.piece.is_advertisement
    meta = told(client, "/blog/stuehle/")
    assert meta["og:title"] == "Anzeige: Neue Stühle"
    assert meta["og:image:alt"].startswith("Anzeige – ")
    picture = opened(client.get(address_of(edition)))
    edge = [picture.getpixel((x, 8)) for x in (5, 600, 1195)]
    assert all(max(colour) < 45 for colour in edge)
    middle = picture.crop((285, 0, 915, BAND))
    assert max(max(colour) for _n, colour in middle.getcolors(1 << 20)) > 240


def card_with(**values):
    card = ShareCard("Podium", "de", "Titel", series="Reihe", hashtag="#saal27")
    return replace(card, **values)


HARD = {
    "long title": {"text": TITLE},
    "long word": {"text": WORD},
    "long everything": {
        "text": TITLE,
        "labels": LABELS,
        "series": WORD,
        "question": TITLE,
        "site": WORD,
        "voices": (Voice(f"Prof. Dr. {WORD}", TITLE, None), Voice(WORD, TITLE, None)),
        "hashtag": f"#{WORD.lower()}",
    },
    "many people": {"voices": tuple(Voice(f"Person {n}", "Rolle", None) for n in range(6))},
    "many labels": {"labels": tuple(Label(f"l{n}", "Interview mit Freigabe") for n in range(5))},
    "nothing": {"text": "", "series": "", "hashtag": "", "site": ""},
    "other letters": {"text": "Обзор 漢字 🎉 Ελληνικά"},
}


@pytest.mark.parametrize("picture", [None, PORTRAIT], ids=["alone", "beside a picture"])
@pytest.mark.parametrize("values", HARD.values(), ids=HARD)
def test_every_text_stands_within_the_edges_and_apart_from_all_others(values, picture):
    card = card_with(picture=picture, portrayed=picture is not None, **values)
    placed = [one for one in layout(card) if one.setting.lines]
    for one in placed:
        left, top, right, bottom = one.box
        assert EDGE <= left <= right <= WIDTH - EDGE + 1, one
        assert 0 < top <= bottom <= HEIGHT - 20, one
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            a, b = one.box, other.box
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (one, other)
    assert PILImage.open(io.BytesIO(drawn(card))).size == (WIDTH, HEIGHT)


def test_a_guests_portrait_stands_at_the_side(client):
    portrait = saved_image(picture_bytes(size=(600, 800), colour=(20, 160, 60)))
    guest = make_person("Ada Berg", portrait=portrait)
    edition = publish(make_interview(guest=guest), by=None)
    picture = opened(client.get(address_of(edition)))
    red, green, blue = picture.getpixel((1100, 300))
    assert green > 120 > max(red, blue)


def test_the_beginning_of_an_answer_ends_with_a_sentence_or_says_that_it_goes_on():
    assert quotation("Ja.", "de") == "„Ja.“"
    assert quotation('Er sagte "nein" und ging.', "en") == "“Er sagte ‘nein’ und ging.”"
    endless = quotation("und " * 100, "de")
    assert endless.endswith("und …“")


def test_other_pages_are_told_of_too(client):
    event = make_event("Kongress", slug="kongress")
    series = event.series_of_posts.create(name="Gespräche", slug="gespraeche")
    interview = make_interview(guest=make_person("Ada Berg"), series=series, event=event)
    interview.tags.add("Bühne")
    publish(interview, by=None)
    names = {
        "/": "Podium",
        "/events/kongress/": "Kongress",
        "/serien/gespraeche/": "Gespräche",
        "/thema/buehne/": "Bühne",
        "/personen/ada-berg/": "Ada Berg",
    }
    for address, name in names.items():
        meta = told(client, address)
        assert (meta["og:title"], meta["og:url"]) == (name, f"http://testserver{address}")
        card = meta["og:image"].removeprefix("http://testserver")
        assert opened(client.get(card)).size == (1200, 630)
    assert told(client, "/personen/ada-berg/")["og:type"] == "profile"


def test_a_preview_names_no_card(admin_client):
    page = admin_client.get(f"/admin/preview/{make_post().pk}/page/").text
    assert "og:image" not in page
    assert Edition.objects.count() == 0


def test_files_of_cards_cannot_be_guessed_from_their_addresses(client, edition):
    address = address_of(edition)
    client.get(address)
    [file] = files()
    assert piece_card(edition).key not in file.name


def test_drawing_asks_the_database_nothing(edition):
    card = piece_card(edition)
    with CaptureQueriesContext(connection) as queries:
        drawn(card)
    assert len(queries) == 0


def test_the_card_wears_the_accent_of_the_site_at_the_same_address():
    plain, green = card_with(), card_with(accent="#0b5d5e")
    assert plain.key == green.key
    assert plain.whole_key != green.whole_key
    edge = PILImage.open(io.BytesIO(drawn(green))).getpixel((600, 4))
    assert all(abs(one - other) < 12 for one, other in zip(edge, (0x0B, 0x5D, 0x5E), strict=True))


@pytest.mark.parametrize(
    ("names", "said"),
    [("ABC", ["A", "B", "C"]), ("ABCDE", ["A", "B", "und 3 weitere"])],
)
def test_of_several_voices_three_are_named_or_two_and_how_many_others(names, said):
    voices = tuple(Voice(name, "Inspizientin", None) for name in names)
    placed = layout(ShareCard("Haus", "de", TITLE, voices=voices))
    told = [" ".join(one.setting.lines) for one in placed if one.part in ("name", "others")]
    assert told == said
    assert all(one.box[3] < HEIGHT and one.box[2] <= WIDTH for one in placed)
