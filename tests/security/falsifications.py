"""How somebody falsifies what was published, as the owner of the database can.

Each takes the world of `tests.security.on_record` and tells who is to be named, in which field, by the
moment of which row.
"""

import json
from datetime import timedelta

from django.utils import timezone

from blog.editions.edition import Edition
from blog.editions.indexes import EditionNotice, EditionPerson, EditionTag, EditionTie
from blog.models import Correction
from blog.publishing.rendering import render
from disclosures.canonical import canonical_json, sha256
from disclosures.models import NoticeVersion
from disclosures.trail import Action, TrailEntry, entries
from tests.making import make_editor, make_event, make_person
from tests.security.falsifying import change, insert, remove


def html_replaced(world):
    change(world.live, html="<p>Gekauft.</p>")
    return "/interviews/anfang/", "html", world.live.starts_at


def appendix_replaced(world):
    change(world.live, appendix="")
    return "/interviews/anfang/", "appendix", world.live.starts_at


def teaser_replaced(world):
    teaser = json.dumps({"kind": "interview", "title": "Falsch", "path": "/interviews/anfang/"})
    change(world.live, teaser=teaser)
    return "/interviews/anfang/", "teaser", world.live.starts_at


def label_taken_off_the_teaser_alone(world):
    change(world.live, labels="")
    return "/interviews/anfang/", "labels", world.live.starts_at


def words_of_search_replaced(world):
    change(world.live, search_text="etwas anderes")
    return "/interviews/anfang/", "search_text", world.live.starts_at


def retired_while_live(world):
    change(world.live, retired=True)
    return "/interviews/anfang/", "retired", world.live.starts_at


def withdrawn_piece_put_back_by_its_end(world):
    change(world.withdrawn, ends_at=None, retired=False)
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def end_moved_to_later(world):
    change(world.withdrawn, ends_at=timezone.now() + timedelta(days=1))
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def live_piece_ended(world):
    change(world.live, ends_at=world.live.starts_at + timedelta(microseconds=1))
    return "/interviews/anfang/", "ends_at", world.live.starts_at


def past_edition_never_live(world):
    change(world.first, ends_at=world.first.starts_at)
    return "/interviews/anfang/", "ends_at", world.first.starts_at


def used_wording_reopened_and_changed(world):
    change(world.wording, first_used_at=None)
    change(world.wording, text="<p>Wir sagen nichts.</p>")
    return (
        "/interviews/anfang/",
        f"wording {world.wording.pk} (Partnerschaften): text",
        world.live.starts_at,
    )


def use_of_a_wording_forgotten(world):
    change(world.wording, first_used_at=None)
    name = f"wording {world.wording.pk} (Partnerschaften): first_used_at"
    return "/interviews/anfang/", name, world.live.starts_at


def heading_of_a_wording_changed(world):
    change(world.wording, heading="Werbung")
    name = f"wording {world.wording.pk} (Partnerschaften): heading"
    return "/interviews/anfang/", name, world.live.starts_at


def wording_deleted(world):
    pk = world.wording.pk
    remove(EditionNotice, version_id=pk)
    remove(NoticeVersion, id=pk)
    name = f"wording {pk} (Partnerschaften): row"
    return "/interviews/anfang/", name, world.live.starts_at


def last_edition_deleted(world):
    last, moment = world.withdrawn.pk, entries(world.gone).get(action="publish").occurred_at
    remove(Edition, id=last)
    return f"post {world.gone.pk}", "edition 1", moment


def all_editions_deleted(world):
    moment = entries(world.post).get(action="publish", edition=2).occurred_at
    for model in (EditionTag, EditionPerson, EditionNotice, EditionTie):
        remove(model, edition_id=world.live.pk)
    remove(Correction, post_id=world.post.pk)
    remove(Edition, post_id=world.post.pk)
    return f"post {world.post.pk}", "edition 2", moment


def whole_trail_deleted(world):
    remove(TrailEntry, subject="blog.post", object_id=world.post.pk)
    return "/interviews/anfang/", "trail", world.live.starts_at


def withdrawal_taken_off_the_trail(world):
    remove(TrailEntry, subject="blog.post", object_id=world.gone.pk, action="withdraw")
    return "/blog/weg/", "ends_at", world.withdrawn.starts_at


def entry_changed(world):
    entry = entries(world.post).get(action="correct")
    change(entry, reason="Nichts.", actor=4711)
    return "/interviews/anfang/", "hash", entry.occurred_at


def correction_changed(world):
    change(world.correction, text="Nichts von Belang.")
    return "/interviews/anfang/", "text", world.correction.published_at


def correction_of_another_kind(world):
    change(world.correction, kind="addition")
    return "/interviews/anfang/", "kind", world.correction.published_at


def correction_put_below(world):
    change(world.correction, top=not world.correction.top)
    return "/interviews/anfang/", "top", world.correction.published_at


def correction_of_another_day(world):
    change(world.correction, published_at=world.correction.published_at + timedelta(days=9))
    return "/interviews/anfang/", "published_at", world.correction.published_at


def correction_deleted(world):
    moment = entries(world.post).get(action="correct").occurred_at
    remove(Correction, id=world.correction.pk)
    return "/interviews/anfang/", "correction", moment


