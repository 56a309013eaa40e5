"""Runs: only tried, killed and gone on with, of some kinds alone."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from blog.editions.edition import Edition
from blog.models import Post, Tag
from events.models import Event
from interviews.models import Manuscript
from moving.arriving.bringing.run import Run
from moving.arriving.records import Arrival, Arrived, Line, OldAddress
from pages.models import Page
from people.models import Person
from tests.moving.arriving.exports import export, item, written
from tests.moving.arriving.site import SITE, bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    return written(tmp_path, SITE)


def test_a_dry_run_writes_the_report_alone(db, file, tmp_path):
    table = tmp_path / "bericht.csv"
    bring(file, dry_run=True, report=table)
    for kind in (Post, Person, Tag, Event, OldAddress, Arrived, Manuscript):
        assert not kind.objects.exists(), kind
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + Line.objects.count()
    assert any("Anna Berg" in row for row in rows)


def test_a_killed_run_goes_on_where_it_was(db, file, monkeypatch):
    one, seen = Run._one, []

    def dying(self, item, number):
        if len(seen) == 4:
            raise KeyboardInterrupt  # as kill -9: nothing after it is done
        seen.append(item.id)
        one(self, item, number)

    with monkeypatch.context() as patched:
        patched.setattr(Run, "_one", dying)
        with pytest.raises(KeyboardInterrupt):
            bring(file)
    half = Arrival.objects.get()
    assert (half.state, half.done) == ("running", 4)
    bring(file)
    assert Arrival.objects.get().state == "done"
    assert Post.objects.count() == Arrived.objects.exclude(post=None).count() == 9


def test_another_site_that_stood_at_the_same_address_is_not_taken_for_the_first(db, file, tmp_path):
    bring(file, only=("posts",))
    second = item(1, "Ganz anders", link="https://alt.example/neu/anders/", day="2020-05-05")
    bring(written(tmp_path, export(second), "zweite.xml"))
    bring(written(tmp_path, export(second), "zweite.xml"))
    assert Post.objects.filter(title="Ganz anders").count() == 1
    assert Post.objects.filter(title="Erster").count() == 1


def test_only_what_was_chosen_is_taken(db, file):
    bring(file, only=("pages",))
    assert Post.objects.count() == Page.objects.count() == 2
    assert not Event.objects.exists()


@pytest.mark.whichever_database
@pytest.mark.parametrize("options", [{"media": Path("/nowhere")}, {"only": ("posts", "unsinn")}])
def test_wrong_options_and_files_are_named(db, file, options):
    with pytest.raises(CommandError, match=r"unsinn|nowhere"):
        bring(file, **options)
    with pytest.raises(CommandError, match="XML"):
        call_command("import_site", __file__)


def test_an_item_that_nests_without_end_keeps_none_of_the_others_back(tmp_path):
    deep = "<blockquote>" * 4000 + "Tief." + "</blockquote>" * 4000
    bring(written(tmp_path, export(item(1, "Tief", deep), item(2, "Danach"))))
    assert Edition.objects.live().filter(slug="stueck-2").exists()
    assert Line.objects.filter(title="Tief").exists()
