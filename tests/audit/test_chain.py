"""The chain of seals: whatever a superuser does to events shows."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renate import audit
from renate.audit.chain import Verdict, seal_settled, verify
from renate.audit.signing import payload_of, plain, sign_event
from renate.tenancy import scope

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
ATTACKS = {
    "an action is rewritten": "UPDATE audit.event SET action = 'case.closed' WHERE id = %(event)s",
    "an actor is rewritten": "UPDATE audit.event SET actor_id = 7 WHERE id = %(event)s",
    "an event is back-dated": "UPDATE audit.event SET at = at - interval '1 day' WHERE id = %(event)s",
    "meta is rewritten": "UPDATE audit.event SET meta = '{}' WHERE id = %(event)s",
    "an event is removed": "DELETE FROM audit.event WHERE id = %(event)s",
    "an event moves to another organisation": (
        "UPDATE audit.event SET organisation_id = organisation_id + 1 WHERE id = %(event)s"
    ),
    "an event is inserted under a seal": (
        "INSERT INTO audit.event (organisation_id, action, seal_id, payload, signature)"
        " SELECT organisation_id, 'case.opened', seal_id, sha256(payload), signature"
        " FROM audit.event WHERE id = %(event)s"
    ),
    "an event of the past is put in beside the seals": (
        "INSERT INTO audit.event (organisation_id, action, at, payload, signature)"
        " SELECT organisation_id, 'case.opened', at - interval '2 hours', sha256(payload), signature"
        " FROM audit.event WHERE id = %(event)s"
    ),
    "an event of the past is put in and sealed": (
        "INSERT INTO audit.event (organisation_id, action, at, transaction, payload, signature)"
        " SELECT organisation_id, 'case.opened', at - interval '2 hours', '3', sha256(payload), signature"
        " FROM audit.event WHERE id = %(event)s; SELECT audit.seal_settled()"
    ),
    "an event of this moment is put in": (
        "INSERT INTO audit.event (organisation_id, actor_id, action, meta, salt, payload, signature)"
        " VALUES (1, 3, 'case.viewed', '{}', 'x', sha256('x[\"\",\"\",{}]'), sha256('x'))"
    ),
    "an event of this moment is put in and sealed": (
        "INSERT INTO audit.event"
        " (organisation_id, actor_id, action, meta, salt, payload, signature, transaction)"
        " VALUES (1, 3, 'case.viewed', '{}', 'x', sha256('x[\"\",\"\",{}]'), sha256('x'), '3');"
        " SELECT audit.seal_settled()"
    ),
    "an event is told a second time": (
        "INSERT INTO audit.event (organisation_id, actor_id, action, meta, salt, payload, signature)"
        " SELECT organisation_id, actor_id, action, meta, salt, payload, signature"
        " FROM audit.event WHERE id = %(event)s"
    ),
    "two events change places": (
        "UPDATE audit.event e SET actor_id = o.actor_id, action = o.action, meta = o.meta, salt = o.salt,"
        " payload = o.payload, signature = o.signature FROM audit.event o"
        " WHERE o.id = %(event)s + %(event)s + 1 - e.id AND e.id IN (%(event)s, %(event)s + 1)"
    ),
    "an event moves to the seal after its own": (
        "UPDATE audit.event SET seal_id = (SELECT max(id) FROM audit.seal) WHERE id = %(event)s"
    ),
    "two seals change places": (
        "UPDATE audit.seal SET sequence = -sequence; UPDATE audit.seal SET sequence = 3 + sequence"
    ),
    "an event is emptied": (
        "UPDATE audit.event SET meta = '{}', ref = '', salt = NULL, scrubbed_by = 1 WHERE id = %(event)s"
    ),
    "an event is emptied as if another had said so": (
        "UPDATE audit.event SET meta = '{}', scrubbed_by = (SELECT max(id) FROM audit.event)"
        " WHERE id = %(event)s"
    ),
    "a digest is rewritten": "UPDATE audit.event SET payload = sha256(payload) WHERE id = %(event)s",
    "a seal is removed": "DELETE FROM audit.seal WHERE id = (SELECT min(id) FROM audit.seal)",
    "a seal is rewritten": "UPDATE audit.seal SET events = events + 1",
    "a head is rewritten": "UPDATE audit.seal SET head = sha256(head)",
}


def put_in(owner: Any, action: str, meta: dict) -> int:
    """An event of long ago, written by the application."""
    signed = sign_event(1, 3, action, "", "", meta)
    owner.execute(
        "INSERT INTO audit.event"
        " (organisation_id, actor_id, action, meta, salt, payload, signature, transaction)"
        " VALUES (1, 3, %s, %s::jsonb, %s, %s, %s, '3') RETURNING id",
        [action, json.dumps(meta), signed.salt, signed.payload, signed.signature],
    )
    number: int = owner.fetchone()[0]
    return number


@pytest.fixture
def owner(db) -> Any:
    """The owner's own connection: what somebody who took over the server could use."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM audit.event")
        cursor.execute("DELETE FROM audit.seal")
        yield cursor


