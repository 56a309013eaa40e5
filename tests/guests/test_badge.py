import io
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from PIL import Image as PILImage

from events.models import Ambassadorship, Event
from guests import badge as drawing
from guests.badge import badge_of, png_of
from media.models import DigitalSourceType
from tests.making import berlin, make_ambassador, make_event, make_person
from tests.media.pictures import picture_bytes, saved_image

pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]
PAPER, ACCENT, INK = (253, 251, 248), (141, 29, 44), (28, 26, 25)
MIDDLE_OF_FACE, LABEL = (540, 390), (90, 80)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenkongress"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ada():
    event = make_event(
        "Kongress",
        slug="kongress",
        hashtag="#k27",
        city="Kassel",
        starts_at=berlin(2027, 3, 25, 9),
        ends_at=berlin(2027, 3, 26, 17),
    )
    return make_ambassador(event)


def opened(png):
    picture = PILImage.open(io.BytesIO(png))
    picture.load()
    return picture


def inked(picture, colour, *, left=0, right=1080):
    """Whether a colour stands in a part of the picture that has to stay empty."""
    part = picture.crop((left, 0, right, 980)).convert("RGB")
    return any(one == colour for _number, one in part.getcolors(maxcolors=1 << 20))


def test_the_badge_is_a_picture_to_save(client, ada):
    response = client.get(f"/botschafter/{ada.kit_token}/abzeichen.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["Content-Disposition"] == 'inline; filename="ada-berg-kongress.png"'
    assert (response["Cache-Control"], response["Referrer-Policy"]) == (
        "private, no-store",
        "no-referrer",
    )
    assert response.cookies == {}
    picture = opened(response.content)
    assert (picture.format, picture.size) == ("PNG", (1080, 1080))


def test_it_says_who_stands_for_what_and_when(ada):
    badge = badge_of(ada)
    assert (badge.name, badge.role) == ("Ada Berg", "Botschafterin von Kongress")
    assert badge.when.replace("\xa0", " ") == "25.–26. März 2027, Kassel"
    assert badge.below == "#k27  ·  testserver"


@pytest.mark.parametrize("status", [Event.Status.POSTPONED, Event.Status.CANCELLED])
def test_it_names_no_date_that_does_not_hold(ada, status):
    ada.event.status = status
    assert badge_of(ada).when == "Kassel"


def test_whoever_receives_something_has_it_in_the_pixels(ada):
    assert opened(png_of(badge_of(ada))).getpixel(LABEL) == INK
    ada.benefit = ""
    assert opened(png_of(badge_of(ada))).getpixel(LABEL) == PAPER


def test_without_a_portrait_it_shows_initials(ada):
    picture = opened(png_of(badge_of(ada)))
    assert picture.getpixel((360, 390)) == ACCENT


def test_a_portrait_stands_in_a_circle(ada):
    ada.person.portrait = saved_image(picture_bytes("PNG", (300, 200), colour=(0, 90, 200)))
    picture = opened(png_of(badge_of(ada)))
    assert picture.getpixel(MIDDLE_OF_FACE) == (0, 90, 200)
    assert picture.getpixel((345, 195)) == PAPER


def test_a_portrait_that_ai_made_keeps_its_label(ada):
    ada.person.portrait = saved_image(
        picture_bytes("PNG", (600, 600), colour=(0, 90, 200)),
        digital_source_type=DigitalSourceType.AI_GENERATED,
        generated_by="Malprogramm",
        photorealistic=True,
        depicts_real="person",
    )
    picture = opened(png_of(badge_of(ada)))
    assert picture.getpixel(MIDDLE_OF_FACE) == (0, 90, 200)
    assert picture.getpixel((345, 588)) == (20, 18, 17)


def test_a_portrait_whose_file_is_gone_is_no_failure(ada):
    ada.person.portrait = saved_image(picture_bytes("PNG", (300, 300)))
    default_storage.delete(ada.person.portrait.file.name)
    assert opened(png_of(badge_of(ada))).getpixel((360, 390)) == ACCENT


@pytest.mark.parametrize(
    "name",
    [
        "Karl-Theodor Maria Nikolaus von und zu Mustermann-Beispielhausen",
        "Şebnem Łukaszewska",
        "Ελένη Παπαδοπούλου",
        "王小明",
        "Ada 🎉 Berg",
        "🎉",
        "A" * 150,
        LONG * 2,
    ],
)
def test_every_name_stays_within_the_edges(ada, name):
    badge = replace(badge_of(ada), name=name, role=f"Botschafterin von {LONG} {name}", label="")
    picture = opened(png_of(badge))
    for colour in (INK, ACCENT):
        assert not inked(picture.crop((0, 60, 1080, 984)), colour, right=80)
        assert not inked(picture.crop((0, 60, 1080, 984)), colour, left=1000)


def test_letters_the_font_lacks_are_written_in_latin_ones():
    assert drawing.drawable("王小明 Łukasz 🎉", drawing.SANS) == "Wang Xiao Ming Łukasz"


def test_it_is_drawn_once_and_anew_when_something_changes(ada):
    badge = badge_of(ada)
    png_of(badge)
    caches["drawn"].set(badge.key, b"kept")
    assert png_of(badge_of(ada)) == b"kept"
    Ambassadorship.objects.update(benefit="")
    assert png_of(badge_of(Ambassadorship.objects.get())) != b"kept"


def test_two_people_have_two_badges(ada):
    bo = Ambassadorship(person=make_person("Bo Ott"), event=ada.event)
    assert badge_of(ada).key != badge_of(bo).key
