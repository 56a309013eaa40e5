from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.editions.edition import Edition
from blog.models import Disclosure
from blog.publishing.publish import CorrectionNote, publish, publish_again, unschedule, withdraw
from disclosures.trail import Action, entries
from tests.making import make_event, make_interview, make_notice, make_person, make_post

pytestmark = pytest.mark.django_db
NOW = "2026-03-01T12:00:00+00:00"


def live_titles(at=None):
    editions = Edition.objects.live_at(at or timezone.now())
    return [edition.piece.title for edition in editions.order_by("pk")]


def test_readers_see_nothing_of_a_draft():
    make_post("Entwurf")
    assert live_titles() == []


def test_publishing_freezes_the_working_copy():
    post = make_post("Erste Fassung")
    publish(post, by=None)
    post.title = "Zweite Fassung"
    post.save()
    assert live_titles() == ["Erste Fassung"]
    publish(post, by=None)
    assert live_titles() == ["Zweite Fassung"]


def test_the_edition_before_ends_when_the_next_begins():
    post = make_post("A")
    first = publish(post, by=None)
    post.title = "B"
    post.save()
    second = publish(post, by=None)
    first.refresh_from_db()
    assert first.ends_at == second.starts_at
    assert second.previous == first.chain
    assert second.published_at == first.published_at
    assert second.modified_at == second.starts_at


def test_a_typo_leaves_the_date_of_the_last_change():
    post = make_post("A")
    first = publish(post, by=None)
    post.title = "Ä"
    post.save()
    assert publish(post, by=None, substantial=False).modified_at == first.modified_at


def test_publishing_the_same_text_twice_is_refused():
    post = make_post()
    publish(post, by=None)
    with pytest.raises(ValidationError):
        publish(post, by=None)
    assert Edition.objects.count() == 1


def test_a_scheduled_edition_goes_live_by_the_clock_alone():
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Jetzt")
        publish(post, by=None)
        post.title = "Später"
        post.save()
        publish(post, by=None, starts_at=timezone.now() + timedelta(hours=1))
        clock.shift(3599)
        assert live_titles() == ["Jetzt"]
        clock.shift(1)
        assert live_titles() == ["Später"]


def test_an_edition_with_an_end_expires_by_the_clock_alone():
    with time_machine.travel(NOW, tick=False) as clock:
        publish(make_post("Kurz"), by=None, ends_at=timezone.now() + timedelta(days=1))
        clock.shift(86399)
        assert live_titles() == ["Kurz"]
        clock.shift(1)
        assert live_titles() == []


def test_taking_back_a_schedule_keeps_the_live_edition_alive():
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Jetzt")
        publish(post, by=None)
        post.title = "Später"
        post.save()
        publish(post, by=None, starts_at=timezone.now() + timedelta(hours=1))
        unschedule(post)
        clock.shift(7200)
        assert live_titles() == ["Jetzt"]


def test_publishing_now_takes_back_what_was_scheduled():
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Geplant")
        publish(post, by=None, starts_at=timezone.now() + timedelta(days=1))
        post.title = "Sofort"
        post.save()
        publish(post, by=None)
        assert live_titles() == ["Sofort"]
        clock.shift(2 * 86400)
        assert live_titles() == ["Sofort"]


HOUR = timedelta(hours=1)


@pytest.mark.parametrize("first", ["draft", "live"])
@pytest.mark.parametrize("hours", [2, 5])
def test_a_planned_piece_moves_to_an_earlier_or_a_later_time(first, hours):
    with time_machine.travel(NOW, tick=False) as clock:
        post, now = make_post("Jetzt"), timezone.now()
        if first == "live":
            publish(post, by=None)
        post.title = "Geplant"
        post.save()
        planned = publish(post, by=None, starts_at=now + 3 * HOUR)
        moved = publish(post, by=None, starts_at=now + hours * HOUR)
        before = ["Jetzt"] if first == "live" else []
        assert live_titles(now + hours * HOUR - timedelta(seconds=1)) == before
        assert live_titles(now + hours * HOUR) == ["Geplant"]
        assert list(Edition.objects.scheduled()) == [moved]
        assert moved.sha256 == planned.sha256
        assert moved.published_at == (now if first == "live" else now + hours * HOUR)
        clock.shift(6 * 3600)
        assert live_titles() == ["Geplant"]
        assert [entry.action for entry in entries(post)].count(Action.UNSCHEDULE) == 1


def test_a_planned_piece_with_other_words_moves_too():
    with time_machine.travel(NOW, tick=False):
        post, now = make_post("Geplant"), timezone.now()
        publish(post, by=None, starts_at=now + HOUR)
        post.title = "Besser geplant"
        post.save()
        publish(post, by=None, starts_at=now + 2 * HOUR)
        assert live_titles(now + HOUR) == []
        assert live_titles(now + 2 * HOUR) == ["Besser geplant"]


def test_a_planned_piece_can_be_published_at_once():
    with time_machine.travel(NOW, tick=False):
        post = make_post("Geplant")
        publish(post, by=None, starts_at=timezone.now() + HOUR)
        publish(post, by=None)
        assert live_titles() == ["Geplant"]
        assert not Edition.objects.scheduled().exists()


