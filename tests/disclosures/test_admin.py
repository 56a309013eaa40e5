from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone
from lxml import html

from blog.models import Disclosure
from blog.publishing.publish import publish
from blog.roles import EDITORS
from disclosures.examples import placeholders
from disclosures.library import standards
from disclosures.models import Notice
from disclosures.trail import Action, entries
from tests.filling import Page
from tests.making import make_editor, make_notice, make_post, make_site

pytestmark = pytest.mark.django_db
READ = "//*[contains(@class, 'field-{}')]//div[@class='readonly']"
ADD = "/admin/disclosures/notice/add/"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    user = User.objects.create_user("rita", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


@pytest.fixture
def partnership():
    """A notice of the rules that knows {org} and {rolle}; nobody has seen it."""
    return Notice.objects.get(key="partnerschaft")


def change(notice):
    return reverse("admin:disclosures_notice_change", args=[notice.pk])


def preview(notice):
    return reverse("admin:disclosures_notice_preview", args=[notice.pk])


def used():
    notice = make_notice("Partnerschaften")
    post = make_post()
    Disclosure.objects.create(post=post, notice=notice, ordering=1)
    publish(post, by=None)
    return notice


def row(page, language):
    """The number of the row in which a language is written."""
    found = [
        name
        for name, value in page.values.items()
        if name.endswith("-language") and value == [language] and "__prefix__" not in name
    ]
    return found[0].split("-")[1]


def write(page, language, **words):
    number = row(page, language)
    return page.fill(**{f"wordings-{number}-{name}": text for name, text in words.items()})


def test_a_notice_is_written_in_two_languages(client, editor):
    page = Page(client, ADD).fill(name="Tickets")
    write(page, "de", heading="Tickets", text="<p>Deutsch.</p>")
    write(page, "en", heading="Tickets", text="<p>English.</p>")
    page.press("_save")
    assert page.errors == []
    notice = Notice.objects.get(name="Tickets")
    assert notice.wording("de").text == "<p>Deutsch.</p>"
    assert notice.wording("en").text == "<p>English.</p>"
    assert notice.wording("de").released_by == editor


def test_a_notice_without_wording_is_refused(client):
    page = Page(client, ADD).fill(name="Leer").press("_save")
    assert page.errors == ["A notice needs a wording. Add one below."]


def test_placeholders_are_refused_where_nothing_fills_them(client):
    page = write(
        Page(client, ADD).fill(name="Tickets"), "de", heading="Tickets", text="<p>Für {event}.</p>"
    )
    number = row(page, "de")
    page.press("_save")
    assert page.errors == ["Readers would see the braces { }. Write the words out."]
    assert page.values[f"wordings-{number}-text"] == ["<p>Für {event}.</p>"]


def test_a_notice_of_the_rules_may_have_its_own_placeholders_alone(client, partnership):
    page = write(Page(client, change(partnership)), "de", text="<p>{org} von {event}</p>")
    page.press("_save")
    assert page.errors == ["Nothing fills {event}. This notice knows {org}, {stand}, {rolle}."]
    write(page, "de", text="<p>{org}: {rolle}</p>").press("_save")
    assert page.errors == []
    assert partnership.wording("de").text == "<p>{org}: {rolle}</p>"


def test_a_stray_brace_is_refused(client, partnership):
    page = write(Page(client, change(partnership)), "de", text="<p>{org} ist {rolle</p>")
    assert page.press("_save").errors == [
        "Nothing fills {. This notice knows {org}, {stand}, {rolle}."
    ]


def test_the_form_says_what_placeholders_are_filled_with(client, partnership):
    page = Page(client, change(partnership))
    assert page.texts("//section[contains(@class, 'podium-placeholders')]//tbody/tr") == [
        "{org} the organisation Beispiel GmbH · Example Ltd",
        (
            "{stand} what the organisation is, was or will be to us, with its verb "
            "ist Sponsor der Veranstaltung Beispielkongress 2026 · "
            "is a sponsor of the event Example Congress 2026"
        ),
        (
            "{rolle} what somebody is to us or to an event "
            "Sponsor von Beispielkongress 2026 · a sponsor of Example Congress 2026"
        ),
    ]


def test_every_placeholder_of_the_rules_is_explained():
    known = {name for one in standards().values() for name in one.placeholders}
    assert known - set(placeholders()) == set()


def test_a_used_wording_can_be_read_but_not_changed(client):
    notice = used()
    page = Page(client, change(notice))
    assert "versions-0-text" not in page.values
    assert page.texts(READ.format("preview")) == ["PartnerschaftenWir sagen, wer zahlt."]


def test_a_used_wording_says_who_released_it_and_since_when_it_is_valid(client, editor):
    notice = used()
    notice.versions.update(released_by=editor)
    page = Page(client, change(notice))
    assert "rita" in page.texts(READ.format("released"))
    assert len(page.texts(READ.format("valid_from"))[0]) > 5


def test_a_used_wording_is_followed_by_a_new_version_that_begins_with_its_words(client):
    notice = used()
    page = Page(client, change(notice))
    assert page.values[f"wordings-{row(page, 'de')}-text"] == ["<p>Wir sagen, wer zahlt.</p>"]
    write(page, "de", heading="Partner", text="<p>Neu.</p>").press("_save")
    assert page.errors == []
    assert [v.number for v in notice.versions.order_by("number")] == [1, 2]
    assert Notice.objects.get(pk=notice.pk).wording("de").heading == "Partner"


def test_words_left_as_they_are_make_no_new_version(client):
    notice = used()
    page = Page(client, change(notice)).fill(name="Anders")
    page.press("_save")
    assert page.errors == []
    assert (Notice.objects.get(pk=notice.pk).name, notice.versions.count()) == ("Anders", 1)


def test_a_wording_for_later_leaves_the_present_one_in_force(client):
    notice = used()
    later = timezone.localtime() + timedelta(days=30)
    page = Page(client, change(notice))
    write(page, "de", text="<p>Später.</p>", valid_from_0=f"{later:%Y-%m-%d}").press("_save")
    assert page.errors == []
    assert notice.wording("de").number == 1
    assert notice.wording("de", at=later + timedelta(days=1)).number == 2


def test_a_new_wording_stands_in_the_trail(client, editor):
    notice = used()
    write(Page(client, change(notice)), "de", text="<p>Neu.</p>").press("_save")
    entry = entries(notice).get()
    assert (entry.action, entry.actor, entry.text) == (Action.TEXT_EDIT, editor.pk, "<p>Neu.</p>")


def test_what_is_typed_can_be_looked_at_before_it_is_saved(client, partnership):
    page = write(
        Page(client, change(partnership)), "de", heading="Wer zahlt", text="<p>{org}: {rolle}.</p>"
    )
    shown = Page(client, preview(partnership)).take(client.post(preview(partnership), page.values))
    assert shown.texts("//section[@lang='de']/div") == [
        "Wer zahltBeispiel GmbH: Sponsor von Beispielkongress 2026."
    ]
    assert partnership.wording("de").heading == "Partnerschaften"


def test_the_preview_is_dressed_as_readers_see_the_site(client, partnership):
    make_site(accent="#0d5c63")
    shown = html.fromstring(client.get(preview(partnership)).text)
    address = shown.xpath("//link[@rel='stylesheet']/@href")[0]
    assert "--accent:light-dark(#0d5c63" in client.get(address).text


def test_the_preview_names_what_nothing_would_fill(client, partnership):
    page = write(Page(client, change(partnership)), "de", text="<p>{quatsch}</p>")
    shown = page.take(client.post(preview(partnership), page.values))
    assert shown.texts("//section[@lang='de']//strong") == [
        "cannot be saved like this: nothing fills {quatsch}"
    ]


def test_a_notice_not_saved_yet_has_a_preview_too(client):
    page = write(Page(client, ADD), "de", heading="Neu", text="<p>Worte.</p><script>x</script>")
    address = reverse("admin:disclosures_notice_preview_new")
    shown = page.take(client.post(address, page.values))
    assert shown.texts("//section/div") == ["NeuWorte."]
    assert client.get(address).headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_notice_of_the_rules_stays_and_keeps_its_key(client, partnership):
    client.force_login(make_editor())
    page = Page(client, change(partnership)).fill(key="anders").press("_save")
    assert page.errors == []
    assert Notice.objects.filter(key="partnerschaft").exists()
    delete = reverse("admin:disclosures_notice_delete", args=[partnership.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    changelist = client.get("/admin/disclosures/notice/").content.decode()
    assert "delete_selected" not in changelist


def test_saving_without_a_change_leaves_who_released_a_wording(client, partnership, settings):
    settings.LANGUAGE_CODE = "de"  # dates in a notation of their own
    page = Page(client, change(partnership))
    # The editor's own notation for the same words.
    text = f"\r\n{partnership.wording('en').text}\r\n"
    write(page, "en", text=text).press("_save")
    assert page.errors == []
    assert partnership.wording("en").released_by is None
    assert list(entries(partnership)) == []
