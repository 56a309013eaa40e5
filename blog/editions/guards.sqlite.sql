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

-- What was brought in from elsewhere may end before it was frozen here, and nothing else in the past.
CREATE TRIGGER IF NOT EXISTS edition_end_moves_on BEFORE UPDATE OF ends_at ON blog_edition
    WHEN NEW.ends_at IS NOT OLD.ends_at
    AND (OLD.ends_at <= podium_moment(0) OR NEW.ends_at < podium_moment(-60))
    AND NOT (OLD.created_at > datetime(OLD.starts_at, '+1 minute')
        AND NEW.ends_at IS NOT NULL AND NEW.ends_at <= OLD.created_at
        AND (OLD.ends_at IS NULL OR OLD.ends_at <= OLD.created_at))
    BEGIN SELECT RAISE(ABORT, 'what is over stays over'); END;

CREATE TRIGGER IF NOT EXISTS edition_retired_when_over BEFORE UPDATE OF retired ON blog_edition
    WHEN NEW.retired AND NOT OLD.retired
    AND (NEW.ends_at IS NULL OR NEW.ends_at > podium_moment(60))
    BEGIN SELECT RAISE(ABORT, 'only what is over is retired'); END;

CREATE TRIGGER IF NOT EXISTS edition_address_of_one_post BEFORE INSERT ON blog_edition
    BEGIN SELECT RAISE(ABORT, 'the address belongs to another post') WHERE EXISTS (
        SELECT 1 FROM blog_edition e WHERE e.slug = NEW.slug AND e.post_id <> NEW.post_id); END;

-- Carried by what is live, or ever told of a piece: then a wording is in use, whatever it says itself.
CREATE TRIGGER IF NOT EXISTS wording_frozen
    BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from
    ON disclosures_noticeversion
    WHEN OLD.first_used_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM blog_editionnotice n WHERE n.version_id = OLD.id)
    OR EXISTS (SELECT 1 FROM disclosures_trailentry t
        WHERE t.version = OLD.id AND t.subject = 'blog.post')
    BEGIN SELECT RAISE(ABORT, 'a used wording never changes'); END;

CREATE TRIGGER IF NOT EXISTS wording_use_stays BEFORE UPDATE OF first_used_at
    ON disclosures_noticeversion
    WHEN OLD.first_used_at IS NOT NULL AND NEW.first_used_at IS NOT OLD.first_used_at
    BEGIN SELECT RAISE(ABORT, 'a used wording stays used'); END;

CREATE TRIGGER IF NOT EXISTS wording_kept BEFORE DELETE ON disclosures_noticeversion
    WHEN OLD.first_used_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM blog_editionnotice n WHERE n.version_id = OLD.id)
    OR EXISTS (SELECT 1 FROM disclosures_trailentry t
        WHERE t.version = OLD.id AND t.subject = 'blog.post')
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

CREATE TRIGGER IF NOT EXISTS correction_not_replaced BEFORE INSERT ON blog_correction
    BEGIN SELECT RAISE(ABORT, 'a published correction never changes') WHERE EXISTS (
        SELECT 1 FROM blog_correction c WHERE c.id = NEW.id OR c.edition_id = NEW.edition_id); END;

CREATE TRIGGER IF NOT EXISTS wording_not_replaced BEFORE INSERT ON disclosures_noticeversion
    BEGIN SELECT RAISE(ABORT, 'a used wording never changes') WHERE EXISTS (
        SELECT 1 FROM disclosures_noticeversion v WHERE v.first_used_at IS NOT NULL AND (v.id = NEW.id
        OR (v.notice_id = NEW.notice_id AND v.language = NEW.language AND v.number = NEW.number))); END;

CREATE TRIGGER IF NOT EXISTS correction_frozen BEFORE UPDATE ON blog_correction
    BEGIN SELECT RAISE(ABORT, 'a published correction never changes'); END;

CREATE TRIGGER IF NOT EXISTS correction_kept BEFORE DELETE ON blog_correction
    BEGIN SELECT RAISE(ABORT, 'a published correction is never deleted'); END;
