import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from lxml import etree, html

from blog.models import Correction
from blog.publishing.publish import CorrectionNote, publish
from pages.trust import corrections
from tests.filling import Page
from tests.making import make_editor, make_post
from tests.pages.reading import words

pytestmark = pytest.mark.django_db


def corrected(title="A", kind="correction", text="Das Jahr war falsch.", **note):
    post = make_post(title)
    publish(post, by=None)
    post.standfirst = "Anders."
    post.save()
    publish(post, by=None, correction=CorrectionNote(kind, text, **note))
    return post


def test_a_weighty_correction_stands_above_the_text_others_below(client):
    above = html.fromstring(client.get(corrected("A", top=True).get_absolute_url()).text)
    assert "Das Jahr war falsch." in words(above.xpath("//*[@role='note']")[0])
    assert above.xpath("//section[@class='corrections']") == []
    below = html.fromstring(client.get(corrected("B").get_absolute_url()).text)
    assert below.xpath("//*[@role='note']") == []
    assert "Das Jahr war falsch." in words(below.xpath("//section[@class='corrections']")[0])


def test_the_feed_of_corrections_names_kind_piece_and_note(client):
    corrected("Der Saal")
    corrected("Die Tür", "right_of_reply", "So war es nicht.", by="Kai Kran, Kassel")
    tree = etree.fromstring(client.get("/korrekturen/atom.xml").content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    titles = tree.xpath("//a:entry/a:title/text()", namespaces=atom)
    assert titles == ["Gegendarstellung: Die Tür", "Korrektur: Der Saal"]
    summaries = tree.xpath("//a:entry/a:summary/text()", namespaces=atom)
    assert summaries == ["Kai Kran, Kassel: So war es nicht.", "Das Jahr war falsch."]
    page = html.fromstring(client.get("/korrekturen/").text)
    assert page.xpath("//link[@type='application/atom+xml']/@href")[0] == "/korrekturen/atom.xml"


def test_the_list_goes_on_behind_its_first_page(client, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(corrections, "LENGTH", 5)
    post = corrected()
    first = Correction.objects.get()
    for _number in range(6):
        post.standfirst += "x"
        post.save()
        publish(post, by=None, correction=CorrectionNote("addition", "Mehr."))
    with django_assert_max_num_queries(3):
        page = client.get("/korrekturen/")
    assert page.text.count('class="correction"') == 5
    assert first.text in client.get("/korrekturen/?seite=2").text
    assert client.get("/korrekturen/?seite=quatsch").status_code == 200


@pytest.mark.parametrize(
    "statement", ["UPDATE blog_correction SET text = 'anders'", "DELETE FROM blog_correction"]
)
def test_a_published_correction_never_changes(statement):
    corrected()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_changed_text_is_published_only_with_the_kind_of_change(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())
    post = make_post("A", body="<p>Im Jahr 2025.</p>")
    publish(post, by=None)
    address = reverse("admin:blog_post_change", args=[post.pk])
    page = Page(client, address).fill(body="<p>Im Jahr 2026.</p>").press("_publish")
    assert any("what kind of change" in message for message in page.messages)
    assert post.editions.count() == 1
    assert (
        "An earlier version said “Im Jahr 2025”. Correct is “Im Jahr 2026”." in page.response.text
    )
    page.fill(change_kind="correction", change_note="Es war 2026.", change_top="on")
    page.press("_publish")
    assert post.editions.count() == 2
    assert Correction.objects.get().top


def test_another_image_or_topic_asks_nothing_and_leaves_the_date(client):
    client.force_login(make_editor())
    post = make_post("A")
    before = publish(post, by=None)
    address = reverse("admin:blog_post_change", args=[post.pk])
    Page(client, address).fill(tags=["Bühne"]).press("_publish")
    assert post.editions.count() == 2
    assert post.editions.last().modified_at == before.modified_at


def test_a_right_of_reply_needs_a_name(client, settings):
    settings.LANGUAGE_CODE = "en"
    client.force_login(make_editor())
    post = make_post("A")
    publish(post, by=None)
    page = Page(client, reverse("admin:blog_post_change", args=[post.pk]))
    page.fill(standfirst="x", change_kind="right_of_reply", change_note="So nicht.")
    page.press("_publish")
    assert page.errors == ["Whose reply is it?"]