@pytest.fixture
def sealed(owner) -> int:
    """Two sealed batches of three events each; gives the id of one event of the first."""
    ids = []
    for batch in range(2):
        for number in range(3):
            ids.append(put_in(owner, "case.viewed", {"batch": batch, "number": number}))
        owner.execute("SELECT audit.seal_settled()")
    return ids[1]


def test_an_untouched_chain_verifies(sealed):
    assert verify() == Verdict(seals=2, events=6, faults=())


@pytest.mark.parametrize("attack", ATTACKS, ids=list(ATTACKS))
def test_the_chain_shows_when(owner, sealed, attack, tally):
    owner.execute(ATTACKS[attack], {"event": sealed})

    faults = verify().faults
    tally.add("tampered")
    tally.add("unseen", not faults)
    assert faults
    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_a_cut_tail_shows_against_a_head_that_left_the_house(owner, sealed):
    owner.execute("SELECT encode(head, 'hex') FROM audit.seal ORDER BY id DESC LIMIT 1")
    head = owner.fetchone()[0]
    owner.execute("DELETE FROM audit.event WHERE seal_id = (SELECT max(id) FROM audit.seal)")
    owner.execute("DELETE FROM audit.seal WHERE id = (SELECT max(id) FROM audit.seal)")

    assert verify().faults == ()
    assert verify(heads=(head,)).faults == (f"head {head[:12]} is gone: the end of the chain was cut",)
    with pytest.raises(CommandError, match="the end of the chain was cut"):
        call_command("verify_audit", "--head", head)


def test_what_is_not_sealed_yet_shows_too(owner):
    event = put_in(owner, "case.viewed", {})
    assert verify().faults == ()

    owner.execute("UPDATE audit.event SET actor_id = 7")

    assert verify().faults == (f"event {event} was not written by the application",)


def test_events_of_an_earlier_key_verify_while_the_key_is_known(owner, sealed, settings):
    settings.AUDIT_KEYS_BEFORE, settings.AUDIT_KEY = [settings.AUDIT_KEY], "11" * 32
    assert verify().faults == ()

    settings.AUDIT_KEYS_BEFORE = []

    assert len(verify().faults) == 6


TOLD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(meta=st.dictionaries(TEXT, TOLD, max_size=4))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_event_tells_comes_back_as_it_was_signed(db, meta):
    told = plain(meta)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::jsonb::text", [json.dumps(told)])
        back = json.loads(cursor.fetchone()[0])

    assert payload_of(b"salt", "", "", back) == payload_of(b"salt", "", "", told)


def test_a_chain_that_was_made_anew_after_a_change_shows_against_a_head(owner, sealed):
    """The chain is no secret: who owns the database can compute it again, but not what left the house."""
    owner.execute("SELECT encode(head, 'hex') FROM audit.seal ORDER BY id DESC LIMIT 1")
    head = owner.fetchone()[0]
    owner.execute("DELETE FROM audit.event WHERE id = %s", [sealed])
    owner.execute("UPDATE audit.event SET seal_id = NULL")
    owner.execute("DELETE FROM audit.seal")
    owner.execute("SELECT audit.seal_settled()")

    assert verify().faults == ()
    assert "is gone" in verify(heads=(head,)).faults[0]


@pytest.fixture
def told(inside) -> str:
    """Three events, two of them about a ref that leads nowhere any more."""
    audit.record("case.opened", on=inside, case="gone1234gone")
    audit.record("case.opened", on=inside)
    audit.record("case.closed", case="gone1234gone", reason="moved")
    return "gone1234gone"


def test_what_events_say_about_somebody_can_be_emptied(told, inside):
    emptied = audit.scrub([told])

    events = audit.own_events(limit=4)
    assert emptied == 2
    opened = ["case.opened"] * 2
    assert [event.action for event in events] == ["audit.scrubbed", "case.closed", *opened]
    assert [(event.ref, event.meta) for event in (events[1], events[3])] == [("", {}), ("", {})]
    assert events[2].ref == inside.public_id
    assert told not in str(events)


def test_an_emptied_event_with_its_reason_on_record_still_verifies(owner, sealed):
    reason = put_in(owner, "audit.scrubbed", {"events": [sealed]})
    emptied = "UPDATE audit.event SET meta = '{}', salt = NULL, scrubbed_by = %s WHERE id = %s"
    owner.execute(emptied, [reason, sealed])

    assert verify().faults == ()


def test_events_about_what_is_still_there_are_not_emptied(told, inside):
    with pytest.raises(Error, match="not emptied"), transaction.atomic():
        audit.scrub([told, inside.public_id])


def test_what_an_open_transaction_wrote_is_not_sealed_yet(organisation):
    seal_settled()  # what other tests left behind
    with scope.enter(organisation=organisation):
        audit.record("case.opened")

    assert seal_settled() == 0
    with scope.enter(organisation=organisation):
        assert audit.own_head() == ""


@pytest.mark.parametrize("table", ["audit.event", "audit.seal"])
@pytest.mark.parametrize("verb", ["SELECT * FROM {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_touches_neither_events_nor_seals(table, verb):
    with pytest.raises(Error, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