def test_planning_the_same_for_the_same_moment_twice_is_refused():
    with time_machine.travel(NOW, tick=False):
        post, at = make_post("Geplant"), timezone.now() + HOUR
        publish(post, by=None, starts_at=at)
        with pytest.raises(ValidationError) as refused:
            publish(post, by=None, starts_at=at)
        assert refused.value.code == "unchanged"
        assert Edition.objects.count() == 1


@pytest.mark.parametrize("planned", [False, True])
def test_the_end_of_a_piece_changes_without_its_words(planned):
    with time_machine.travel(NOW, tick=False):
        post, now = make_post("Kurz"), timezone.now()
        start = now + HOUR if planned else None
        for end in (now + 4 * HOUR, now + 6 * HOUR, now + 2 * HOUR, None):
            publish(post, by=None, starts_at=start, ends_at=end)
            assert live_titles(now + 90 * timedelta(minutes=1)) == ["Kurz"]
            for hours in (3, 5, 7):
                there = end is None or end > now + hours * HOUR
                assert live_titles(now + hours * HOUR) == (["Kurz"] if there else [])


def test_a_withdrawn_piece_is_gone_and_can_come_back():
    post = make_post("Da")
    first = publish(post, by=None)
    withdraw(post)
    assert live_titles() == []
    again = publish_again(first, by=None)
    assert live_titles() == ["Da"]
    assert again.number == 2
    assert again.sha256 == Edition.objects.get(number=1).sha256
    assert again.published_at == first.published_at


def test_withdrawing_takes_back_what_was_scheduled():
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("Geplant")
        publish(post, by=None, starts_at=timezone.now() + timedelta(days=1))
        withdraw(post)
        clock.shift(2 * 86400)
        assert live_titles() == []


def test_an_older_edition_can_be_published_again():
    post = make_post("Gut")
    first = publish(post, by=None)
    post.title = "Schlecht"
    post.save()
    publish(post, by=None)
    publish_again(Edition.objects.get(pk=first.pk), by=None)
    assert live_titles() == ["Gut"]
    post.refresh_from_db()
    assert post.title == "Schlecht"


def test_a_past_moment_shows_what_readers_saw_then():
    with time_machine.travel(NOW, tick=False) as clock:
        post = make_post("März")
        publish(post, by=None)
        clock.shift(86400 * 31)
        post.title = "April"
        post.save()
        publish(post, by=None)
        then = timezone.now() - timedelta(days=20)
        assert live_titles(then) == ["März"]


def test_a_post_without_author_is_not_published():
    post = make_post()
    post.credits.all().delete()
    with pytest.raises(ValidationError) as refused:
        publish(post, by=None)
    assert [error.code for error in refused.value.error_list] == ["author"]
    assert Edition.objects.count() == 0


def test_an_end_before_the_beginning_is_refused():
    with pytest.raises(ValidationError):
        publish(make_post(), by=None, ends_at=timezone.now() - timedelta(days=1))


def test_a_notice_keeps_the_wording_it_was_published_with():
    notice = make_notice("Partnerschaften")
    post = make_post()
    Disclosure.objects.create(post=post, notice=notice, ordering=1)
    edition = publish(post, by=None)
    version = notice.versions.get()
    assert version.first_used_at is not None
    version.text = "<p>Anders.</p>"
    with pytest.raises(ValidationError):
        version.save()
    assert [n.text for n in edition.piece.notices] == ["<p>Wir sagen, wer zahlt.</p>"]


def test_role_lines_are_frozen_as_of_now():
    guest = make_person("Anna Berg", role_line="Beraterin", gender="f")
    interview = make_interview(guest=guest, event=make_event(hashtag="#demo27"))
    guest.ambassadorships.create(event=interview.event)
    edition = publish(interview, by=None)
    guest.role_line = "Professorin"
    guest.save()
    role_line = edition.piece.credits[0].role_line
    assert role_line == "Beraterin, Botschafterin von #demo27"


def test_a_correction_is_dated_and_belongs_to_its_edition():
    post = make_post("A")
    publish(post, by=None)
    post.title = "B"
    post.save()
    note = CorrectionNote("correction", "Wir hatten ein falsches Jahr genannt.")
    edition = publish(post, by=None, correction=note)
    assert edition.correction.text == "Wir hatten ein falsches Jahr genannt."
    assert edition.correction.published_at == edition.starts_at


def test_the_index_of_live_pieces_forgets_editions_that_are_over():
    post = make_post("A", author=make_person("Anna Berg", newsroom=True))
    post.tags.add("Bühne")
    for title in ("A", "B", "C"):
        post.title = title
        post.save()
        publish(post, by=None)
    assert list(Edition.objects.filter(retired=False).values_list("number", flat=True)) == [3]
    assert post.tags.get().edition_rows.count() == 1
    assert post.tags.get().edition_rows.get().edition.number == 3


def test_the_past_cannot_be_published_into_once_there_is_an_edition():
    post = make_post("A")
    publish(post, by=None)
    post.title = "B"
    post.save()
    with pytest.raises(ValidationError):
        publish(post, by=None, now=timezone.now() - timedelta(days=30))
