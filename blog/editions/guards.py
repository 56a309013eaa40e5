"""The database's own guards: editions, used wordings, corrections and the trail never change.

Laid down after every migrate (and again, harmlessly, if they are there), because rebuilding a
table on SQLite silently drops its triggers.
"""

from typing import Any

from django.db import connections

_FROZEN = (
    "post_id, number, kind, slug, language, content, sha256, previous, chain, "
    "starts_at, published_at, modified_at, created_at"
)

_SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS edition_frozen
        BEFORE UPDATE OF {_FROZEN} ON blog_edition
        BEGIN SELECT RAISE(ABORT, 'an edition never changes'); END""",
    """CREATE TRIGGER IF NOT EXISTS edition_kept BEFORE DELETE ON blog_edition
        BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END""",
    """CREATE TRIGGER IF NOT EXISTS edition_interval_insert BEFORE INSERT ON blog_edition
        WHEN NEW.ends_at IS NULL OR NEW.ends_at > NEW.starts_at
        BEGIN SELECT RAISE(ABORT, 'editions of one post overlap') WHERE EXISTS (
            SELECT 1 FROM blog_edition e WHERE e.post_id = NEW.post_id
            AND (e.ends_at IS NULL OR (e.ends_at > NEW.starts_at AND e.ends_at > e.starts_at))
            AND (NEW.ends_at IS NULL OR e.starts_at < NEW.ends_at)); END""",
    """CREATE TRIGGER IF NOT EXISTS edition_interval_update
        BEFORE UPDATE OF ends_at ON blog_edition
        WHEN NEW.ends_at IS NULL OR NEW.ends_at > NEW.starts_at
        BEGIN SELECT RAISE(ABORT, 'editions of one post overlap') WHERE EXISTS (
            SELECT 1 FROM blog_edition e WHERE e.post_id = NEW.post_id AND e.id <> NEW.id
            AND (e.ends_at IS NULL OR (e.ends_at > NEW.starts_at AND e.ends_at > e.starts_at))
            AND (NEW.ends_at IS NULL OR e.starts_at < NEW.ends_at)); END""",
    """CREATE TRIGGER IF NOT EXISTS edition_address_of_one_post BEFORE INSERT ON blog_edition
        BEGIN SELECT RAISE(ABORT, 'the address belongs to another post') WHERE EXISTS (
            SELECT 1 FROM blog_edition e
            WHERE e.slug = NEW.slug AND e.post_id <> NEW.post_id); END""",
    """CREATE TRIGGER IF NOT EXISTS wording_frozen
        BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from
        ON disclosures_noticeversion WHEN OLD.first_used_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a used wording never changes'); END""",
    """CREATE TRIGGER IF NOT EXISTS wording_kept BEFORE DELETE ON disclosures_noticeversion
        WHEN OLD.first_used_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a used wording is never deleted'); END""",
    """CREATE TRIGGER IF NOT EXISTS trail_frozen BEFORE UPDATE ON disclosures_trailentry
        BEGIN SELECT RAISE(ABORT, 'the trail never changes'); END""",
    """CREATE TRIGGER IF NOT EXISTS trail_kept BEFORE DELETE ON disclosures_trailentry
        BEGIN SELECT RAISE(ABORT, 'the trail is never deleted'); END""",
    # INSERT OR REPLACE deletes without asking a DELETE trigger.
    """CREATE TRIGGER IF NOT EXISTS trail_not_replaced BEFORE INSERT ON disclosures_trailentry
        BEGIN SELECT RAISE(ABORT, 'the trail never changes') WHERE EXISTS (
            SELECT 1 FROM disclosures_trailentry t WHERE t.id = NEW.id
            OR (t.subject = NEW.subject AND t.object_id = NEW.object_id
                AND t.number = NEW.number)); END""",
    """CREATE TRIGGER IF NOT EXISTS edition_not_replaced BEFORE INSERT ON blog_edition
        BEGIN SELECT RAISE(ABORT, 'an edition never changes') WHERE EXISTS (
            SELECT 1 FROM blog_edition e WHERE e.id = NEW.id
            OR (e.post_id = NEW.post_id AND e.number = NEW.number)); END""",
    """CREATE TRIGGER IF NOT EXISTS correction_frozen BEFORE UPDATE ON blog_correction
        BEGIN SELECT RAISE(ABORT, 'a published correction never changes'); END""",
    """CREATE TRIGGER IF NOT EXISTS correction_kept BEFORE DELETE ON blog_correction
        BEGIN SELECT RAISE(ABORT, 'a published correction is never deleted'); END""",
]

