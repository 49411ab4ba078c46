"""Nothing crosses but the package: by ORM and raw SQL, for the receiver and for a third organisation."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from cases.models import Case, Consent, Person
from referrals import exchange, lifecycle
from referrals.managers import TwoSidedManager
from referrals.models import (
    PackageMessage,
    PackageReading,
    PersonRequest,
    Referral,
    ReferralPackage,
    ReferralPackageGroupObjectPermission,
    ReferralPackageUserObjectPermission,
)
from referrals.operations import Feedback, give_feedback, read_section
from referrals.operations.requests import ask_about_person
from referrals.sql import TABLES
from renate.accounts.models import Membership
from renate.notices.models import Notice
from renate.tenancy import scope
from tests.referrals.conftest import TODAY

SHARED = (
    ReferralPackage,
    PackageReading,
    PackageMessage,
    PersonRequest,
    ReferralPackageUserObjectPermission,
    ReferralPackageGroupObjectPermission,
)


@contextmanager
def at(member: Membership) -> Iterator[None]:
    with scope.enter(organisation=member.organisation_id, user=member.user_id):
        yield


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def read(accepted: ReferralPackage, taker: Membership) -> ReferralPackage:
    """Accepted, opened and answered once, and asked about, so that every shared table has rows."""
    told = Feedback("arrived", TODAY)
    with at(taker):
        read_section(by=taker, on=TODAY, package=accepted, section="A")
        give_feedback(by=taker, on=TODAY, package=accepted, feedback=told)
    with scope.enter(organisation=accepted.organisation_id):
        sender = accepted.referral.made_by
        case, there = accepted.referral.case, accepted.receiver
        ask_about_person(by=sender, on=TODAY, case=case, counterpart=there, question="Known?")
    return accepted


@pytest.mark.rule("R-25")
def test_receiver_sees_only_the_summary_before_acceptance(
    offered: ReferralPackage, answerer: Membership
) -> None:
    with at(answerer):
        package = ReferralPackage.objects.get()

        assert package.public_id == offered.public_id
        assert (package.payload, package.wrapped_key, package.network_ref) == (None, None, "")
        assert "Mirela" not in str(package.summary)
        assert "2001" not in str(package.summary)
        assert not Referral.objects.exists()


@pytest.mark.rule("R-25")
def test_receiver_reaches_no_row_of_the_sender(read: ReferralPackage, answerer: Membership) -> None:
    with at(answerer):
        assert not Person.objects.exists()
        assert not Case.objects.exists()
        assert not Consent.objects.exists()
        assert [referral.direction for referral in Referral.objects.all()] == ["in"]
        assert {notice.organisation_id for notice in Notice.objects.all()} == {answerer.organisation_id}
        with pytest.raises(Referral.DoesNotExist):
            _ = ReferralPackage.objects.get().referral


@pytest.mark.rule("R-25")
def test_third_organisation_sees_nothing(read: ReferralPackage, outsider: Membership) -> None:
    with at(outsider):
        for model in SHARED:
            assert not model.objects.exists(), model
        assert not Notice.objects.exists()
        for table in TABLES:
            assert count(table) == 0, table


def test_both_sides_see_shared_rows_by_raw_sql_and_the_receiver_changes_none(
    read: ReferralPackage, worker: Membership, answerer: Membership
) -> None:
    with at(worker):
        assert [table for table in TABLES if count(table) == 0] == []
    with at(answerer), connection.cursor() as cursor:
        for table in TABLES:
            assert count(table) >= 1, table
            cursor.execute(f"UPDATE {table} SET updated_at = now()")
            assert cursor.rowcount == 0, table
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0, table


def test_receiver_puts_no_row_into_the_sender(read: ReferralPackage, answerer: Membership) -> None:
    with at(answerer), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE referrals_referral SET organisation_id = %s", [read.organisation_id])


def test_receiver_changes_nothing_by_the_orm_and_a_third_is_hidden_from_by_it_alone(
    read: ReferralPackage, answerer: Membership, outsider: Membership
) -> None:
    for model in SHARED:
        with at(answerer):
            row = model.objects.first()
            assert model.objects.all().update(updated_at=row.updated_at) == 0, model
            assert model.objects.all().delete()[0] == 0, model
            with pytest.raises(scope.ScopeError):
                row.save()
        with at(outsider):
            sql, params = model.objects.all().query.sql_with_params()
        assert sql.count("%s") >= 2, model
        assert list(params)[:2] == [outsider.organisation_id] * 2, model


def test_every_model_with_a_two_sided_manager_is_listed() -> None:
    two_sided = {
        model._meta.db_table
        for model in apps.get_models()
        if isinstance(model._default_manager, TwoSidedManager)
    }

    assert two_sided == set(TABLES)


@pytest.mark.django_db
def test_only_shared_tables_have_a_second_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, cmd FROM pg_policies WHERE policyname = 'receiver'")
        found = dict(cursor.fetchall())

    assert found == dict.fromkeys(TABLES, "SELECT")


@pytest.mark.rule("R-25")
def test_exchange_refuses_a_package_addressed_elsewhere(
    offered: ReferralPackage, outsider: Membership
) -> None:
    for step in exchange.STEPS:
        with at(outsider), pytest.raises(scope.ScopeError):
            exchange.act(offered, step, by=outsider, on=TODAY)
    with at(outsider), pytest.raises(scope.ScopeError):
        exchange.note_reading(offered, by=outsider, section="A")


def test_exchange_runs_no_step_but_those_of_a_receiver(
    offered: ReferralPackage, answerer: Membership
) -> None:
    with at(answerer), pytest.raises(scope.ScopeError, match="no step"):
        exchange.act(offered, lifecycle.open_sections, by=answerer, on=TODAY)


def test_exchange_believes_the_row_and_not_the_object(offered: ReferralPackage, outsider: Membership) -> None:
    offered.receiver_id = outsider.organisation_id

    with at(outsider), pytest.raises(scope.ScopeError):
        exchange.act(offered, lifecycle.decline, by=outsider, on=TODAY, reason="other")


def test_scope_is_restored_after_the_exchange(offered: ReferralPackage, answerer: Membership) -> None:
    with at(answerer):
        exchange.act(offered, lifecycle.decline, by=answerer, on=TODAY, reason="other")

        assert scope.organisation_id() == answerer.organisation_id
        assert count("cases_person") == 0
