CREATE OR REPLACE FUNCTION podium_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE TRIGGER edition_frozen
    BEFORE UPDATE OF post_id, number, kind, slug, language, content, sha256, previous, chain,
        starts_at, published_at, modified_at, created_at ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition never changes');

CREATE OR REPLACE TRIGGER edition_kept BEFORE DELETE ON blog_edition
    FOR EACH ROW EXECUTE FUNCTION podium_refuse('an edition is never deleted');

CREATE OR REPLACE TRIGGER wording_frozen
    BEFORE UPDATE OF notice_id, number, language, heading, text, valid_from
    ON disclosures_noticeversion FOR EACH ROW WHEN (OLD.first_used_at IS NOT NULL)
    EXECUTE FUNCTION podium_refuse('a used wording never changes');

CREATE OR REPLACE TRIGGER wording_kept BEFORE DELETE ON disclosures_noticeversion
    FOR EACH ROW WHEN (OLD.first_used_at IS NOT NULL)
    EXECUTE FUNCTION podium_refuse('a used wording is never deleted');

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
        EXCLUDE USING gist ((post_id + 0) WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&);
    EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
    ALTER TABLE blog_edition ADD CONSTRAINT edition_address_stays_with_post
        EXCLUDE USING gist ((slug || '') WITH =, (post_id + 0) WITH <>);
    EXCEPTION WHEN duplicate_table OR duplicate_object THEN NULL;
END $$;
