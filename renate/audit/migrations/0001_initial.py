"""The schema of events: nobody but its functions touches the table."""

from django.db import migrations

SQL = r"""
CREATE SCHEMA audit;

CREATE TABLE audit.event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    organisation_id bigint,
    actor_id bigint,
    action text NOT NULL CHECK (length(action) BETWEEN 3 AND 60),
    subject text NOT NULL DEFAULT '',
    ref text NOT NULL DEFAULT '',
    meta jsonb NOT NULL DEFAULT '{}',
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX event_of_organisation ON audit.event (organisation_id, id DESC);
CREATE INDEX event_about ON audit.event (organisation_id, ref, id DESC) WHERE ref <> '';

CREATE FUNCTION audit.write(action text, subject text, ref text, meta jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO audit.event (organisation_id, actor_id, action, subject, ref, meta)
    VALUES (app.org(), app.user_id(), write.action, write.subject, write.ref, write.meta)
    RETURNING id INTO written;
    RETURN written;
END $$;

CREATE FUNCTION audit.write_outside(action text, actor_id bigint, meta jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE written bigint;
BEGIN
    -- The actor is an argument here, because nobody is signed in yet: so it serves sign-ins and nothing else.
    IF write_outside.action NOT LIKE 'sign\_in.%' THEN
        RAISE EXCEPTION 'an event outside every organisation is a sign-in' USING ERRCODE = '42501';
    END IF;
    INSERT INTO audit.event (actor_id, action, meta)
    VALUES (write_outside.actor_id, write_outside.action, write_outside.meta)
    RETURNING id INTO written;
    RETURN written;
END $$;

CREATE FUNCTION audit.own_events(how_many int, older_than bigint, about text)
RETURNS TABLE (id bigint, at timestamptz, actor_id bigint, action text, subject text, ref text, meta jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT e.id, e.at, e.actor_id, e.action, e.subject, e.ref, e.meta
    FROM audit.event e
    WHERE e.organisation_id = (SELECT app.org())
      AND (older_than IS NULL OR e.id < older_than)
      AND (about = '' OR e.ref = about)
    ORDER BY e.id DESC LIMIT least(how_many, 500)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_initial")]
    operations = [migrations.RunSQL(SQL, "DROP SCHEMA audit CASCADE")]