_REFUSE = """
CREATE OR REPLACE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$
"""

# TRUNCATE asks no row's trigger.
_NEVER_EMPTIED = {
    "edition_not_emptied": "blog_edition",
    "trail_not_emptied": "disclosures_trailentry",
    "correction_not_emptied": "blog_correction",
}


def _excluding(name: str, pairs: str, *, instead_of: str) -> list[str]:
    """Return the statements that add an exclusion constraint if it is missing, and drop a former one."""
    return [
        f"""DO $$ BEGIN
            ALTER TABLE blog_edition ADD CONSTRAINT {name} EXCLUDE USING gist ({pairs});
            EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL; END $$""",
        f"ALTER TABLE blog_edition DROP CONSTRAINT IF EXISTS {instead_of}",
    ]


_POSTGRESQL = [
    _REFUSE,
    f"""CREATE OR REPLACE TRIGGER edition_frozen BEFORE UPDATE OF {_FROZEN} ON blog_edition
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition never changes')""",
    """CREATE OR REPLACE TRIGGER edition_kept BEFORE DELETE ON blog_edition
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition is never deleted')""",
    """CREATE OR REPLACE TRIGGER wording_frozen
        BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from
        ON disclosures_noticeversion FOR EACH ROW WHEN (OLD.first_used_at IS NOT NULL)
        EXECUTE FUNCTION podium_refuse('a used wording never changes')""",
    """CREATE OR REPLACE TRIGGER wording_kept BEFORE DELETE ON disclosures_noticeversion
        FOR EACH ROW WHEN (OLD.first_used_at IS NOT NULL)
        EXECUTE FUNCTION podium_refuse('a used wording is never deleted')""",
    """CREATE OR REPLACE TRIGGER trail_frozen BEFORE UPDATE ON disclosures_trailentry
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('the trail never changes')""",
    """CREATE OR REPLACE TRIGGER trail_kept BEFORE DELETE ON disclosures_trailentry
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('the trail is never deleted')""",
    """CREATE OR REPLACE TRIGGER correction_frozen BEFORE UPDATE ON blog_correction
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('a published correction never changes')""",
    """CREATE OR REPLACE TRIGGER correction_kept BEFORE DELETE ON blog_correction
        FOR EACH ROW EXECUTE FUNCTION podium_refuse('a published correction is never deleted')""",
    *(
        f"""CREATE OR REPLACE TRIGGER {name} BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION podium_refuse('{table} is never emptied')"""
        for name, table in _NEVER_EMPTIED.items()
    ),
    # Their indexes hold expressions that no query uses: PostgreSQL takes an index on the columns
    # themselves for a cheap way to an address, and it is a hundred times as dear as the B-tree.
    *_excluding(
        "edition_intervals_never_overlap",
        "(post_id + 0) WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&",
        instead_of="edition_intervals_apart",
    ),
    *_excluding(
        "edition_address_stays_with_post",
        "(slug || '') WITH =, (post_id + 0) WITH <>",
        instead_of="edition_address_of_one_post",
    ),
]

_SQLITE_NAMES = [statement.split("IF NOT EXISTS ")[1].split()[0] for statement in _SQLITE]


def lay_down(using: str = "default", **kwargs: Any) -> None:
    """Create every guard that is missing; connected to post_migrate."""
    connection = connections[using]
    if not {"blog_edition", "disclosures_trailentry"} <= {*connection.introspection.table_names()}:
        return
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def take_away(using: str = "default") -> None:
    """Drop what refuses to empty a test database: SQLite's triggers, PostgreSQL's on TRUNCATE."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE_NAMES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for name, table in _NEVER_EMPTIED.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
