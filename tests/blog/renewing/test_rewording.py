from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from blog.editions.content import Wording
from blog.editions.edition import Edition
from blog.editions.indexes import EditionNotice
from blog.models import Disclosure
from blog.publishing.publish import publish, publish_content, withdraw
from blog.renewing import batches
from blog.renewing.rewording import Renewal, apply_wording, outdated, reworded, waiting
from disclosures.library import Unfilled
from disclosures.models import Notice
from disclosures.trail import Action, entries
from events.models import Sponsorship
from people.models import Organisation
from tests.filling import Page
from tests.making import make_editor, make_event, make_interview, make_notice, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return make_notice("Partnerschaften", name="Von Hand")


def live_piece(notice, title="", **fields):
    post = make_post(title, **fields)
    Disclosure.objects.create(post=post, notice=notice, ordering=1)
    publish(post, by=None)
    return post


def live(post):
    return Edition.objects.live().get(post=post)


def new_wording(notice, text="<p>Neu gesagt.</p>", heading="Partner", **fields):
    return notice.versions.create(language="de", heading=heading, text=text, **fields)


def renew_address(version):
    return reverse("admin:disclosures_notice_renew", args=[version.notice_id, version.pk])


def test_live_pieces_with_an_older_wording_are_found(notice):
    post = live_piece(notice)
    publish(make_post(), by=None)
    withdraw(live_piece(notice))
    version = new_wording(notice)
    assert list(outdated(version)) == [live(post)]
    live_piece(notice)
    assert list(outdated(version)) == [live(post)]


def test_a_wording_in_another_language_changes_no_german_piece(notice):
    live_piece(notice)
    english = notice.versions.create(language="en", heading="Partners", text="<p>New.</p>")
    assert list(outdated(english)) == []


def test_the_new_edition_differs_in_the_wording_alone(notice):
    post = live_piece(notice)
    before = live(post)
    version = new_wording(notice)
    after = apply_wording(before, version, by=None)
    then, now = before.piece, after.piece
    told = now.notices[-1]
    assert then.notices[-1].text == "<p>Wir sagen, wer zahlt.</p>"
    assert (told.heading, told.text, told.number) == ("Partner", "<p>Neu gesagt.</p>", 2)
    assert replace(now, notices=now.notices[:-1]) == replace(then, notices=then.notices[:-1])
    assert after.modified_at == before.modified_at
    assert list(outdated(version)) == []
    call_command("verify_editions")  # raises if anything is not as it was published


def test_changes_of_the_working_copy_stay_drafts(notice):
    post = live_piece(notice, "Alter Titel")
    post.title = "Neuer Titel"
    post.save()
    assert apply_wording(live(post), new_wording(notice), by=None).piece.title == "Alter Titel"


def test_placeholders_are_filled_with_what_was_frozen():
    event = make_event(name="Kongress")
    sponsor = Organisation.objects.create(name="Klang & Ton GmbH")
    Sponsorship.objects.create(organisation=sponsor, event=event)
    post = make_post(event=event)
    post.ties.create(organisation=sponsor, part="quoted", consideration="none", influence="none")
    publish(post, by=None)
    sponsor.name = "Anders GmbH"
    sponsor.save()
    notice = Notice.objects.get(key="partnerschaft")
    version = new_wording(notice, text="<p>Transparent: {org}.</p>")
    texts = [n.text for n in apply_wording(live(post), version, by=None).piece.notices]
    assert "<p>Transparent: Klang &amp; Ton GmbH.</p>" in texts


def test_a_wording_that_cannot_be_filled_leaves_the_piece_alone(notice):
    post = live_piece(notice)
    version = new_wording(notice, text="<p>{org}</p>")
    with pytest.raises(Unfilled):
        apply_wording(live(post), version, by=None)
    assert Renewal.of(live(post), version).unfilled == "{org}"
    renew = partial(apply_wording, version=version, by=None)
    batch = batches.next_batch(outdated(version), batches.Progress(), renew)
    assert (batch.renewed, batch.left_alone, live(post).number) == (0, 1, 1)


