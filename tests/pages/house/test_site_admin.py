"""Setting up the site, as a chief editor does it: forms read from the page, filled in, sent whole."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from blog.roles import CHIEF_EDITORS, EDITORS
from pages.models import MenuLink, Site
from tests.filling import Page
from tests.making import make_site
from tests.media.pictures import saved_image

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/pages/site/"


@pytest.fixture
def chief(client):
    return enter(client, CHIEF_EDITORS)


def enter(client, role):
    user = User.objects.create_user(role, password="secret-word-1", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def test_the_front_page_of_the_newsroom_leads_chief_editors_to_the_one_form(chief):
    front = Page(chief, "/admin/")
    assert ADDRESS in front.tree.xpath("//nav//a/@href")
    form = Page(chief, ADDRESS)
    assert form.address == "/admin/pages/site/1/change/"
    assert Site.objects.count() == 1
    Page(chief, ADDRESS)
    assert Site.objects.count() == 1


def test_editors_may_not_change_the_site(client):
    enter(client, EDITORS)
    assert ADDRESS not in Page(client, "/admin/").tree.xpath("//a/@href")
    assert client.get(ADDRESS).status_code == 403
    assert client.get("/admin/pages/site/1/change/").status_code in (302, 403)
    assert client.post("/admin/pages/site/1/change/", {"name": "Meins"}).status_code in (302, 403)
    assert not Site.objects.exists()


def test_nobody_adds_a_second_one_or_deletes_the_first(admin_client):
    make_site()
    assert admin_client.get("/admin/pages/site/add/").status_code == 403
    assert admin_client.get("/admin/pages/site/1/delete/").status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.bulk_create([Site(pk=2)])


def test_everything_is_set_in_one_form(chief, client, django_capture_on_commit_callbacks):
    logo = saved_image()
    page = Page(chief, ADDRESS)
    page.fill(
        name="Saallicht",
        claim="Aus der Werkstatt",
        logo=logo.pk,
        accent="#0D5C63",
        footer_text="<p>Ein <strong>Blog</strong>.</p><script>alert(1)</script>",
        legal_name="Saallicht eG",
        phone="+49 561 5550",
        reserve_mining="on",
    )
    page.add_row("social_links", address="https://social.example/@wir", label="Mastodon")
    connection.run_on_commit.clear()  # what was made before has been committed long ago
    with django_capture_on_commit_callbacks(execute=True):
        page.press("_save")
    assert page.errors == []
    assert page.address == "/admin/"
    site = Site.objects.get()
    assert (site.accent, site.footer_text) == ("#0d5c63", "<p>Ein <strong>Blog</strong>.</p>")
    told = client.get("/").text
    for said in ("Saallicht eG", "Mastodon", "Aus der Werkstatt"):
        assert said in told


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast_and_one_that_can(chief):
    page = Page(chief, ADDRESS).fill(accent="#f0c000", accent_dark="#0d5c63", name="Saallicht")
    page.press("_save")
    light, dark = page.errors[-2:]
    assert light.startswith("#f0c000 ist für den hellen Grund zu hell: Kontrast 1,")
    assert "Nötig sind mindestens 4,5 : 1 (WCAG AA); #" in light
    assert dark.startswith("#0d5c63 ist für den dunklen Grund zu dunkel: Kontrast 2,")
    assert page.values["name"] == ["Saallicht"]
    near = light.rpartition("; ")[2].split()[0]
    page.fill(accent=near, accent_dark="").press("_save")
    assert page.errors == []
    assert Site.objects.get().accent == near


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"label": "Wohin?"}, "Bitte eine Seite auswählen oder eine Adresse angeben"),
        ({"page": "blog", "address": "/blog/"}, "Bitte eine Seite auswählen oder eine Adresse"),
        ({"address": "/events/"}, "Bitte sagen, wie der Link heißen soll."),
        ({"address": "/gibts-nicht", "label": "X"}, "Unter /gibts-nicht gibt es keine Seite."),
        ({"address": "/admin/", "label": "X"}, "/admin/ ist nichts für Leserinnen und Leser."),
        ({"address": "javascript:alert(1)", "label": "X"}, "ist keine Adresse"),
        ({"address": "//boese.example/", "label": "X"}, "gibt es keine Seite"),
        ({"address": "http://alt.example/", "label": "X"}, "ist keine Adresse"),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(chief, row, message):
    page = Page(chief, "/admin/pages/menulink/add/").fill(**row).press("_save")
    assert message in " ".join(page.errors)
    assert not MenuLink.objects.exists()


@pytest.mark.parametrize("field", ["mining_policy", "websub_hub"])
def test_addresses_for_machines_begin_with_https(field):
    site = Site(**{field: "http://unsicher.example/"})
    with translation.override("de"), pytest.raises(ValidationError) as refused:
        site.full_clean()
    assert refused.value.message_dict[field] == [
        "Bitte eine Adresse angeben, die mit https:// beginnt."
    ]


def test_a_profile_elsewhere_begins_with_https(chief):
    page = Page(chief, ADDRESS)
    page.add_row("social_links", address="http://social.example/", label="M").press("_save")
    assert "Bitte eine Adresse angeben, die mit https:// beginnt." in page.errors


def test_a_colour_is_six_digits_and_a_phone_number_begins_with_its_country(chief):
    page = Page(chief, ADDRESS).fill(accent="rot", phone="0561 5550").press("_save")
    assert any("als # und sechs Ziffern" in error for error in page.errors)
    assert any("Vorwahl des Landes" in error for error in page.errors)
