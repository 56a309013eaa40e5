"""The demo: what is in it, that it stays as edited, and that generated pieces keep the rules."""

import gzip
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone, translation

from blog.editions.content import write
from blog.models import (
    Correction,
    Edition,
    EditionPerson,
    EditionTag,
    Post,
    SeriesQuestion,
    Source,
    Tag,
)
from blog.publishing.freezing import Freezing, freeze
from blog.publishing.rendering import RENDERED, render
from blog.search import search
from demo.generating import generate
from demo.stock import NEWSROOM, PEOPLE
from demo.world import _days
from events.models import Ambassadorship, Event, Sponsorship
from events.ticket_state import OfferState, State, state
from interviews.models import Interview
from media.models import DigitalSourceType, Image
from pages.events.ticket_call import call
from pages.house import stylesheet
from pages.models import LegalPage, Page, Site
from pages.pieces.article import Article
from people.models import Organisation, Person

pytestmark = pytest.mark.whichever_database


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo once for all tests here: its pictures take seconds to encode."""
    out = StringIO()
    folder = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder), transaction.atomic():
        call_command("load_demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db):
    return loaded


def live(slug):
    return Edition.objects.live().get(slug=slug)


def test_a_public_host_is_refused_and_nothing_is_made(db, settings):
    settings.SITE_IS_LOCAL = False
    settings.DEBUG = False
    before = User.objects.count()
    with pytest.raises(CommandError, match="bekanntem Passwort"):
        call_command("load_demo", posts=3)
    assert User.objects.count() == before


def test_the_demo_has_what_a_visitor_and_an_editor_should_meet(demo):
    statuses = Counter()
    for post in Post.objects.filter(page=None):
        editions = Edition.objects.filter(post=post)
        if editions.live().exists():
            statuses["live"] += 1
        elif editions.scheduled().exists():
            statuses["scheduled"] += 1
        else:
            statuses["withdrawn" if editions.exists() else "draft"] += 1
    assert statuses == {"live": 14, "scheduled": 1, "withdrawn": 1, "draft": 1}
    assert Person.objects.count() == 6
    assert Person.objects.exclude(portrait=None).count() == 6
    assert Organisation.objects.count() == 3
    assert Sponsorship.objects.values("organisation").distinct().count() == 2
    assert Ambassadorship.objects.exclude(code="").count() == 3
    assert Interview.objects.filter(series__slug="vor-dem-saallicht").count() == 4
    assert LegalPage.objects.count() == 1
    assert Page.objects.exclude(place="").count() == 3
    assert {"ueber-uns", "mitmachen"} <= {*Edition.objects.live().values_list("slug", flat=True)}
    call_command("verify_editions", stdout=StringIO())

    past, ahead = Event.objects.order_by("starts_at")
    now = timezone.now()
    assert call(past, now).next_edition == ahead
    tickets = state(ahead, now)
    assert tickets.state == State.EARLY_BIRD
    assert [offer for _, offer in tickets.offers] == [
        OfferState.ON_SALE,
        OfferState.NOT_YET,
        OfferState.SOLD_OUT,
    ]

    with_table = live("vier-bestuhlungen-ein-saal")
    for mark in ("<table>", "<figure data-file=", 'class="pullquote"', "data-footnote="):
        assert mark in with_table.piece.body
    assert 'class="embedded is-video"' in live("hybrid-heisst-zweimal-planen").html
    assert live("a-stage-is-not-a-lectern").language == "en"
    assert Source.objects.filter(post__slug="barrierefrei-einladen").count() == 3
    assert Article(live("hybrid-heisst-zweimal-planen"), now).live_notes[0].strong

    corrected = live("was-der-letzte-kongress-gekostet-hat")
    before = Edition.objects.get(post=corrected.post_id, number=1)
    assert ("29.700" in before.piece.body, "29.700" in corrected.piece.body) == (True, False)
    assert Correction.objects.get().edition == corrected

    both = live("esra-wohlgemut-tahn-und-lionel-adjarre-kranz").piece.exchanges[0]
    assert [answer.name for answer in both.answers] == [
        "Dr. Esra Wohlgemut-Tahn",
        "Lionel Adjarre-Kranz",
    ]
    signed = {
        e.slug: e.piece.interview.authorised
        for e in Edition.objects.live().filter(kind="interview")
    }
    assert signed["konrad-muehlhaff-stichwort"]
    assert not signed["fenja-ostersielen-stille"]


def test_two_questions_of_the_series_are_answered_by_several_guests(demo):
    answers = [question.edition_rows.count() for question in SeriesQuestion.objects.all()]
    assert answers == [3, 3]


def test_every_picture_is_described_credited_and_called_an_illustration(demo):
    for image in Image.objects.all():
        assert image.alternative_text.startswith(("Illustration: ", "Logo der "))
        assert image.credit
        assert image.digital_source_type == DigitalSourceType.CREATION


def test_no_placeholder_and_no_empty_part_is_left_in_any_piece(demo):
    for edition in Edition.objects.all():
        assert "{{" not in edition.content
        assert all(exchange.answers for exchange in edition.piece.exchanges)
    for post in Post.objects.all():
        assert "{{" not in post.title + post.standfirst + post.body


def test_the_log_ins_are_staff_in_their_groups_and_people_of_the_newsroom(demo):
    for name, group in (("redaktion", "Redaktion"), ("chefredaktion", "Chefredaktion")):
        user = authenticate(username=name, password="podium-demo")
        assert user.is_staff
        assert not user.is_superuser
        assert [g.name for g in user.groups.all()] == [group]
        assert user.person.newsroom


def test_a_second_run_keeps_what_was_edited_and_adds_nothing(demo):
    post = Post.objects.get(slug="die-pause-ist-programm")
    post.title = "Die Pause ist das Programm"
    post.save()
    Event.objects.filter(slug__startswith="saallicht").update(name="Umbenannt")
    models = (Post, Edition, Person, Event, Image, Organisation, LegalPage)
    before = [model.objects.count() for model in models]
    with_later_clock = timezone.now() + timedelta(seconds=5)
    call_command("load_demo", stdout=StringIO())
    assert [model.objects.count() for model in models] == before
    post.refresh_from_db()
    assert post.title == "Die Pause ist das Programm"
    assert post.updated_at < with_later_clock
    assert {event.name for event in Event.objects.all()} == {"Umbenannt"}


def test_on_every_day_one_event_is_over_and_the_next_is_a_calendar_year_later():
    for number in range(800):
        today = date(2026, 11, 23) + timedelta(days=number)
        over, ahead = _days(today)
        assert (over.weekday(), ahead.weekday()) == (3, 3)
        assert over.year < ahead.year
        assert 190 < (today - over).days < 268  # between two pieces that speak of it
        assert 100 < (ahead - today).days < 130


def test_generated_pieces_freeze_and_render_to_what_was_generated(demo):
    assert list(generate(40)) == [40]
    call_command("verify_editions", stdout=StringIO())
    generated = Edition.objects.live().exclude(kind="page").filter(post__created_by=None)
    assert Counter(generated.values_list("kind", flat=True)) == {"post": 32, "interview": 8}
    for edition in generated:
        working = Interview.objects.filter(pk=edition.post_id).first() or edition.post
        with translation.override("en"):
            assert write(freeze(working)) == edition.content
        assert [one for one in Freezing(working).requirements if one.blocking] == []
        generated_as = {name: getattr(edition, name) for name in RENDERED}
        render(edition)
        assert {name: getattr(edition, name) for name in RENDERED} == generated_as
        assert edition.post.editions.count() == 3
        assert edition.pk in search.ranked(f'"{edition.piece.title}"')


@pytest.mark.parametrize("editions", [1, 10])
def test_generated_pieces_have_as_many_editions_as_asked_for_and_all_are_out(demo, editions):
    list(generate(10, editions))
    call_command("verify_editions", stdout=StringIO())
    for edition in Edition.objects.live().exclude(kind="page").filter(post__created_by=None):
        assert edition.number == editions == edition.post.editions.count()
        working = Interview.objects.filter(pk=edition.post_id).first() or edition.post
        assert write(freeze(working)) == edition.content


def test_only_live_editions_of_generated_pieces_are_listed(demo):
    tags, people = EditionTag.objects.count(), EditionPerson.objects.count()
    list(generate(10))
    listed = EditionTag.objects.filter(edition__retired=True)
    assert listed.count() == 0
    assert EditionTag.objects.count() - tags == 20
    assert EditionPerson.objects.count() > people
    assert Person.objects.count() == 6 + PEOPLE
    assert Person.objects.filter(newsroom=True).count() == 2 + NEWSROOM


def test_generating_again_adds_new_pieces(demo):
    before = Post.objects.count()
    list(generate(12))
    list(generate(12))
    assert Post.objects.count() == before + 24
    call_command("verify_editions", stdout=StringIO())


def test_a_piece_without_an_edition_is_refused(db):
    with pytest.raises(CommandError, match="--editions"):
        call_command("load_demo", posts=1, editions=0)


def test_progress_is_printed_in_per_cent(demo):
    out = StringIO()
    call_command("load_demo", posts=5, stdout=out)
    assert "100 %  5/5" in out.getvalue()


def test_the_demo_shows_what_a_house_wants_to_see_first(demo):
    pinned = Site.objects.get()
    assert live(pinned.lead.slug).teaser.image
    assert pinned.lead_until > timezone.now()
    assert live("funkstrecken-mieten-statt-kaufen").labels == "ad"
    assert live("ueber-uns").kind == "page"
    assert "data-block" in live("mitmachen").content
    assert Tag.objects.get(name="Bühne").description
    asked = live("lionel-adjarre-kranz-streichen").piece.exchanges
    assert any(len(one.question) > 230 and one.lead_in for one in asked)
    assert any(not one.question.endswith("?") for one in asked)


def test_html_and_styles_of_an_article_weigh_at_most_twenty_kilobytes(demo, client):
    styles = len(gzip.compress(client.get(stylesheet.address()).content))
    for edition in Edition.objects.live().in_streams():
        page = client.get(edition.get_absolute_url()).content
        assert len(gzip.compress(page, compresslevel=6)) + styles <= 20_000, edition.slug
