CREATE TRIGGER IF NOT EXISTS edition_frozen
    BEFORE UPDATE OF post_id, number, kind, slug, language, content, sha256, previous, chain,
        starts_at, published_at, modified_at, created_at ON blog_edition
    BEGIN SELECT RAISE(ABORT, 'an edition never changes'); END;

CREATE TRIGGER IF NOT EXISTS edition_kept BEFORE DELETE ON blog_edition
    BEGIN SELECT RAISE(ABORT, 'an edition is never deleted'); END;

CREATE TRIGGER IF NOT EXISTS edition_interval_insert BEFORE INSERT ON blog_edition
    WHEN NEW.ends_at IS NULL OR NEW.ends_at > NEW.starts_at
    BEGIN SELECT RAISE(ABORT, 'editions of one post overlap') WHERE EXISTS (
        SELECT 1 FROM blog_edition e WHERE e.post_id = NEW.post_id
        AND (e.ends_at IS NULL OR (e.ends_at > NEW.starts_at AND e.ends_at > e.starts_at))
        AND (NEW.ends_at IS NULL OR e.starts_at < NEW.ends_at)); END;

CREATE TRIGGER IF NOT EXISTS edition_interval_update BEFORE UPDATE OF ends_at ON blog_edition
    WHEN NEW.ends_at IS NULL OR NEW.ends_at > NEW.starts_at
    BEGIN SELECT RAISE(ABORT, 'editions of one post overlap') WHERE EXISTS (
        SELECT 1 FROM blog_edition e WHERE e.post_id = NEW.post_id AND e.id <> NEW.id
        AND (e.ends_at IS NULL OR (e.ends_at > NEW.starts_at AND e.ends_at > e.starts_at))
        AND (NEW.ends_at IS NULL OR e.starts_at < NEW.ends_at)); END;

CREATE TRIGGER IF NOT EXISTS edition_address_of_one_post BEFORE INSERT ON blog_edition
    BEGIN SELECT RAISE(ABORT, 'the address belongs to another post') WHERE EXISTS (
        SELECT 1 FROM blog_edition e WHERE e.slug = NEW.slug AND e.post_id <> NEW.post_id); END;

CREATE TRIGGER IF NOT EXISTS wording_frozen
    BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from
    ON disclosures_noticeversion WHEN OLD.first_used_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a used wording never changes'); END;

CREATE TRIGGER IF NOT EXISTS wording_kept BEFORE DELETE ON disclosures_noticeversion
    WHEN OLD.first_used_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a used wording is never deleted'); END;

CREATE TRIGGER IF NOT EXISTS trail_frozen BEFORE UPDATE ON disclosures_trailentry
    BEGIN SELECT RAISE(ABORT, 'the trail never changes'); END;

CREATE TRIGGER IF NOT EXISTS trail_kept BEFORE DELETE ON disclosures_trailentry
    BEGIN SELECT RAISE(ABORT, 'the trail is never deleted'); END;

-- INSERT OR REPLACE deletes without asking a DELETE trigger.
CREATE TRIGGER IF NOT EXISTS trail_not_replaced BEFORE INSERT ON disclosures_trailentry
    BEGIN SELECT RAISE(ABORT, 'the trail never changes') WHERE EXISTS (
        SELECT 1 FROM disclosures_trailentry t WHERE t.id = NEW.id
        OR (t.subject = NEW.subject AND t.object_id = NEW.object_id AND t.number = NEW.number)); END;

CREATE TRIGGER IF NOT EXISTS edition_not_replaced BEFORE INSERT ON blog_edition
    BEGIN SELECT RAISE(ABORT, 'an edition never changes') WHERE EXISTS (
        SELECT 1 FROM blog_edition e WHERE e.id = NEW.id
        OR (e.post_id = NEW.post_id AND e.number = NEW.number)); END;

CREATE TRIGGER IF NOT EXISTS correction_frozen BEFORE UPDATE ON blog_correction
    BEGIN SELECT RAISE(ABORT, 'a published correction never changes'); END;

CREATE TRIGGER IF NOT EXISTS correction_kept BEFORE DELETE ON blog_correction
    BEGIN SELECT RAISE(ABORT, 'a published correction is never deleted'); END;
