"""What is not of this release, or would lie elsewhere, is refused before anything is written."""

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from moving.keeping import loading, rows, shape
from moving.keeping.files import refuse_outside
from moving.keeping.loading import Kept, NotEmpty, Unreadable, bring_in
from tests.making import make_post

pytestmark = pytest.mark.django_db


def empty_tables():
    return {name: lambda: iter(()) for name in rows.tables()}


def test_every_table_named_is_one_and_what_migrate_lays_down_gives_way():
    known = {one._meta.db_table for one in apps.get_models(include_auto_created=True)}
    assert known >= rows.PASSING | loading._LAID_DOWN
    assert not rows.PASSING & loading._LAID_DOWN
    loading.refuse_unless_empty()
    make_post("Schon da")
    with pytest.raises(NotEmpty, match=r"blog_post \(1\)"):
        loading.refuse_unless_empty()


def test_rows_of_another_release_are_refused_by_what_differs():
    here = shape.migrations()
    with pytest.raises(shape.OtherRelease, match=r"Only there: blog\.9999_later"):
        shape.refuse_other([*here, "blog.9999_later"])
    with pytest.raises(shape.OtherRelease, match=r"Only here: \w+"):
        shape.refuse_other(["blog.9999_later", *here[1:]])
    shape.refuse_other(here)


def test_a_row_with_other_columns_is_refused_with_their_names():
    line = json.dumps({"id": 1, "name": "Redaktion", "colour": "rot"}).encode()
    with pytest.raises(rows.UnknownShape, match="auth_group: colour"):
        rows.load(Group, [line])


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "a/../../x", ""])
def test_no_file_lies_outside(name):
    with pytest.raises(ValueError, match="outside of the site's files"):
        refuse_outside(name)


def test_tables_that_are_missing_or_unknown_and_files_that_differ_are_refused(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "a.jpg").write_bytes(b"hier")
    here = shape.migrations()
    tables = empty_tables()
    with pytest.raises(NotEmpty, match=r"another of that name: a\.jpg"):
        bring_in(Kept(here, {}, tables, {"a.jpg": lambda: iter([b"dort"])}))
    del tables["blog_post"]
    with pytest.raises(Unreadable, match="blog_post"):
        bring_in(Kept(here, {}, tables, {"b.jpg": lambda: iter([b"dort"])}))
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]
