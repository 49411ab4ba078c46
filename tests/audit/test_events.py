"""Events are only ever added, by whoever is in the signed context, and read by their own organisation."""

import json

import pytest
from django.db import Error, connection, connections, transaction
from django.test import Client

from renate import audit
from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM audit.event",
        "SELECT count(*) FROM audit.event",
        "INSERT INTO audit.event (action) VALUES ('consent.recorded')",
        "UPDATE audit.event SET actor_id = 1",
        "DELETE FROM audit.event",
        "TRUNCATE audit.event",
        "DROP TABLE audit.event",
        "ALTER TABLE audit.event ADD COLUMN x int",
        "CREATE TABLE audit.mine (id int)",
        "COPY audit.event TO STDOUT",
        "SELECT * FROM audit.event FOR UPDATE",
    ],
)
def test_the_application_can_not_touch_the_events(inside: Membership, statement: str) -> None:
    audit.record("consent.recorded", on=inside)

    with pytest.raises(Error, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement)


def test_an_event_says_who_did_what_to_what(inside: Membership) -> None:
    audit.record("consent.recorded", on=inside, purpose="services")

    [event] = audit.own_events(ref=inside.public_id, limit=1)
    assert (event.action, event.subject, event.ref) == (
        "consent.recorded", "accounts.membership", inside.public_id,
    )  # fmt: skip
    assert (event.actor_id, event.meta) == (inside.user_id, {"purpose": "services"})


def test_the_actor_comes_from_the_context_and_can_not_be_named(inside: Membership) -> None:
    somebody = UserFactory()

    audit.record("consent.recorded", actor_id=somebody.pk, user=somebody.pk, organisation_id=1)

    [event] = audit.own_events(limit=1)
    assert event.actor_id == inside.user_id


def test_a_background_task_has_no_actor(organisation: Organisation) -> None:
    with scope.enter(organisation=organisation):
        audit.record("notice.posted")

        assert audit.own_events(limit=1)[0].actor_id is None


def test_an_event_can_not_be_written_outside_a_scope(db: None) -> None:
    with pytest.raises(Error, match="no organisation in context"), transaction.atomic():
        audit.record("consent.recorded")


def test_a_forged_context_writes_nothing(inside: Membership) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', '1.1..1.9999999999.00', true)")

    with pytest.raises(Error, match="forged"), transaction.atomic():
        audit.record("consent.recorded")


@pytest.mark.parametrize("action", ["consent.recorded", "case.closed", "", "signs_in.done"])
def test_outside_an_organisation_only_sign_ins_are_written(inside: Membership, action: str) -> None:
    with pytest.raises(Error), transaction.atomic():
        audit.record_outside(action, inside.user_id)


def test_an_organisation_reads_its_own_events(inside: Membership, other_organisation: Organisation) -> None:
    audit.record("consent.recorded")

    with scope.enter(organisation=other_organisation):
        audit.record("case.opened")
        there = [event.action for event in audit.own_events()]
    here = [event.action for event in audit.own_events()]

    assert {"consent.recorded", "case.opened"} & set(here) == {"consent.recorded"}
    assert {"consent.recorded", "case.opened"} & set(there) == {"case.opened"}


def test_events_come_newest_first_and_page_by_page(inside: Membership) -> None:
    for number in range(5):
        audit.record("section.read", number=number)

    first = audit.own_events(limit=2)
    second = audit.own_events(limit=2, before=first[-1].id)

    assert [event.meta["number"] for event in first + second] == [4, 3, 2, 1]


def test_what_is_rolled_back_leaves_no_event(inside: Membership) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        audit.record("case.closed")
        raise ZeroDivisionError

    assert "case.closed" not in [event.action for event in audit.own_events()]


def test_an_act_whose_event_can_not_be_written_does_not_happen(inside: Membership) -> None:
    with pytest.raises(Error), transaction.atomic():  # noqa: PT012
        Membership.objects.filter(pk=inside.pk).update(job_title="Changed")
        audit.record("x")

    assert Membership.objects.get(pk=inside.pk).job_title == ""


def test_a_section_that_was_opened_is_on_record(inside: Membership) -> None:
    audit.read_section(inside, "G")

    [event] = audit.own_events(limit=1)
    assert (event.action, event.ref, event.meta) == ("section.read", inside.public_id, {"section": "G"})


def test_a_denied_page_is_on_record(worker: Membership, as_member) -> None:
    assert as_member(worker).get("/settings/members/").status_code == 404

    with scope.enter(organisation=worker.organisation):
        [event] = audit.own_events(limit=1)
    assert (event.action, event.actor_id, event.meta) == (
        "access.denied", worker.user_id, {"acts": ["manage_members"]},
    )  # fmt: skip


def test_meta_takes_dates_and_codes_as_text(inside: Membership) -> None:
    audit.record("consent.recorded", on_day=inside.created_at.date())

    assert json.dumps(audit.own_events(limit=1)[0].meta) == json.dumps(
        {"on_day": str(inside.created_at.date())}
    )


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_sign_in_and_failure_are_on_record(worker: Membership, as_member) -> None:
    as_member(worker)
    Client().post("/account/login/", {"login": worker.user.email, "password": "wrong-lamp"})

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT action, actor_id FROM audit.event WHERE organisation_id IS NULL ORDER BY id DESC LIMIT 2"
        )
        newest = cursor.fetchall()
    assert newest == [("sign_in.failed", None), ("sign_in.done", worker.user_id)]
