"""The SQL of the audit schema: events, the seals over them, and who may call what."""

EVENTS = r"""
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
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    seal_id bigint,
    -- The chain covers this digest of what the event is about, so that a person's traces can be emptied
    -- (rights of the person) and everything else still verifies. The salt goes with them: nobody can guess.
    salt bytea,
    payload bytea NOT NULL,
    -- By the application, under a key that is not here (signing.py): what has none was put in by another.
    signature bytea NOT NULL,
    scrubbed_by bigint
);
CREATE INDEX event_of_organisation ON audit.event (organisation_id, id DESC);
CREATE INDEX event_of_actor ON audit.event (organisation_id, actor_id, id DESC);
CREATE INDEX event_unsealed ON audit.event (id) WHERE seal_id IS NULL;
CREATE INDEX event_of_seal ON audit.event (seal_id);
CREATE INDEX event_about ON audit.event (organisation_id, ref, id DESC) WHERE ref <> '';

CREATE FUNCTION audit.write(
    action text, subject text, ref text, meta jsonb, salt bytea, payload bytea, signature bytea
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE written bigint;
BEGIN
    INSERT INTO audit.event (organisation_id, actor_id, action, subject, ref, meta, salt, payload, signature)
    VALUES (app.org(), app.user_id(), write.action, write.subject, write.ref, write.meta,
            write.salt, write.payload, write.signature)
    RETURNING id INTO written;
    RETURN written;
END $$;

CREATE FUNCTION audit.write_outside(
    action text, actor_id bigint, meta jsonb, salt bytea, payload bytea, signature bytea
) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE written bigint;
BEGIN
    -- The actor is an argument here, because nobody is signed in yet: so it serves sign-ins and nothing else.
    IF write_outside.action NOT LIKE 'sign\_in.%' THEN
        RAISE EXCEPTION 'an event outside every organisation is a sign-in' USING ERRCODE = '42501';
    END IF;
    INSERT INTO audit.event (actor_id, action, meta, salt, payload, signature)
    VALUES (write_outside.actor_id, write_outside.action, write_outside.meta,
            write_outside.salt, write_outside.payload, write_outside.signature)
    RETURNING id INTO written;
    RETURN written;
END $$;

CREATE FUNCTION audit.own_events(
    how_many int, older_than bigint, about text, who bigint DEFAULT NULL, kinds text[] DEFAULT NULL
) RETURNS TABLE (id bigint, at timestamptz, actor_id bigint, action text, subject text, ref text, meta jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT e.id, e.at, e.actor_id, e.action, e.subject, e.ref, e.meta
    FROM audit.event e
    WHERE e.organisation_id = (SELECT app.org())
      AND (older_than IS NULL OR e.id < older_than)
      AND (about = '' OR e.ref = about)
      AND (who IS NULL OR e.actor_id = who)
      AND (kinds IS NULL OR split_part(e.action, '.', 1) = ANY (kinds))
    ORDER BY e.id DESC LIMIT least(how_many, 500)
$$;
"""

# Readings that stand out: many files within an hour (in steps of ten minutes), and files opened at night.
SIGNS = r"""
CREATE FUNCTION audit.own_bursts(since timestamptz, threshold int)
RETURNS TABLE (actor_id bigint, at timestamptz, files bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT DISTINCT ON (hours.actor_id) hours.actor_id, hours.starts, hours.files
    FROM (
        SELECT e.actor_id, date_bin('10 minutes', e.at, 'epoch') - step * interval '10 minutes' AS starts,
               count(DISTINCT e.ref) AS files
        FROM audit.event e, generate_series(0, 5) AS step
        WHERE e.organisation_id = (SELECT app.org()) AND e.action = 'section.read'
          AND e.at >= since AND e.actor_id IS NOT NULL
        GROUP BY 1, 2
    ) hours
    WHERE hours.files >= threshold ORDER BY hours.actor_id, hours.files DESC, hours.starts DESC
$$;

CREATE FUNCTION audit.own_nights(since timestamptz, zone text, evening time, morning time)
RETURNS TABLE (actor_id bigint, at timestamptz, files bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT e.actor_id, min(e.at), count(DISTINCT e.ref)
    FROM audit.event e
    WHERE e.organisation_id = (SELECT app.org()) AND e.action = 'section.read'
      AND e.at >= since AND e.actor_id IS NOT NULL
      AND ((e.at AT TIME ZONE zone)::time >= evening OR (e.at AT TIME ZONE zone)::time < morning)
    GROUP BY e.actor_id, ((e.at AT TIME ZONE zone) - interval '12 hours')::date
    ORDER BY 2 DESC
$$;
"""

