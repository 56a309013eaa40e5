"""Twelve stories from a newsroom: facts typed into the form, published, read everywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Post, Waiver
from blog.renewing.reassessing import apply, change_of, concerned_by, with_expired_waivers
from blog.roles import CHIEF_EDITORS, EDITORS
from disclosures.trail import Action, entries
from events.models import Ambassadorship, Sponsorship
from media.models import DigitalSourceType
from people.models import Organisation
from tests.filling import Page
from tests.making import berlin, make_event, make_interview, make_person, make_post
from tests.media.pictures import saved_image
from tests.pages.reading import Told

# Facts and what is said of them: no database does that differently, and it takes a while.
pytestmark = [pytest.mark.django_db, pytest.mark.whichever_database]

NOW = berlin(2026, 3, 3, 9)
ADD = "/admin/blog/post/add/"
NOTHING = {"consideration": "none", "influence": "none", "evidence": "E-Mail vom 2. März"}


def member(name, group):
    user = User.objects.create_user(name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def editor(client):
    user = member("rita", EDITORS)
    client.force_login(user)
    return user


@pytest.fixture
def author():
    return make_person("Rita Rehberg", newsroom=True)


@pytest.fixture
def chief():
    return make_person("Max Marder", newsroom=True, user=member("max", CHIEF_EDITORS))


@pytest.fixture
def congress():
    return make_event("Kongress 2026", hashtag="#kongress26", starts_at=berlin(2026, 6, 1, 9))


def sponsor_of(event, name="Muster GmbH"):
    organisation = Organisation.objects.create(name=name, url="https://muster.example/")
    Sponsorship.objects.create(organisation=organisation, event=event, starts_on=NOW.date())
    return organisation


def write(client, author, body="<p>Ein Text, den man lesen kann.</p>", **values):
    """A new post on the form, with its author."""
    page = Page(client, ADD).fill(title="Ein Beitrag", body=body, **values)
    return page.add_row("credits", person=author.pk, role="author")


def published(client, page):
    """What readers are told after pressing “Publish now”."""
    page.press("_publish")
    assert page.errors == []
    return Told(client, Edition.objects.live().get())


def leave_out(client, post, rule, about, reason):
    """Ask to leave a notice out until the first of April; the status of the answer."""
    address = reverse("admin:blog_post_waive", args=[post.pk, rule]) + f"?about={about}"
    page = client.get(address)
    assert "Weglassen" in page.text
    typed = {"reason": reason, "expires_at_0": "2026-04-01", "expires_at_1": "12:00"}
    return client.post(address, typed).status_code


def everywhere(told, *labels):
    """The labels of a piece are the same wherever it shows."""
    wanted = list(labels)
    assert told.labels[: len(wanted)] == wanted
    assert told.teaser_labels("/") == wanted
    assert told.teaser_labels("/blog/" if told.edition.kind == "post" else "/interviews/") == wanted
    assert told.teaser_labels(f"/suche/?q={told.edition.piece.title}") == wanted
    assert told.feed_labels == wanted
    assert told.feed_item["tags"][: len(wanted)] == wanted
    description = told.meta("og:description")
    assert [label for label in wanted if f"{label}:" in description] == wanted
    assert ("Anzeige" in wanted) == (
        "AdvertiserContentArticle" in told.node("BlogPosting")["@type"]
    )
    assert ("Anzeige" in wanted) == told.meta("og:title").startswith("Anzeige: ")
    assert ("Anzeige" in wanted) == told.feed_item["title"].startswith("[Anzeige] ")


def test_a_paid_guest_post_is_an_advertisement_and_claims_no_independence(client, editor, congress):
    guest = make_person("Gesa Gast")
    payer = sponsor_of(congress)
    page = write(client, guest, event=congress.pk, promotes_event="false")
    page.add_row("ties", organisation=payer.pk, part="subject", consideration="money")
    told = published(client, page)
    everywhere(told, "Anzeige")
    assert any("Muster GmbH hat für diesen Beitrag bezahlt." in note for note in told.top)
    assert not any("persönliche Meinung" in text for text in [*told.top, *told.bottom])
    assert not any("allein die Redaktion" in text for text in [*told.top, *told.bottom])
    assert told.edition.piece.notices_intro is None
    payers = told.node("BlogPosting").get("sponsor") or told.node("BlogPosting")["funder"]
    assert "Muster GmbH" in str(payers) or "muster-gmbh" in str(payers)


def test_an_unpaid_interview_with_a_sponsor_names_the_partnership(client, editor, congress):
    payer = sponsor_of(congress)
    guest = make_person("Silke Sommer", affiliation=payer, gender="f")
    interview = make_interview("Gespräch", guest=guest, event=congress)
    page = Page(client, reverse("admin:interviews_interview_change", args=[interview.pk]))
    page.fill(promotes_event="false")
    page.add_row("ties", organisation=payer.pk, part="quoted", **NOTHING)
    told = published(client, page)
    everywhere(told, "Interview")
    assert "Muster GmbH (Sponsor von Kongress 2026)" in told.byline
    (partnership,) = [text for text in told.bottom if text.startswith("Partnerschaften")]
    assert "Muster GmbH ist Sponsor der Veranstaltung Kongress 2026" in partnership
    assert "für diesen Beitrag war nichts vereinbart" in partnership
    assert "sponsor" not in told.node("BlogPosting")


def test_a_draft_by_ai_is_labelled_until_somebody_has_examined_it(client, editor, author, chief):
    page = write(client, author)
    page.add_row("ai_uses", kind="draft", degree=2, tool="Satzhilfe")
    told = published(client, page)
    everywhere(told, "KI-generierter Text")
    assert any("keine dokumentierte redaktionelle Prüfung" in note for note in told.top)

    client.force_login(chief.user)
    checks = ("checked_accuracy", "checked_sources", "checked_plausibility", "could_reject")
    page = Page(client, reverse("admin:blog_post_change", args=[told.edition.post_id]))
    page.add_row(
        "approvals", reviewer=chief.pk, responsible=chief.pk, **dict.fromkeys(checks, "on")
    )
    told = published(client, page)
    everywhere(told)
    (machines,) = [text for text in told.bottom if text.startswith("Einsatz von KI-Tools")]
    assert "Der Text entstand teilweise mit KI (Satzhilfe)." in machines
    assert "Max Marder hat den Text am 3. März 2026 inhaltlich geprüft" in machines
    assert "Max Marder" in str(told.graph)
    assert "reviewedBy" in told.node("WebPage")


def test_an_author_cannot_approve_their_own_text(client, editor, author):
    page = write(client, author)
    page.add_row("ai_uses", kind="draft", degree=3, tool="Satzhilfe").press("_continue")
    checks = ("checked_accuracy", "checked_sources", "checked_plausibility", "could_reject")
    page.add_row(
        "approvals", reviewer=author.pk, responsible=author.pk, **dict.fromkeys(checks, "on")
    ).press("_publish")
    assert any("eigenen Text" in error for error in page.errors)


def test_a_portrait_by_ai_that_looks_real_says_so_on_the_image(client, editor, author, congress):
    image = saved_image(
        digital_source_type=DigitalSourceType.AI_GENERATED,
        generated_by="Bildgenerator",
        photorealistic=True,
        depicts_real="event",
    )
    told = published(client, write(client, author, image=image.pk))
    figure = told.article.xpath(".//figure")[0]
    assert "KI-generiert – zeigt kein reales Ereignis" in figure.text_content()
    home = client.get("/").text
    assert "KI-generiert – zeigt kein reales Ereignis" in home
    assert "TrainedAlgorithmicMediaDigitalSource" in str(told.graph)
    assert any("Einsatz von KI-Tools" in text for text in told.bottom)


def test_a_translation_by_ai_says_so_above_the_text(client, editor, author, chief):
    page = write(client, author, translated_from="en", public_interest="")
    page.fill(private_because="Ein Werkstattbericht ohne Belang.")
    page.values.pop("public_interest")
    page.add_row("ai_uses", kind="translate", degree=2, tool="Übersetzer")
    told = published(client, page)
    assert any("Aus dem Englischen mit KI übersetzt" in note for note in told.top)
    assert not any("redaktionell geprüft" in note for note in told.top)


def test_a_press_release_is_called_one(client, editor, author):
    sender = Organisation.objects.create(name="Muster GmbH")
    page = write(client, author, press_release_of=sender.pk).press("_publish")
    assert any("Was ist aus der Pressemitteilung" in message for message in page.messages)
    page = Page(client, reverse("admin:blog_post_change", args=[Post.objects.get().pk]))
    told = published(client, page.fill(release_use="verbatim"))
    everywhere(told, "Pressemitteilung")
    assert any("unbearbeitete Pressemitteilung von Muster GmbH" in note for note in told.top)


def test_an_ambassador_with_a_free_ticket_is_asked_about_and_labelled(client, editor, congress):
    guest = make_person("Bela Berg", gender="m")
    Ambassadorship.objects.create(person=guest, event=congress, benefit="eine Freikarte")
    page = write(client, guest, event=congress.pk).press("_publish")
    assert Edition.objects.count() == 0
    assert any("Bewirbt der Beitrag" in message for message in page.messages)
    page = Page(client, reverse("admin:blog_post_change", args=[Post.objects.get().pk]))
    page.fill(promotes_event="true")
    told = published(client, page)
    everywhere(told, "Anzeige", "In eigener Sache")
    assert any("eine Freikarte" in note for note in told.top)
    assert "Botschafter von #kongress26" in told.byline


def test_our_own_event_is_promoted_on_our_own_behalf_not_as_an_advertisement(
    client, editor, author, congress
):
    told = published(client, write(client, author, event=congress.pk, promotes_event="true"))
    everywhere(told, "In eigener Sache")
    assert "In eigener Sache" in told.article.text_content()


def test_an_affiliate_link_is_marked_beside_the_link_and_above_the_text(client, editor, author):
    body = '<p>Zu kaufen bei <a href="https://shop.example/" rel="sponsored">Muster</a>.</p>'
    told = published(client, write(client, author, body=body))
    assert any("Werbelink" in note for note in told.top)
    (link,) = told.article.xpath(".//a[@href='https://shop.example/']")
    assert link.get("rel") == "nofollow noopener sponsored"
    assert link.getnext().text_content() == "(Werbelink)"
    assert "(Werbelink)" in told.feed_item["content_html"]


def test_a_sponsor_added_after_publication_reaches_the_pieces_that_name_it(
    client, editor, author, congress, clock
):
    later = Organisation.objects.create(name="Später AG")
    body = "<p>Auch die Später AG war im Saal.</p>"
    told = published(client, write(client, author, body=body, event=congress.pk))
    assert told.bottom == []
    clock.shift(timedelta(days=3))
    Sponsorship.objects.create(organisation=later, event=congress, starts_on=NOW.date())
    (edition,) = concerned_by(congress)
    apply(change_of(edition), by=None)
    told = Told(client, Edition.objects.live().get())
    assert any("Später AG ist Sponsor der Veranstaltung Kongress 2026" in t for t in told.bottom)
    assert told.edition.modified_at == NOW
    assert told.edition.starts_at == NOW + timedelta(days=3)
    applied = entries(Post.objects.get()).filter(action=Action.APPLY).get()
    assert (applied.actor_role, applied.edition) == ("system", 2)
    assert not change_of(told.edition).needed


def test_a_label_is_left_out_only_with_a_second_person_and_comes_back_when_the_time_is_over(
    client, editor, author, clock
):
    second = member("max", CHIEF_EDITORS)
    clock.shift(60)
    payer = Organisation.objects.create(name="Muster GmbH")
    page = write(client, author)
    page.add_row("ties", organisation=payer.pk, consideration="goods").press("_continue")
    post = Post.objects.get()
    about = f"organisation:{payer.pk}"
    assert leave_out(client, post, "C1", about, "Zu kurz.") == 422
    reason = "Das Buch war ein Geschenk an die Bibliothek, nicht an uns."
    assert leave_out(client, post, "C1", about, reason) == 302
    waiver = Waiver.objects.get()
    assert (waiver.legal, waiver.counts) == (True, False)

    told = published(client, Page(client, reverse("admin:blog_post_change", args=[post.pk])))
    everywhere(told, "Anzeige")
    confirm = reverse("admin:blog_waiver_confirm", args=[waiver.pk])
    assert client.post(confirm).status_code == 403
    client.force_login(second)
    assert client.post(confirm).status_code == 302
    told = published(client, Page(client, reverse("admin:blog_post_change", args=[post.pk])))
    everywhere(told)

    clock.move_to(berlin(2026, 4, 1, 12))
    (edition,) = with_expired_waivers()
    apply(change_of(edition), by=None)
    everywhere(Told(client, Edition.objects.live().get()), "Anzeige")
    actions = list(entries(post).values_list("action", flat=True))
    assert [a for a in actions if a in ("waive", "confirm", "expire")] == [
        "waive",
        "confirm",
        "expire",
    ]


def test_other_facts_bring_a_notice_back_that_was_left_out(client, editor, author, congress):
    payer = sponsor_of(congress)
    page = write(client, author, event=congress.pk, promotes_event="false")
    page.add_row("ties", organisation=payer.pk, part="quoted", **NOTHING).press("_continue")
    post = Post.objects.get()
    reason = "Die Firma wird nur im Namen des Saals genannt."
    assert leave_out(client, post, "C3", f"organisation:{payer.pk}", reason) == 302
    told = published(client, Page(client, reverse("admin:blog_post_change", args=[post.pk])))
    assert told.bottom == []
    page = Page(client, reverse("admin:blog_post_change", args=[post.pk]))
    told = published(client, page.fill(**{"ties-0-part": "logo"}))
    assert any("Muster GmbH ist Sponsor" in text for text in told.bottom)
    assert entries(post).filter(action=Action.REOPEN).count() == 1


def test_a_right_of_reply_stands_above_the_text_with_no_ticket_beside_it(
    client, editor, author, congress
):
    post = make_post("Ein Beitrag", author=author, event=congress, promotes_event=False)
    change = reverse("admin:blog_post_change", args=[post.pk])
    published(client, Page(client, change))
    reply = "Zu dem Beitrag vom 3. März stelle ich fest:\nIch war nicht dort.\nKassel, Kai Kran"
    page = Page(client, change).fill(
        change_kind="right_of_reply", change_note=reply, change_by="Kai Kran"
    )
    page.fill(standfirst="Ein Vorspann.")
    told = published(client, page)
    text = told.article.text_content()
    assert text.index("Gegendarstellung") < text.index("Ein Text, den man lesen kann.")
    for line in reply.splitlines():
        assert line in text
    assert told.article.xpath(".//*[contains(@class, 'event-box')]") == []
    assert "Ich war nicht dort." in client.get("/korrekturen/").text
    assert "Ich war nicht dort." in client.get("/korrekturen/feed.xml").text
    assert "Ich war nicht dort." in told.feed_item["content_html"]
    assert any("Ich war nicht dort." in str(node) for node in told.graph)
    assert timezone.now() == NOW