def test_wordings_that_the_clock_fills_are_replaced_unfilled():
    publish(make_post(), by=None)
    notice = Notice.objects.get(key="alter")
    version = new_wording(notice, text="<p>Stand: {datum}.</p>")
    content = reworded(Edition.objects.live().get(), version)
    assert content.live_notices["alter"].text == "<p>Stand: {datum}.</p>"


def test_the_words_before_the_notices_are_replaced_too(notice):
    post = live_piece(notice)
    version = new_wording(Notice.objects.get(key="einleitung"), text="<p>Offen gesagt.</p>")
    assert apply_wording(live(post), version, by=None).piece.notices_intro == Wording(
        version.pk, "Partner", "<p>Offen gesagt.</p>", notice="einleitung"
    )


def test_a_scheduled_edition_is_never_taken_back(notice):
    post = live_piece(notice)
    edition = live(post)
    post.title = "Morgen"
    post.save()
    publish(post, by=None, starts_at=timezone.now() + timedelta(days=1))
    version = new_wording(notice)
    assert list(waiting(outdated(version))) == [edition]
    with pytest.raises(ValidationError) as refused:
        apply_wording(edition, version, by=None)
    assert refused.value.code == "scheduled"
    assert Edition.objects.scheduled().count() == 1


def test_an_edition_that_is_over_meanwhile_is_not_brought_back(notice):
    post = live_piece(notice)
    stale = live(post)
    post.title = "Schneller"
    post.save()
    publish(post, by=None)
    with pytest.raises(ValidationError) as refused:
        publish_content(stale, stale.piece, by=None, reason="")
    assert refused.value.code == "superseded"
    assert live(post).piece.title == "Schneller"


def test_a_planned_end_stays(notice):
    post = make_post()
    Disclosure.objects.create(post=post, notice=notice, ordering=1)
    end = timezone.now() + timedelta(days=9)
    publish(post, by=None, ends_at=end)
    assert apply_wording(live(post), new_wording(notice), by=None).ends_at == end


def test_the_trail_says_who_renewed_which_wording(notice):
    post, editor = live_piece(notice), make_editor()
    version = new_wording(notice)
    edition = apply_wording(live(post), version, by=editor)
    entry = entries(post).get(action=Action.APPLY)
    assert (entry.actor, entry.edition, entry.notice, entry.version, entry.text) == (
        editor.pk,
        edition.number,
        "von-hand",
        version.pk,
        "<p>Neu gesagt.</p>",
    )


def test_the_index_of_wordings_can_be_made_anew(notice):
    live_piece(notice)
    rows = set(EditionNotice.objects.values_list("edition", "version"))
    EditionNotice.objects.all().delete()
    call_command("rebuild_editions", verbosity=0)
    assert set(EditionNotice.objects.values_list("edition", "version")) == rows != set()


def test_an_editor_saves_a_wording_and_is_told_which_pieces_carry_an_older_one(client, notice):
    client.force_login(make_editor())
    live_piece(notice, "Getroffen")
    page = Page(client, reverse("admin:disclosures_notice_change", args=[notice.pk]))
    german = next(n for n, v in page.values.items() if n.endswith("-language") and v == ["de"])
    page.fill(**{german.replace("language", "text"): "<p>Neu.</p>"}).press("_continue")
    version = notice.versions.get(number=2)
    assert page.tree.xpath("//li[@class='info']//a/@href") == [renew_address(version)]


