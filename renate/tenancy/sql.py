"""The SQL of wall 3: verifying the signed context. Kept apart from the migration that runs it."""

CONTEXT = """
CREATE SCHEMA app;
CREATE TABLE app.context_key (
    id smallint PRIMARY KEY CHECK (id = 1),
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL
);

CREATE FUNCTION app.context() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path = app, pg_catalog, pg_temp AS $$
DECLARE
    parts text[] := string_to_array(current_setting('app.ctx', true), '.');
    pads app.context_key;
BEGIN
    IF array_length(parts, 1) IS DISTINCT FROM 6 THEN
        RAISE EXCEPTION 'no organisation in context' USING ERRCODE = '42501';
    END IF;
    SELECT * INTO STRICT pads FROM app.context_key;
    IF encode(sha256(pads.outer_pad || sha256(
        pads.inner_pad || convert_to(array_to_string(parts[1:5], '.'), 'UTF8'))), 'hex') <> parts[6]
    THEN
        RAISE EXCEPTION 'forged context' USING ERRCODE = '42501';
    END IF;
    IF parts[4]::int <> pg_backend_pid() OR parts[5]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'context of another session or expired' USING ERRCODE = '42501';
    END IF;
    RETURN parts;
END $$;

CREATE FUNCTION app.org() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS
$$ BEGIN RETURN nullif((app.context())[1], '')::bigint; END $$;

CREATE FUNCTION app.user_id() RETURNS bigint LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS
$$ BEGIN RETURN nullif((app.context())[2], '')::bigint; END $$;

CREATE FUNCTION app.is_platform() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS
$$ BEGIN RETURN (app.context())[3] = 'p'; END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
"""

DROP_CONTEXT = "DROP SCHEMA app CASCADE"

# The directory: every signed context reads it, the platform adds to it, an organisation edits its own entry.
DIRECTORY = """
ALTER TABLE tenancy_organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenancy_organisation FORCE ROW LEVEL SECURITY;
CREATE POLICY directory_read ON tenancy_organisation FOR SELECT USING ((SELECT app.context()) IS NOT NULL);
CREATE POLICY directory_add ON tenancy_organisation FOR INSERT WITH CHECK ((SELECT app.is_platform()));
CREATE POLICY directory_edit ON tenancy_organisation FOR UPDATE
    USING (id = (SELECT app.org()) OR (SELECT app.is_platform()))
    WITH CHECK (id = (SELECT app.org()) OR (SELECT app.is_platform()));
"""
