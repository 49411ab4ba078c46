"""The three walls, each with the other two off where that can be done."""

import pytest
from django.db import Error, connection, transaction

from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import OrganisationKeyring, OrganisationSettings
from tests.factories.accounts import MembershipFactory


def test_a_query_outside_a_scope_raises(organisation):
    with pytest.raises(scope.ScopeError):
        OrganisationSettings.objects.exists()


def test_a_queryset_built_in_one_scope_reads_the_scope_it_runs_in(organisation, other_organisation):
    with scope.enter(organisation=organisation):
        MembershipFactory()
        query = Membership.objects.all()

    with scope.enter(organisation=other_organisation):
        assert query.count() == 0


def test_a_row_of_another_organisation_is_not_saved(organisation, other_organisation):
    with scope.enter(organisation=organisation):
        member = MembershipFactory()

    with scope.enter(organisation=other_organisation), pytest.raises(scope.ScopeError):
        member.save()


def test_raw_sql_sees_only_its_own_organisation(organisation, other_organisation):
    with scope.enter(organisation=organisation):
        MembershipFactory()

    with scope.enter(organisation=other_organisation), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_membership")
        assert cursor.fetchone()[0] == 0


def test_raw_sql_without_a_context_raises(organisation):
    with pytest.raises(Error, match="no organisation in context"), transaction.atomic():
        connection.cursor().execute("SELECT * FROM tenancy_organisationsettings")


def test_a_forged_context_raises(organisation, other_organisation):
    with scope.enter(organisation=organisation), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.ctx')")
        token = cursor.fetchone()[0].split(".")
        token[0] = str(other_organisation.pk)
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [".".join(token)])
        with pytest.raises(Error, match="forged context"), transaction.atomic():
            cursor.execute("SELECT * FROM tenancy_organisationsettings")


def test_the_application_can_not_read_the_verifying_key(db):
    with pytest.raises(Error, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT * FROM app.context_key")


def test_keys_of_another_organisation_are_refused(organisation, other_organisation):
    from renate.tenancy.keys import keyring

    with scope.enter(organisation=organisation):
        assert OrganisationKeyring.objects.count() == 2
        with pytest.raises(scope.ScopeError):
            keyring.data_key(other_organisation.pk, 1)