def test_the_pieces_are_listed_by_wording_with_ways_to_them(client, notice):
    client.force_login(make_editor())
    post = live_piece(notice, "Erster")
    interview = make_interview("Gespräch")
    Disclosure.objects.create(post=interview, notice=notice, ordering=1)
    publish(interview, by=None)
    version = new_wording(notice)
    apply_wording(live(post), version, by=None)
    address = reverse("admin:disclosures_notice_pieces", args=[notice.pk])
    page = Page(client, address)
    assert page.tree.xpath("//table[1]/tbody//td[2]/a/@href") == [renew_address(version)]
    assert page.texts("//table[2]/tbody//th") == ["Gespräch", "Erster"]
    assert page.tree.xpath("//table[2]/tbody//@href") == [
        reverse("admin:interviews_interview_change", args=[interview.pk]),
        live(interview).get_absolute_url(),
        reverse("admin:blog_post_change", args=[post.pk]),
        live(post).get_absolute_url(),
    ]
    assert Page(client, f"{address}?wording={version.pk}").texts("//table[2]/tbody//th") == [
        "Erster"
    ]


def test_long_lists_of_pieces_have_pages(client, notice, monkeypatch):
    monkeypatch.setattr("blog.admin.notices.PER_PAGE", 2)
    client.force_login(make_editor())
    for number in range(3):
        live_piece(notice, f"Beitrag {number}")
    address = reverse("admin:disclosures_notice_pieces", args=[notice.pk])
    assert Page(client, f"{address}?page=2").texts("//table[2]/tbody//th") == ["Beitrag 0"]


def test_lists_cost_the_same_however_many_pieces_there_are(
    client, notice, django_assert_num_queries
):
    client.force_login(make_editor())
    address = reverse("admin:disclosures_notice_pieces", args=[notice.pk])
    live_piece(notice)
    with django_assert_num_queries(7):
        client.get(address)
    live_piece(notice)
    live_piece(notice)
    with django_assert_num_queries(7):
        client.get(address)


def test_a_wording_goes_onto_all_pieces_in_batches_each_press_one(client, notice, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 2)
    client.force_login(make_editor())
    posts = [live_piece(notice, f"Beitrag {number}") for number in range(3)]
    scheduled = live_piece(notice, "Geplant")
    scheduled.title = "Morgen"
    scheduled.save()
    publish(scheduled, by=None, starts_at=timezone.now() + timedelta(days=1))
    page = Page(client, renew_address(new_wording(notice)))
    assert len(page.texts("//div[@class='podium-exchange']")) == 3
    assert page.texts("//ul[@class='podium-changes'][last()]/li") == ["Geplant"]
    page.press("go")
    assert page.tree.xpath("//progress/@value | //progress/@max") == ["2", "3"]
    page.press("go")
    assert page.tree.xpath("//progress/@value | //progress/@max") == ["3", "3"]
    assert [live(post).number for post in posts] == [2, 2, 2]
    assert live(scheduled).number == 1


def test_what_was_interrupted_goes_on_where_it_stopped(client, notice, monkeypatch):
    monkeypatch.setattr(batches, "BATCH", 1)
    client.force_login(make_editor())
    posts = [live_piece(notice) for _number in range(2)]
    version = new_wording(notice)
    Page(client, renew_address(version)).press("go")
    page = Page(client, renew_address(version))
    assert len(page.texts("//div[@class='podium-exchange']")) == 1
    page.press("go")
    assert [live(post).number for post in posts] == [2, 2]


def test_a_wording_for_later_is_not_put_on_pieces_yet(client, notice):
    client.force_login(make_editor())
    post = live_piece(notice)
    later = new_wording(notice, valid_from=timezone.now() + timedelta(days=9))
    page = Page(client, renew_address(later))
    assert len(page.texts("//div[@class='podium-exchange']")) == 1
    assert client.post(renew_address(later)).status_code == 403
    assert live(post).number == 1


def test_only_those_who_publish_may_put_a_wording_on_pieces(client, notice, django_user_model):
    looker = django_user_model.objects.create_user("lara", password="x", is_staff=True)
    client.force_login(looker)
    live_piece(notice)
    address = renew_address(new_wording(notice))
    assert client.get(address).status_code == 403
    looker.user_permissions.add(Permission.objects.get(codename="view_notice"))
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
