-- Triggers and constraints are written as PostgreSQL itself writes them down, so that what stands in
-- a database can be compared with them; conditions stand in functions, which it keeps to the letter.
CREATE OR REPLACE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION podium_moment(seconds integer) RETURNS timestamptz LANGUAGE sql AS $$
    SELECT clock_timestamp() + seconds * interval '1 second'
$$;

-- What was brought in from elsewhere may end before it was frozen here, and nothing else in the past.
CREATE OR REPLACE FUNCTION podium_refuse_other_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.ends_at IS DISTINCT FROM OLD.ends_at
        AND (OLD.ends_at <= podium_moment(0) OR NEW.ends_at < podium_moment(-60))
        AND NOT (OLD.created_at > OLD.starts_at + interval '1 minute'
            AND NEW.ends_at IS NOT NULL AND NEW.ends_at <= OLD.created_at
            AND (OLD.ends_at IS NULL OR OLD.ends_at <= OLD.created_at))
    THEN
        RAISE EXCEPTION 'what is over stays over' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION podium_refuse_to_retire() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.retired AND NOT OLD.retired
        AND (NEW.ends_at IS NULL OR NEW.ends_at > podium_moment(60))
    THEN
        RAISE EXCEPTION 'only what is over is retired' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- Carried by what is live, or ever told of a piece: then a wording is in use, whatever it says itself.
CREATE OR REPLACE FUNCTION podium_refuse_if_used() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.first_used_at IS NOT NULL
        OR EXISTS (SELECT 1 FROM blog_editionnotice n WHERE n.version_id = OLD.id)
        OR EXISTS (SELECT 1 FROM disclosures_trailentry t
            WHERE t.version = OLD.id AND t.subject = 'blog.post')
    THEN
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE OR REPLACE FUNCTION podium_refuse_other_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.first_used_at IS NOT NULL AND NEW.first_used_at IS DISTINCT FROM OLD.first_used_at THEN
        RAISE EXCEPTION 'a used wording stays used' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER edition_frozen
    BEFORE UPDATE OF post_id, number, kind, slug, language, content, sha256, previous, chain,
        starts_at, published_at, modified_at, created_at ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition never changes');

CREATE OR REPLACE TRIGGER edition_kept BEFORE DELETE ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition is never deleted');

CREATE OR REPLACE TRIGGER edition_end_moves_on BEFORE UPDATE OF ends_at ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse_other_end();

CREATE OR REPLACE TRIGGER edition_retired_when_over BEFORE UPDATE OF retired ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse_to_retire();

CREATE OR REPLACE TRIGGER wording_frozen
    BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from ON disclosures_noticeversion
    FOR EACH ROW EXECUTE FUNCTION podium_refuse_if_used('a used wording never changes');

CREATE OR REPLACE TRIGGER wording_use_stays BEFORE UPDATE OF first_used_at ON disclosures_noticeversion
    FOR EACH ROW EXECUTE FUNCTION podium_refuse_other_use();

CREATE OR REPLACE TRIGGER wording_kept BEFORE DELETE ON disclosures_noticeversion
    FOR EACH ROW EXECUTE FUNCTION podium_refuse_if_used('a used wording is never deleted');

CREATE OR REPLACE TRIGGER trail_frozen BEFORE UPDATE ON disclosures_trailentry
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('the trail never changes');

CREATE OR REPLACE TRIGGER trail_kept BEFORE DELETE ON disclosures_trailentry
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('the trail is never deleted');

CREATE OR REPLACE TRIGGER correction_frozen BEFORE UPDATE ON blog_correction
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('a published correction never changes');

CREATE OR REPLACE TRIGGER correction_kept BEFORE DELETE ON blog_correction
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('a published correction is never deleted');

-- TRUNCATE asks no row's trigger.
CREATE OR REPLACE TRIGGER edition_not_emptied BEFORE TRUNCATE ON blog_edition
    FOR EACH STATEMENT EXECUTE FUNCTION podium_refuse('blog_edition is never emptied');

CREATE OR REPLACE TRIGGER trail_not_emptied BEFORE TRUNCATE ON disclosures_trailentry
    FOR EACH STATEMENT EXECUTE FUNCTION podium_refuse('disclosures_trailentry is never emptied');

CREATE OR REPLACE TRIGGER correction_not_emptied BEFORE TRUNCATE ON blog_correction
    FOR EACH STATEMENT EXECUTE FUNCTION podium_refuse('blog_correction is never emptied');

-- The indexes of both constraints hold expressions that no query uses: PostgreSQL takes an index on
-- the columns themselves for a cheap way to an address, and it is a hundred times as dear as the B-tree.
DO $$ BEGIN
    ALTER TABLE blog_edition ADD CONSTRAINT edition_intervals_never_overlap
        EXCLUDE USING gist ((post_id + 0) WITH =, tstzrange(starts_at, ends_at, '[)'::text) WITH &&);
    EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
    ALTER TABLE blog_edition ADD CONSTRAINT edition_address_stays_with_post
        EXCLUDE USING gist ((slug::text || ''::text) WITH =, (post_id + 0) WITH <>);
    EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL;
END $$;
