"""The audit log: for the data protection officer, and nobody else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from renate import audit
from renate.accounts.models import Membership
from renate.accounts.queries import audit as queries
from renate.accounts.roles import Role
from renate.audit import signs
from renate.kit.public_ids import new_public_id
from renate.tenancy import scope

SignIn = Callable[[Membership], Client]
LOG = "/settings/audit/"
LOG_QUERIES = 12


class _File:
    """Something with a ref that was read."""

    def __init__(self) -> None:
        self.public_id = new_public_id()

    class _meta:  # noqa: N801 (as on a model)
        label_lower = "cases.case"


@pytest.fixture
def officer_of_data(cast: Callable[..., Membership]) -> Membership:
    return cast(Role.DPO)


@pytest.fixture
def browser(officer_of_data: Membership, as_member: SignIn) -> Client:
    return as_member(officer_of_data)


def _do(member: Membership, action: str, on: object = None, **meta: str) -> None:
    with scope.enter(organisation=member.organisation_id, user=member.user_id):
        audit.record(action, on=on, **meta)  # type: ignore[arg-type]


def _read_files(member: Membership, count: int) -> None:
    for _ in range(count):
        _do(member, "section.read", on=_File(), section="A")


def _set_zone(member: Membership, hour: int) -> None:
    """Give the organisation a zone in which it is this hour now."""
    offset = (hour - datetime.now(UTC).hour + 12) % 24 - 12
    with scope.enter(organisation=member.organisation_id):
        member.organisation.time_zone = f"Etc/GMT{-offset:+d}"
        member.organisation.save()


def test_the_log_shows_what_was_done_in_ones_own_organisation(
    browser: Client, worker: Membership, stranger: Membership
) -> None:
    _do(worker, "consent.recorded", purpose="services")
    _do(stranger, "phase.decided")

    page = browser.get(LOG).content.decode()

    assert "Consent recorded" in page
    assert "purpose: services" in page
    assert str(worker) in page
    assert "Phase decided" not in page


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.DPO, Role.SECRETARIAT)])
def test_the_log_is_not_there_for_other_roles(
    cast: Callable[..., Membership], as_member: SignIn, role: str
) -> None:
    assert as_member(cast(role)).get(LOG).status_code == 404


def test_the_log_is_found_in_the_navigation(browser: Client, worker: Membership, as_member: SignIn) -> None:
    assert LOG in browser.get("/account/").content.decode()
    assert LOG not in as_member(worker).get("/account/").content.decode()


def test_the_log_is_narrowed_to_a_group_a_member_and_a_ref(
    browser: Client, worker: Membership, coordinator: Membership
) -> None:
    file = _File()
    _do(worker, "section.read", on=file, section="B")
    _do(coordinator, "case.assigned", on=file)
    _do(coordinator, "shelter.opened")

    def actions(query: str) -> list[str]:
        return [line.action for line in browser.get(LOG + query).context["lines"]]

    assert actions("?group=cases") == ["Case assigned"]
    assert actions("?group=reading") == ["Opened"]
    assert "section: History" in browser.get(LOG).content.decode()
    assert actions(f"?member={coordinator.public_id}") == ["Shelter opened", "Case assigned"]
    assert actions(f"?about={file.public_id}") == ["Case assigned", "Opened"]
    assert actions(f"?about={file.public_id}&member={worker.public_id}&group=cases") == []


@pytest.mark.parametrize("query", ["?group=x", "?member=x", "?about=%00", "?before=x", f"?before={'9' * 40}"])
def test_a_filter_that_makes_no_sense_is_not_followed(
    browser: Client, worker: Membership, query: str
) -> None:
    _do(worker, "case.assigned")

    response = browser.get(LOG + query)

    assert response.status_code == 200
    assert "Case assigned" in response.content.decode()


def test_earlier_events_are_on_the_next_page_under_the_same_filter(
    browser: Client, worker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for action in ("case.opened", "case.assigned", "shelter.opened", "case.closed"):
        _do(worker, action)

    first = browser.get(f"{LOG}?group=cases")
    second = browser.get(f"{LOG}?group=cases&before={first.context['older']}")

    assert [line.action for line in first.context["lines"]] == ["Case closed", "Case assigned"]
    assert [line.action for line in second.context["lines"]] == ["Case opened"]
    assert second.context["older"] is None


def test_many_files_within_an_hour_stand_out(
    browser: Client, worker: Membership, coordinator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "MANY_FILES", 4)
    _set_zone(worker, hour=12)
    _read_files(worker, 4)
    _read_files(coordinator, 3)

    [sign] = browser.get(LOG).context["signs"]

    assert (sign.kind, sign.who, sign.files) == ("many", str(worker), 4)


def test_one_file_read_often_does_not_stand_out(
    browser: Client, worker: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signs, "MANY_FILES", 4)
    _set_zone(worker, hour=12)
    file = _File()
    for _ in range(5):
        _do(worker, "section.read", on=file, section="A")

    assert browser.get(LOG).context["signs"] == []


@pytest.mark.parametrize(("hour", "expected"), [(22, 1), (3, 1), (5, 0), (12, 0), (21, 0)])
def test_files_opened_at_night_stand_out_by_the_clock_of_the_organisation(
    browser: Client, worker: Membership, hour: int, expected: int
) -> None:
    _set_zone(worker, hour=hour)
    _read_files(worker, 2)

    found = [(sign.kind, sign.who, sign.files) for sign in browser.get(LOG).context["signs"]]

    assert found == [("night", str(worker), 2)] * expected


def test_signs_of_another_organisation_are_not_seen(
    browser: Client, stranger: Membership, worker: Membership
) -> None:
    _set_zone(worker, hour=23)
    _read_files(stranger, 3)

    assert browser.get(LOG).context["signs"] == []


def test_the_log_asks_the_same_number_of_questions_for_one_and_for_many(
    browser: Client, cast: Callable[..., Membership], django_assert_num_queries: Callable
) -> None:
    browser.get(LOG)

    _do(cast(Role.CASE_MANAGER), "case.opened")
    with django_assert_num_queries(LOG_QUERIES):
        browser.get(LOG)
    for _ in range(3):
        _do(cast(Role.CASE_MANAGER), "case.opened")
    with django_assert_num_queries(LOG_QUERIES):
        browser.get(LOG)
