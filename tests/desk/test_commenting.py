"""Links that show a draft to outsiders, and comments: by them, and at the desk."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from lxml import html

from blog.editions.edition import Edition
from blog.models.account_language import choose_language
from blog.publishing.publish import publish
from desk.checking.check import Level
from desk.checking.house import check
from desk.checking.levels import CheckLevel
from desk.commenting.comment import Comment
from desk.commenting.draft_link import DraftLink
from tests.desk.conftest import member
from tests.making import make_interview, make_person, make_post

pytestmark = pytest.mark.django_db
ROWS = (("Was bleibt?", "<p>Vieles bleibt.</p>"), ("Und nun?", "<p>Weiter.</p>"))


@pytest.fixture
def talk():
    return make_interview("Noch geheim", exchanges=ROWS)


@pytest.fixture
def shown(talk, editor):
    """A draft that somebody may read: the link and its address."""
    link, secret = DraftLink.make(talk, "Gesa Gast", 14, by=editor)
    return link, f"/entwurf/{secret}/"


def address(piece):
    return f"/admin/{piece._meta.label_lower.replace('.', '/')}/{piece.pk}/talk/"


def said(response):
    tree = html.fromstring(response.content.decode())
    return " ".join(" ".join(tree.xpath("//main")[0].itertext()).split())


# The link -----------------------------------------------------------------------------------------
def test_an_editor_makes_a_link_that_is_shown_once(desk, talk):
    answer = desk.post(address(talk), {"link": "1", "link-shown_to": "Gesa", "link-days": "7"})
    (path,) = re.findall(r"/entwurf/[\w-]{43}/", answer.text)
    assert "no-store" in answer["Cache-Control"]
    page = Client().get(path)
    assert page.status_code == 200
    assert "Vieles bleibt." in said(page)
    link = DraftLink.objects.get()
    assert path.split("/")[2] not in (link.secret_sha256, desk.get(address(talk)).text)
    assert link.expires_at - link.made_at == timedelta(days=7)
    assert "Gesa" in desk.get(address(talk)).text
    assert desk.post(address(talk), {"link": "1", "link-days": "7"}).status_code == 422


def test_a_draft_leaves_no_trace_and_follows_the_working_copy(client, talk, shown):
    _link, path = shown
    page = client.get(path)
    assert page.cookies == {}
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    talk.exchanges.filter(question="Und nun?").update(answer="<p>Anders weiter.</p>")
    assert "Anders weiter." in said(client.get(path))
    assert not Edition.objects.exists()


def test_a_link_that_is_over_closed_or_wrong_says_so(client, desk, talk, shown, time_machine):
    link, path = shown
    desk.post(address(talk), {"revoke": link.pk})
    closed = client.get(path)
    assert closed.status_code == 410
    assert "hat diesen Link am" in said(closed)
    DraftLink.objects.update(revoked_at=None)
    time_machine.move_to(link.expires_at - timedelta(seconds=1), tick=False)
    assert client.get(path).status_code == 200
    time_machine.move_to(link.expires_at, tick=False)
    ended = client.post(path, {"name": "Gesa", "text": "Zu spät"})
    assert (ended.status_code, "abgelaufen" in said(ended)) == (410, True)
    assert not Comment.objects.exists()
    for wrong in ("x" * 43, "falsch", "%00"):
        gone = client.get(f"/entwurf/{wrong}/")
        assert (gone.status_code, gone["Cache-Control"]) == (404, "private, no-store")


def test_whoever_guesses_is_stopped_and_finds_nothing_then(client, shown):
    answers = [client.get(f"/entwurf/{number:043d}/").status_code for number in range(22)]
    assert answers == [404] * 20 + [429] * 2
    assert client.get(shown[1]).status_code == 429
    assert client.get(shown[1], REMOTE_ADDR="192.0.2.7").status_code == 200


# Outsiders ----------------------------------------------------------------------------------------
def test_an_outsider_comments_on_a_question_without_an_account(client, desk, talk, shown):
    link, path = shown
    asked = talk.exchanges.get(question="Und nun?")
    typed = {
        "name": "Gesa",
        "exchange": asked.pk,
        "quote": "",
        "text": "<b>So</b> nicht\x00 gesagt.",
    }
    answer = client.post(path, typed)
    assert (answer.status_code, answer["Location"]) == (303, "?gesagt#kommentare")
    client.post(path, typed)  # a double click
    comment = Comment.objects.get()
    assert (comment.name, comment.quote, comment.exchange) == ("Gesa", "Und nun?", asked)
    assert (comment.link, comment.author) == (link, None)
    page = client.get(f"{path}?gesagt")
    assert "&lt;b&gt;So&lt;/b&gt; nicht gesagt." in page.text
    assert "Danke." in said(page)
    assert "nicht gesagt." in desk.get(address(talk)).text


def test_an_outsider_sees_no_word_of_the_newsroom(client, desk, talk, shown):
    desk.post(address(talk), {"comment": "1", "talk-text": "Unter uns: schwach."})
    assert Comment.objects.count() == 1
    assert "Unter uns" not in client.get(shown[1]).text


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(client, shown):
    answer = client.post(shown[1], {"text": "Sehr schön"})
    assert answer.status_code == 422
    assert "Sagen Sie, wer Sie sind." in said(answer)
    assert "Sehr schön" in said(answer)
    other = make_interview(exchanges=ROWS).exchanges.first()
    wrong = client.post(shown[1], {"name": "G", "text": "x", "exchange": other.pk})
    assert (wrong.status_code, Comment.objects.exists()) == (422, False)


def test_so_many_comments_in_an_hour_are_too_many(client, shown):
    for number in range(30):
        assert client.post(shown[1], {"name": "G", "text": f"{number}"}).status_code == 303
    answer = client.post(shown[1], {"name": "G", "text": "Einer noch"})
    assert answer.status_code == 429
    assert "Einer noch" in said(answer)


# At the desk --------------------------------------------------------------------------------------
def test_a_colleague_who_is_named_gets_a_mail_and_sees_it_first(
    desk, talk, django_capture_on_commit_callbacks
):
    chief = member("Chefredaktion", "ada.b")
    chief.email = "ada@example.org"
    chief.save()
    viewer = member("Redaktion", "zoe")
    viewer.groups.clear()
    choose_language(chief, "en")
    words = "@Ada.B, stimmt das? Und @zoe und @niemand."
    answer = desk.post(address(talk), {"comment": "1", "talk-text": words, "talk-quote": "Vieles"})
    assert answer.status_code == 302
    assert list(Comment.objects.get().mentioned.all()) == [chief]
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "names you in a comment" in letter.subject  # in her language, not the writer's
    assert "Noch geheim" in letter.subject
    assert "#compose-talk" in letter.body
    mine = Client()
    mine.force_login(chief)
    (group,) = [one for one in mine.get("/admin/").context["waiting"] if "Kommentare" in one.name]
    assert group.rows[0].address.endswith(f"/interview/{talk.pk}/change/#compose-talk")


def test_a_comment_is_resolved_and_opened_again(desk, editor, talk, shown):
    comment = Comment.objects.create(post=talk, name="Gesa", text="Nein.", link=shown[0])
    desk.post(address(talk), {"resolve": comment.pk})
    comment.refresh_from_db()
    assert comment.resolved_by == editor
    desk.post(address(talk), {"reopen": comment.pk})
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)
    assert desk.post(address(talk), {"resolve": "9" * 30}).status_code == 404
    other = make_post("Anderer")
    assert desk.post(address(other), {"resolve": comment.pk}).status_code == 404


def test_a_comment_keeps_its_passage_when_the_text_goes_on(desk, talk):
    row = talk.exchanges.first()
    desk.post(
        address(talk),
        {"talk-text": "Hm", "talk-quote": "Vieles bleibt.", "talk-exchange": row.pk},
    )
    row.delete()
    comment = Comment.objects.get()
    assert (comment.quote, comment.exchange) == ("Vieles bleibt.", None)


def test_an_open_comment_is_a_hint_and_never_stands_in_the_way(desk, talk):
    CheckLevel.objects.create(check_id="open_comments", level=Level.REQUIRED)
    Comment.objects.create(post=talk, name="Gesa", text="Nein.")
    found = [
        one for one in check(talk, talk.content(), timezone.now()) if one.check == "open_comments"
    ]
    assert [(one.level, one.finding.message) for one in found] == [
        (Level.HINT, "1 Kommentar ist offen.")
    ]
    Comment.objects.get().resolve(by=member("Chefredaktion"))
    assert not [
        one for one in check(talk, talk.content(), timezone.now()) if one.check == "open_comments"
    ]


def test_no_comment_gets_into_what_is_published(client, talk):
    Comment.objects.create(post=talk, name="Zaunkönig", text="Streichquartett")
    edition = publish(make_post("Frei", author=make_person(newsroom=True)), by=None)
    Comment.objects.create(post_id=edition.post_id, name="Zaunkönig", text="Streichquartett")
    for path in (edition.get_absolute_url(), "/suche/?q=Streichquartett", "/feeds/rss.xml"):
        assert "Zaunkönig" not in client.get(path).text
    assert "Streichquartett" not in edition.content + edition.html + edition.search_text


def test_who_may_not_change_a_piece_says_nothing_on_it(talk, shown):
    viewer = member("Redaktion", "nur-lesen")
    viewer.groups.clear()
    outside = Client()
    outside.force_login(viewer)
    for typed in ({"talk-text": "Ich"}, {"link": "1", "link-shown_to": "Ich", "link-days": "7"}):
        assert outside.post(address(talk), typed).status_code == 403
    assert (Comment.objects.count(), DraftLink.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"name": ""}, {"both": True}, {"resolver": True}],
)
def test_the_database_refuses_what_must_never_be(talk, shown, editor, wrong):
    values = {"post": talk, "name": "Gesa", "text": "Gut", "link": shown[0]}
    if wrong.pop("both", False):
        wrong = {"author": editor}
    if wrong.pop("resolver", False):
        wrong = {"resolved_by": editor}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(**values | wrong)


def test_a_link_ends_after_it_began(talk, editor):
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftLink.make(talk, "Gesa", 0, by=editor)


def test_the_talk_takes_the_same_queries_however_much_is_said(
    desk, talk, shown, editor, django_assert_num_queries
):
    def look():
        with django_assert_num_queries(11):
            assert desk.get(address(talk)).status_code == 200

    for number in range(12):
        comment = Comment.objects.create(post=talk, name="G", text=f"{number}", author=editor)
        comment.mentioned.add(editor)
        if number in (0, 11):
            look()


# Replies ------------------------------------------------------------------------------------------
def test_the_newsroom_replies_and_the_outsider_reads_it(client, desk, talk, shown):
    link, path = shown
    client.post(path, {"name": "Gesa Gast", "text": "Es war 2024."})
    comment = Comment.objects.get()
    answer = desk.post(address(talk), {"reply": comment.pk, f"reply-{comment.pk}-text": "Stimmt."})
    assert answer.status_code == 302
    reply = Comment.objects.exclude(pk=comment.pk).get()
    assert (reply.reply_to, reply.text, reply.link) == (comment, "Stimmt.", None)
    assert "Stimmt." in said(client.get(path))
    assert "Stimmt." in desk.get(address(talk)).text
    assert [*Comment.objects.open()] == [comment]
    _other, secret = DraftLink.make(talk, "Otto", 14, by=link.made_by)
    assert "Stimmt." not in said(Client().get(f"/entwurf/{secret}/"))


def test_a_reply_of_no_words_or_too_many_is_refused_and_stays(desk, talk, shown):
    link, _path = shown
    comment = Comment.objects.create(post=talk, text="Es war 2024.", name="Gesa", link=link)
    for text in ("", " ", "x" * 4001):
        sent = {"reply": comment.pk, f"reply-{comment.pk}-text": text}
        answer = desk.post(address(talk), sent)
        assert (answer.status_code, text in answer.text) == (422, True)
    assert Comment.objects.count() == 1


def test_nobody_replies_to_a_reply_or_to_another_piece(desk, talk, editor):
    comment = Comment.objects.create(post=talk, text="Eins.", name="Gesa")
    reply = Comment.objects.create(post=talk, text="Zwei.", name="Rita", reply_to=comment)
    elsewhere = Comment.objects.create(post=make_post(), text="Drei.", name="Otto")
    for one in (reply, elsewhere):
        sent = {"reply": one.pk, f"reply-{one.pk}-text": "Nein."}
        assert desk.post(address(talk), sent).status_code == 404


@pytest.mark.parametrize("over", ["revoked_at", "expires_at"])
def test_a_reply_that_nobody_will_read_on_the_draft_says_so(desk, talk, shown, over):
    link, _path = shown
    Comment.objects.create(post=talk, text="Es war 2024.", name="Gesa", link=link)
    assert "Antwort, die Gesa am Entwurf liest" in desk.get(address(talk)).text
    earlier = timezone.now() - timedelta(minutes=1)
    DraftLink.objects.update(made_at=earlier - timedelta(days=1), **{over: earlier})
    page = desk.get(address(talk)).text
    assert "Antwort, die Gesa am Entwurf liest" not in page
    assert "Der Link ist geschlossen: Gesa liest sie dort nicht." in page


def test_a_reply_that_is_begun_stays_when_another_button_is_pressed(desk, talk):
    asked, other = (
        Comment.objects.create(post=talk, text=text, name="Gesa") for text in ("Wann?", "Wo?")
    )
    begun = {f"reply-{asked.pk}-text": "Ja, aber"}
    for pressed in (
        {"talk-text": "Noch etwas.", "comment": "1"},
        {"resolve": other.pk},
        {"reply": other.pk, f"reply-{other.pk}-text": "Ja."},
        {"reply": other.pk, f"reply-{other.pk}-text": " "},
    ):
        page = html.fromstring(desk.post(address(talk), {**begun, **pressed}).text)
        (field,) = page.xpath(f"//textarea[@name='reply-{asked.pk}-text']")
        assert field.text.strip() == "Ja, aber", pressed
        assert "open" in field.xpath("ancestor::details")[0].attrib
    assert not asked.replies.exists()
    assert [one.text for one in other.replies.all()] == ["Ja."]


def test_a_comment_that_is_begun_stays_when_another_button_is_pressed(desk, talk):
    comment = Comment.objects.create(post=talk, text="Es war 2024.", name="Gesa")
    begun = {"talk-text": "Noch nicht fertig", "talk-exchange": talk.exchanges.first().pk}
    for pressed in (
        {"reply": comment.pk, f"reply-{comment.pk}-text": "Stimmt."},
        {"reply": comment.pk, f"reply-{comment.pk}-text": ""},
        {"resolve": comment.pk},
        {"reopen": comment.pk},
    ):
        page = html.fromstring(desk.post(address(talk), {**begun, **pressed}).text)
        (field,) = page.xpath("//textarea[@name='talk-text']")
        assert field.text_content().strip() == "Noch nicht fertig"
        assert page.xpath("//select[@name='talk-exchange']")[0].value == str(begun["talk-exchange"])
    assert Comment.objects.count() == 2
    assert desk.post(address(talk), {"resolve": comment.pk}).status_code == 302


def test_a_guest_who_replies_is_not_called_the_newsroom(client, talk, shown, editor):
    link, path = shown
    comment = Comment.objects.create(post=talk, text="Es war 2024.", name="Gesa", link=link)
    about = {"post": talk, "reply_to": comment}
    Comment.objects.create(text="Ja.", name="Rita", author=editor, **about)
    Comment.objects.create(text="Nein.", name="Otto", author=member("Autor"), **about)
    Comment.objects.create(text="Gut.", name="Früher", **about)
    names = html.fromstring(client.get(path).text).xpath("//*[@class='draft-reply']/p[1]")
    says = [" ".join(one.text_content().split()).partition(",")[0] for one in names]
    assert says == ["Rita (Redaktion)", "Otto", "Früher (Redaktion)"]
