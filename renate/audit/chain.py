"""The chain of seals: made outside the write path, checked by recomputing it from the events.

Whoever can change rows as a superuser can change events, but not without the chain showing it; cutting off
the tail shows against a head that left the house earlier (printed on issued reports, sent by mail).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections, transaction

from renate.audit.recording import write
from renate.audit.signing import is_ours, payload_of

_CHECK = """
SELECT s.organisation_id, s.sequence, s.events, s.root, s.head,
       lag(s.head) OVER chain AS previous, lag(s.sequence) OVER chain AS before,
       count(e.id), coalesce(sha256(string_agg(audit.digest(e), ''::bytea ORDER BY e.id)), ''::bytea)
FROM audit.seal s
LEFT JOIN audit.event e ON e.seal_id = s.id AND coalesce(e.organisation_id, 0) = s.organisation_id
GROUP BY s.id
WINDOW chain AS (PARTITION BY s.organisation_id ORDER BY s.sequence)
ORDER BY s.organisation_id, s.sequence
"""
_STRAY = """
SELECT e.id FROM audit.event e LEFT JOIN audit.seal s ON s.id = e.seal_id
WHERE e.seal_id IS NOT NULL AND (s.id IS NULL OR coalesce(e.organisation_id, 0) <> s.organisation_id)
"""
_LATE = """
SELECT e.id FROM audit.event e
WHERE e.seal_id IS NULL AND e.id < (SELECT max(x.id) FROM audit.event x WHERE x.seal_id IS NOT NULL)
  AND e.at < clock_timestamp() - interval '1 day'
"""
# A seal takes whatever has settled, so nothing older than its events comes after it but from a transaction
# that was open all the while: an hour at most. What was put in with a day of the past is older than that.
_PUT_IN = """
WITH newest AS (
    SELECT s.id, s.organisation_id, s.sequence, max(e.at) AS at
    FROM audit.seal s JOIN audit.event e ON e.seal_id = s.id GROUP BY s.id
), before AS (
    SELECT id, max(at) OVER (
        PARTITION BY organisation_id ORDER BY sequence ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS at FROM newest
), last AS (
    SELECT organisation_id, max(at) AS at FROM newest GROUP BY organisation_id
)
SELECT e.id FROM audit.event e JOIN before b ON b.id = e.seal_id WHERE e.at < b.at - interval '1 hour'
UNION ALL
SELECT e.id FROM audit.event e JOIN last l ON l.organisation_id = coalesce(e.organisation_id, 0)
WHERE e.seal_id IS NULL AND e.at < l.at - interval '1 hour'
"""
_ALL = """
SELECT e.id, e.organisation_id, e.actor_id, e.action, e.payload, e.signature,
       e.salt, e.subject, e.ref, e.meta::text, e.scrubbed_by IS NOT NULL
FROM audit.event e ORDER BY e.id
"""
# The salt is chance, so no two events of ours have one digest.
_TWICE = "SELECT max(e.id) FROM audit.event e GROUP BY e.payload HAVING count(*) > 1"
# Emptied events are named by an event of the same organisation that says so.
_EMPTIED = """
SELECT e.id FROM audit.event e
WHERE e.scrubbed_by IS NOT NULL AND (e.subject <> '' OR e.ref <> '' OR e.meta <> '{}' OR NOT EXISTS (
    SELECT 1 FROM audit.event s WHERE s.id = e.scrubbed_by AND s.action = 'audit.scrubbed'
      AND s.organisation_id = e.organisation_id AND s.meta -> 'events' @> to_jsonb(e.id)
))
"""
_HEAD = "SELECT audit.next_head(%s, %s, %s, %s, %s)"

_STRAYS = (
    (_STRAY, "carries a seal that is not its own"),
    (_LATE, "was never sealed"),
    (_PUT_IN, "is older than what was sealed before it"),
    (_TWICE, "is the copy of another"),
    (_EMPTIED, "was emptied, and no event says why"),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: how many seals and events it looked at, and what is wrong, in sentences."""

    seals: int
    events: int
    faults: tuple[str, ...]


def seal_settled() -> int:
    """Seal what has settled, for every organisation; returns the number of seals made."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.seal_settled()")
        made: int = cursor.fetchone()[0]
    return made


def scrub(refs: list[str]) -> int:
    """Empty what events of the organisation in scope say about refs that no row has any more; how many.

    Who did what when stays, and so does the chain. Refused for a ref that still leads to a row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.to_scrub(%s)", [refs])
        found = cursor.fetchone()[0]
        if not found:
            return 0
        written = write("audit.scrubbed", "", "", {"events": found})
        cursor.execute("SELECT audit.scrub(%s, %s)", [refs, written])
        emptied: int = cursor.fetchone()[0]
    return emptied


def own_head() -> str:
    """The head of the chain of the organisation in scope, in hex; "" before the first seal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.own_head()")
        head = cursor.fetchone()[0]
    return bytes(head).hex() if head else ""


def verify(*, heads: tuple[str, ...] = (), using: str = "owner") -> Verdict:
    """Recompute every seal from its events; each of `heads`, known from outside, must still be there."""
    faults: list[str] = []
    known: set[str] = set()
    seals = events = 0
    with connections[using].cursor() as cursor:
        cursor.execute(_CHECK)
        rows = cursor.fetchall()
        for row in rows:
            seals, events = seals + 1, events + row[7]
            known.add(bytes(row[4]).hex())
            faults += _faults_of(cursor, row)
        for query, words in _STRAYS:
            cursor.execute(query)
            faults += [f"event {stray} {words}" for (stray,) in cursor.fetchall()]
    faults += _foreign(using)
    faults += [
        f"head {head[:12]} is gone: the end of the chain was cut" for head in heads if head not in known
    ]
    return Verdict(seals, events, tuple(faults))


def _foreign(using: str) -> Iterator[str]:
    """Each event looked at by itself: is it the application's, and does it say what was written?"""
    with transaction.atomic(using=using), connections[using].chunked_cursor() as cursor:
        cursor.execute(_ALL)
        for event, *claim, salt, subject, ref, meta, is_emptied in cursor:
            organisation, actor, action, payload, signature = claim
            if not is_ours(organisation, actor, action, payload, signature):
                yield f"event {event} was not written by the application"
            if not is_emptied and payload_of(salt or b"", subject, ref, json.loads(meta)) != payload:
                yield f"event {event} says something else than was written"


def _faults_of(cursor: Any, row: tuple) -> Iterator[str]:
    organisation, sequence, said, root, head, previous, before, counted, computed = row
    name = f"seal {sequence} of organisation {organisation}"
    if sequence != (before or 0) + 1:
        yield f"{name}: the one before it is missing"
    if said != counted:
        yield f"{name}: {said} events were sealed, {counted} are there"
    elif bytes(root) != bytes(computed):
        yield f"{name}: an event was changed"
    cursor.execute(_HEAD, [bytes(previous or b""), organisation, sequence, said, bytes(root)])
    if bytes(cursor.fetchone()[0]) != bytes(head):
        yield f"{name}: the seal itself was changed"