def correction_invented(world):
    note = Correction(
        post_id=world.gone.pk,
        edition=world.withdrawn,
        kind="correction",
        text="Alles war falsch.",
        published_at=world.withdrawn.starts_at,
    )
    insert(note)
    return "/blog/weg/", "trail", note.published_at


def content_changed(world):
    change(world.first, content=world.first.content.replace("Anfang", "Umgang"))
    return "/interviews/anfang/", "content", world.first.starts_at


def content_changed_with_its_hash(world):
    text = world.first.content.replace("Anfang", "Umgang")
    change(world.first, content=text, sha256=sha256(text))
    return "/interviews/anfang/", "sha256", world.first.starts_at


def date_of_publication_moved(world):
    change(world.live, published_at=world.live.published_at - timedelta(days=900))
    return "/interviews/anfang/", "chain", world.live.starts_at


def said_to_be_brought_in_later(world):
    change(world.live, created_at=world.live.created_at + timedelta(days=30))
    return "/interviews/anfang/", "created_at", world.live.starts_at


def published_by_somebody_else(world):
    change(world.live, created_by_id=make_editor("andere").pk)
    return "/interviews/anfang/", "created_by", world.live.starts_at


def moved_to_another_event(world):
    change(world.live, event_id=make_event("Anderes").pk)
    return "/interviews/anfang/", "event", world.live.starts_at


def taken_out_of_its_series(world):
    change(world.live, series_id=None)
    return "/interviews/anfang/", "series", world.live.starts_at


def made_a_recap(world):
    change(world.live, recap=True)
    return "/interviews/anfang/", "recap", world.live.starts_at


def taken_off_a_topic(world):
    remove(EditionTag, edition_id=world.live.pk)
    return "/interviews/anfang/", "list of topics", world.live.starts_at


def listed_under_somebody(world):
    row = EditionPerson(
        edition=world.live, person=make_person(), published_at=world.live.published_at
    )
    insert(row)
    return "/interviews/anfang/", "list of people", world.live.starts_at


def tie_made_paid(world):
    change(EditionTie.objects.get(), paid=True)
    return "/interviews/anfang/", "list of ties", world.live.starts_at


def said_to_be_rendered_by_another_release(world):
    change(world.live, html="<p>Gekauft.</p>", rendered_by="another")
    return "/interviews/anfang/", "rendered_by", world.live.starts_at


def teaser_made_unreadable(world):
    change(world.live, teaser='{"title": 3}')
    return f"post {world.post.pk}", "record", None


def edition_forged(world):
    """A new edition, chained, rendered and recorded as publishing would – without Podium's key."""
    live, last = world.live, entries(world.post).last()
    forged = Edition(
        **{name: getattr(live, name) for name in ("post_id", "kind", "slug", "language")},
        number=3,
        content=live.content.replace("Gut.", "Schlecht."),
        previous=live.chain,
        starts_at=timezone.now(),
        published_at=live.published_at,
        modified_at=timezone.now(),
        **{name: getattr(live, name) for name in ("event_id", "series_id")},
    )
    forged.sha256 = sha256(forged.content)
    forged.chain = forged.chain_hash()
    render(forged)
    forged.seal = live.seal
    change(live, ends_at=forged.starts_at, retired=True)
    insert(forged)
    facts = {
        "from": forged.starts_at.isoformat(),
        "frozen": forged.created_at.isoformat(),
        "labels": [],
        "sha256": forged.sha256,
    }
    insert(_entry_after(last, Action.PUBLISH, edition=3, facts=canonical_json(facts)))
    return "/interviews/anfang/", "seal", forged.starts_at


def _entry_after(last, action, **values):
    entry = TrailEntry(
        subject=last.subject,
        object_id=last.object_id,
        number=last.number + 1,
        occurred_at=timezone.now(),
        actor_role="system",
        action=action,
        previous=last.hash,
        **values,
    )
    entry.hash = entry.computed_hash()
    return entry


FALSIFICATIONS = [
    html_replaced,
    appendix_replaced,
    teaser_replaced,
    label_taken_off_the_teaser_alone,
    words_of_search_replaced,
    retired_while_live,
    withdrawn_piece_put_back_by_its_end,
    end_moved_to_later,
    live_piece_ended,
    past_edition_never_live,
    used_wording_reopened_and_changed,
    use_of_a_wording_forgotten,
    heading_of_a_wording_changed,
    wording_deleted,
    last_edition_deleted,
    all_editions_deleted,
    whole_trail_deleted,
    withdrawal_taken_off_the_trail,
    entry_changed,
    correction_changed,
    correction_of_another_kind,
    correction_put_below,
    correction_of_another_day,
    correction_deleted,
    correction_invented,
    content_changed,
    content_changed_with_its_hash,
    date_of_publication_moved,
    said_to_be_brought_in_later,
    published_by_somebody_else,
    moved_to_another_event,
    taken_out_of_its_series,
    made_a_recap,
    taken_off_a_topic,
    listed_under_somebody,
    tie_made_paid,
    said_to_be_rendered_by_another_release,
    teaser_made_unreadable,
    edition_forged,
]
# What the quick mode leaves to the full one: the text of editions that are over, entries before the last.
ONLY_IN_FULL = {content_changed, content_changed_with_its_hash, entry_changed}
RENDERED = {
    html_replaced: "seal",
    appendix_replaced: "seal",
    teaser_replaced: "seal",
    label_taken_off_the_teaser_alone: "seal",
    words_of_search_replaced: "seal",
}