# Sign-ins stand outside every organisation, because nobody is in one yet. An organisation reads those that
# began or ended in it, and the failed ones of accounts that have a seat there: about whom, never where else.
SIGN_INS = r"""
CREATE FUNCTION audit.own_sign_ins(how_many int, older_than bigint, who bigint DEFAULT NULL)
RETURNS TABLE (id bigint, at timestamptz, actor_id bigint, action text, subject text, ref text, meta jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT e.id, e.at, coalesce(e.actor_id, (e.meta ->> 'account')::bigint), e.action, e.subject, e.ref,
           e.meta - 'account' - 'organisation'
    FROM audit.event e
    WHERE e.organisation_id IS NULL
      AND (older_than IS NULL OR e.id < older_than)
      AND (who IS NULL OR coalesce(e.actor_id, (e.meta ->> 'account')::bigint) = who)
      AND ((e.meta ->> 'organisation')::bigint = (SELECT app.org())
           OR EXISTS (SELECT 1 FROM public.accounts_membership m
                      WHERE m.organisation_id = (SELECT app.org()) AND m.is_active
                        AND m.user_id = (e.meta ->> 'account')::bigint))
    ORDER BY e.id DESC LIMIT least(how_many, 500)
$$;
"""

# A seal covers the settled events of one organisation (0: none) and the seal before it. Settled means that no
# transaction is still open that could add an earlier one, so that writers never wait for the sealer.
SEALS = """
CREATE TABLE audit.seal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL,
    sequence bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    events bigint NOT NULL,
    root bytea NOT NULL,
    head bytea NOT NULL,
    UNIQUE (organisation_id, sequence)
);

CREATE FUNCTION audit.digest(e audit.event) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(convert_to(jsonb_build_array(
        e.id, extract(epoch FROM e.at), e.organisation_id, e.actor_id, e.action, encode(e.payload, 'hex'),
        e.transaction::text
    )::text, 'UTF8'))
$$;

CREATE FUNCTION audit.next_head(
    previous bytea, organisation_id bigint, sequence bigint, events bigint, root bytea
) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(
        previous || convert_to(format('%s|%s|%s|', organisation_id, sequence, events), 'UTF8') || root
    )
$$;

CREATE FUNCTION audit.seal_settled() RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE
    made int := 0;
    part record;
    last audit.seal;
    new_id bigint;
    border xid8 := pg_snapshot_xmin(pg_current_snapshot());
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('renate.audit.seal'));
    FOR part IN
        SELECT coalesce(e.organisation_id, 0) AS organisation, count(*) AS events,
               sha256(string_agg(audit.digest(e), ''::bytea ORDER BY e.id)) AS root,
               array_agg(e.id) AS ids
        FROM audit.event e WHERE e.seal_id IS NULL AND e.transaction < border
        GROUP BY 1
    LOOP
        SELECT * INTO last FROM audit.seal s
        WHERE s.organisation_id = part.organisation ORDER BY s.sequence DESC LIMIT 1;
        INSERT INTO audit.seal (organisation_id, sequence, events, root, head)
        VALUES (part.organisation, coalesce(last.sequence, 0) + 1, part.events, part.root,
                audit.next_head(coalesce(last.head, ''::bytea), part.organisation,
                                coalesce(last.sequence, 0) + 1, part.events, part.root))
        RETURNING id INTO new_id;
        UPDATE audit.event SET seal_id = new_id WHERE id = ANY (part.ids);
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

CREATE FUNCTION audit.own_head() RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
    SELECT s.head FROM audit.seal s
    WHERE s.organisation_id = (SELECT app.org()) ORDER BY s.sequence DESC LIMIT 1
$$;
"""

# Emptying what events say about refs that lead nowhere any more: who did what when stays, about whom goes.
SCRUB = """
CREATE FUNCTION audit.to_scrub(refs text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE
    here bigint := app.org();
    part record;
    lives boolean;
    found bigint[];
BEGIN
    FOR part IN
        SELECT c.table_name FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = 'public' AND c.column_name = 'public_id' AND t.table_type = 'BASE TABLE'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE public_id = ANY ($1))', part.table_name)
            INTO lives USING refs;
        IF lives THEN
            RAISE EXCEPTION 'events about a row that is there are not emptied' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    SELECT array_agg(e.id ORDER BY e.id) INTO found FROM audit.event e
    WHERE e.organisation_id = here AND e.scrubbed_by IS NULL AND e.action <> 'audit.scrubbed'
      AND (e.ref = ANY (refs)
           OR EXISTS (SELECT 1 FROM jsonb_each_text(e.meta) AS told WHERE told.value = ANY (refs)));
    RETURN coalesce(found, '{}');
END $$;

-- `written` is the event of this transaction that names them; it is the application's to write, and to sign.
CREATE FUNCTION audit.scrub(refs text[], written bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = audit, pg_catalog, pg_temp AS $$
DECLARE found bigint[] := audit.to_scrub(refs);
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM audit.event e WHERE e.id = written AND e.action = 'audit.scrubbed'
          AND e.organisation_id = app.org() AND e.transaction = pg_current_xact_id()
          AND e.meta = jsonb_build_object('events', to_jsonb(found))
    ) THEN
        RAISE EXCEPTION 'no event of this transaction says what is emptied' USING ERRCODE = '42501';
    END IF;
    UPDATE audit.event SET subject = '', ref = '', meta = '{}', salt = NULL, scrubbed_by = written
    WHERE id = ANY (found);
    RETURN cardinality(found);
END $$;
"""

RIGHTS = """
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC;
"""
