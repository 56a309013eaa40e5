"""Triggers by which the database notes whose row in the list is no longer true, whoever changes what.

In the transaction of the change, so that a note is there exactly if the change is. Laid down after
every migrate and taken away before it, as those of the generations are (`delivery.triggers`).
"""

from typing import Any

from django.db import connections

from delivery import triggers

_PREFIX = "stale_piece_by_"
# Table → which pieces a row of it concerns, as a query of ids; `{row}` is NEW or OLD.
_OF = {
    "blog_post": "SELECT {row}.id",
    "interviews_interview": "SELECT {row}.post_ptr_id",
    "interviews_exchange": "SELECT {row}.interview_id",
    "blog_credit": "SELECT {row}.post_id",
    "blog_source": "SELECT {row}.post_id",
    "blog_tie": "SELECT {row}.post_id",
    "blog_posttag": "SELECT {row}.content_object_id",
    # Every publication lists its people; a trigger on editions themselves would be one of their guards.
    "blog_editionperson": "SELECT post_id FROM blog_edition WHERE id = {row}.edition_id",
    "people_person": "SELECT post_id FROM blog_credit WHERE person_id = {row}.id",
    "media_image": "SELECT id FROM blog_post WHERE image_id = {row}.id",
}
_WHAT = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
# Names of people and facts of pictures matter once a piece has them; nothing is deleted that one has.
_UPDATES_ALONE = {"people_person", "media_image"}
_SQLITE = """
    CREATE TRIGGER {name} AFTER {what} ON "{table}" BEGIN
      INSERT INTO desk_stalepiece (post_id) {ids};
    END
"""
_FUNCTION = """
    CREATE OR REPLACE FUNCTION note_stale_piece() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        EXECUTE 'INSERT INTO desk_stalepiece (post_id) ' || TG_ARGV[0] USING OLD;
      ELSE
        EXECUTE 'INSERT INTO desk_stalepiece (post_id) ' || TG_ARGV[0] USING NEW;
      END IF;
      RETURN NULL;
    END $$
"""
_POSTGRESQL = """
    CREATE TRIGGER {name} AFTER {what} ON {table}
    FOR EACH ROW EXECUTE FUNCTION note_stale_piece('{ids}')
"""


def lay_down(using: str = "default", **_: Any) -> None:
    """Lay down the triggers that are missing; connected to post_migrate."""
    triggers.create_missing(_PREFIX, definitions(connections[using].vendor), _FUNCTION, using)


def take_away(using: str = "default", **_: Any) -> None:
    """Take the triggers away while the tables are being migrated; connected to pre_migrate."""
    triggers.drop_all(_PREFIX, using)


def definitions(vendor: str) -> dict[str, str]:
    """Return the statement of every trigger by its name."""
    statement = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    found = {}
    for table, ids in _OF.items():
        for what, row in _WHAT.items():
            if what != "UPDATE" and table in _UPDATES_ALONE:
                continue
            name = f"{_PREFIX}{table}_{what.lower()}"
            of = ids.format(row="($1)" if vendor == "postgresql" else row)
            found[name] = statement.format(name=name, table=table, what=what, ids=of)
    return found
