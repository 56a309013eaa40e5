import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from blog.models import Disclosure
from blog.publishing import publish
from blog.roles import EDITORS
from disclosures.models import Notice
from tests.filling import Page
from tests.making import make_notice, make_post

pytestmark = pytest.mark.django_db
ADD = "/admin/disclosures/notice/add/"


@pytest.fixture(autouse=True)
def editor(client, settings):
    settings.LANGUAGE_CODE = "en"
    user = User.objects.create_user("rita", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def change(notice):
    return reverse("admin:disclosures_notice_change", args=[notice.pk])


def used():
    notice = make_notice("Partnerschaften")
    post = make_post()
    Disclosure.objects.create(post=post, notice=notice, ordering=1)
    publish(post, by=None)
    return notice


def test_a_notice_is_written_in_two_languages(client, editor):
    page = Page(client, ADD).fill(name="Tickets")
    page.add_row("versions-2", language="de", heading="Tickets", text="<p>Deutsch.</p>")
    page.add_row("versions-2", language="en", heading="Tickets", text="<p>English.</p>")
    page.press("_save")
    assert page.errors == []
    notice = Notice.objects.get(name="Tickets")
    assert notice.wording("de").text == "<p>Deutsch.</p>"
    assert notice.wording("en").text == "<p>English.</p>"
    assert notice.wording("de").released_by == editor


def test_a_notice_without_wording_is_refused(client):
    page = Page(client, ADD).fill(name="Leer").press("_save")
    assert page.errors == ["A notice needs a wording. Add one below."]


def test_placeholders_are_refused_because_readers_would_see_them(client):
    page = Page(client, ADD).fill(name="Tickets")
    page.add_row("versions-2", heading="Tickets", text="<p>Für {event}.</p>").press("_save")
    assert page.errors == ["Readers would see the braces { }. Write the words out."]
    assert page.values["versions-2-0-text"] == ["<p>Für {event}.</p>"]


def test_a_used_wording_can_be_read_but_not_changed(client):
    notice = used()
    page = Page(client, change(notice))
    assert "versions-0-text" not in page.values
    assert page.texts("//td[@class='field-preview']") == ["Wir sagen, wer zahlt."]


def test_a_used_wording_is_followed_by_a_new_version(client):
    notice = used()
    page = Page(client, change(notice))
    page.add_row("versions-2", heading="Partner", text="<p>Neu.</p>").press("_save")
    assert page.errors == []
    assert [v.number for v in notice.versions.order_by("number")] == [1, 2]
    assert Notice.objects.get(pk=notice.pk).wording("de").heading == "Partner"
