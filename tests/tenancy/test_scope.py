"""The scope: entered, nested, left, and never carried by a connection into somebody else's transaction."""

import threading
from collections.abc import Iterator

import pytest
from django.db import Error, connection, transaction

from renate.accounts.models import Invitation, Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation, OrganisationSettings
from renate.tenancy.scope import LIFETIME_SECONDS, Scope, ScopeError


def _database_says() -> int | None:
    """The organisation that the database believes in, by the signed context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.org()")
        found: int | None = cursor.fetchone()[0]
        return found


def _present(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [token])


def _pid() -> int:
    pid: int = connection.connection.info.backend_pid
    return pid


def _later(seconds: int = LIFETIME_SECONDS) -> int:
    return int(scope.wall_clock()) + seconds


@pytest.fixture
def two(organisation: Organisation, other_organisation: Organisation) -> tuple[int, int]:
    return organisation.pk, other_organisation.pk


# nesting


def test_leaving_an_inner_scope_restores_the_outer_one(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        with scope.enter(organisation=two[1]):
            inner = (scope.organisation_id(), _database_says())
        outer = (scope.organisation_id(), _database_says())

    assert inner == (two[1], two[1])
    assert outer == (two[0], two[0])


def test_an_inner_scope_that_fails_restores_the_outer_one(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        with pytest.raises(ZeroDivisionError), scope.enter(organisation=two[1]):
            raise ZeroDivisionError

        assert (scope.organisation_id(), _database_says()) == (two[0], two[0])


def test_an_inner_scope_that_breaks_the_transaction_restores_the_outer_one(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        with pytest.raises(Error), scope.enter(organisation=two[1]):
            connection.cursor().execute("SELECT 1/0")

        assert (scope.organisation_id(), _database_says()) == (two[0], two[0])


def test_rolling_back_to_a_savepoint_keeps_the_scope(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
            with scope.enter(organisation=two[1]):
                pass
            raise ZeroDivisionError

        assert _database_says() == two[0]


def test_after_the_outermost_scope_nothing_is_in_context(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        pass

    with pytest.raises(ScopeError):
        scope.current()
    with pytest.raises(Error, match="no organisation in context"), transaction.atomic():
        _database_says()


def test_an_anonymous_part_of_a_scope_sees_nothing(two: tuple[int, int]) -> None:
    with scope.enter(organisation=two[0]):
        with scope.leave(), pytest.raises(ScopeError):
            OrganisationSettings.objects.count()

        assert OrganisationSettings.objects.count() == 1


def test_what_a_failed_scope_wrote_is_gone(two: tuple[int, int]) -> None:
    with pytest.raises(ZeroDivisionError), scope.enter(organisation=two[0]):  # noqa: PT012
        OrganisationSettings.objects.update(caseload_warning=99)
        raise ZeroDivisionError

    with scope.enter(organisation=two[0]):
        assert OrganisationSettings.objects.get().caseload_warning == 20


def test_a_new_thread_starts_without_a_scope(two: tuple[int, int]) -> None:
    seen: list[Scope | None] = []

    with scope.enter(organisation=two[0]):
        thread = threading.Thread(target=lambda: seen.append(scope.current_or_none()))
        thread.start()
        thread.join()

    assert seen == [None]


# scopes without an organisation


def test_the_platform_keeps_the_directory_and_sees_no_tenant_row(two: tuple[int, int]) -> None:
    with scope.enter(platform=True):
        assert Organisation.objects.filter(pk__in=two).count() == 2
        with pytest.raises(ScopeError):
            OrganisationSettings.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tenancy_organisationsettings")
            assert cursor.fetchone()[0] == 0


def test_a_person_between_organisations_sees_their_own_seats_only(
    worker: Membership, stranger: Membership
) -> None:
    with scope.enter(user=worker.user):
        assert list(Membership.own.all()) == [worker]
        with pytest.raises(ScopeError):
            Membership.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT array_agg(id) FROM accounts_membership")
            assert cursor.fetchone()[0] == [worker.pk]


def test_a_member_can_not_add_an_organisation(inside: Membership) -> None:
    organisation = Organisation(name="New", short_name="New", country="AL")

    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        organisation.save()


def test_a_member_can_not_edit_the_entry_of_another_organisation(
    inside: Membership, other_organisation: Organisation
) -> None:
    changed = Organisation.objects.filter(pk=other_organisation.pk).update(name="Taken")

    assert changed == 0


# the context itself


@pytest.fixture
def bound(two: tuple[int, int]) -> Iterator[tuple[int, int]]:
    with scope.enter(organisation=two[0]):
        yield two


def test_a_context_signed_with_another_key_is_refused(bound: tuple[int, int], settings) -> None:
    settings.CONTEXT_KEY = "11" * 32
    _present(scope.sign(Scope(bound[1]), _pid(), _later()))

    with pytest.raises(Error, match="forged context"), transaction.atomic():
        _database_says()


@pytest.mark.parametrize("part", range(5))
def test_a_context_altered_in_any_part_is_refused(bound: tuple[int, int], part: int) -> None:
    parts = scope.sign(Scope(bound[0], 7), _pid(), _later()).split(".")
    parts[part] = "p" if part == 2 else f"{parts[part]}1"
    _present(".".join(parts))

    with pytest.raises(Error, match="forged context"), transaction.atomic():
        _database_says()


def test_a_context_that_has_run_out_is_refused(bound: tuple[int, int]) -> None:
    _present(scope.sign(Scope(bound[0]), _pid(), _later(-1)))

    with pytest.raises(Error, match="expired"), transaction.atomic():
        _database_says()


def test_a_context_of_another_connection_is_refused(bound: tuple[int, int]) -> None:
    _present(scope.sign(Scope(bound[1]), _pid() + 1, _later()))

    with pytest.raises(Error, match="another session"), transaction.atomic():
        _database_says()


@pytest.mark.parametrize("token", ["", "x", "1.2.3", ".....", "1..p.1.1.", "1.2.3.4.5.6.7"])
def test_what_is_no_context_is_refused(bound: tuple[int, int], token: str) -> None:
    _present(token)

    with pytest.raises(Error, match=r"no organisation in context|forged context"), transaction.atomic():
        _database_says()


@pytest.mark.parametrize(
    "statement", ["SELECT * FROM {0}", "UPDATE {0} SET public_id = 'x'", "DELETE FROM {0}"]
)
def test_without_a_context_no_statement_runs(two: tuple[int, int], statement: str) -> None:
    # A table with rows: over an empty one the planner may come to the end before it asks the policy.
    with pytest.raises(Error, match="no organisation in context"), transaction.atomic():
        connection.cursor().execute(statement.format("tenancy_organisationsettings"))


def test_raw_sql_can_not_name_another_organisation(bound: tuple[int, int]) -> None:
    read = "SELECT id FROM tenancy_organisationkeyring WHERE organisation_id = %s"
    write = "UPDATE tenancy_organisationsettings SET caseload_warning = 1 WHERE organisation_id = %s"

    with connection.cursor() as cursor:
        cursor.execute(read, [bound[1]])
        seen = cursor.rowcount
        cursor.execute(write, [bound[1]])
        changed = cursor.rowcount

    assert (seen, changed) == (0, 0)


def test_raw_sql_can_not_move_a_row_to_another_organisation(bound: tuple[int, int]) -> None:
    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        connection.cursor().execute(
            "UPDATE tenancy_organisationsettings SET organisation_id = %s", [bound[1]]
        )


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE accounts_invitation",
        "ALTER TABLE accounts_invitation DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE accounts_invitation NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON accounts_invitation",
        "CREATE POLICY mine ON accounts_invitation USING (true)",
        "SET ROLE renate_owner",
        "SET SESSION AUTHORIZATION renate_owner",
        "ALTER TABLE accounts_invitation DISABLE TRIGGER ALL",
        "SET session_replication_role = 'replica'",
        "CREATE TABLE mine (id int)",
        "CREATE FUNCTION app.org() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
        "UPDATE app.context_key SET inner_pad = ''",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'x', now())",
    ],
)
def test_the_application_can_not_lift_the_wall(bound: tuple[int, int], statement: str) -> None:
    with pytest.raises(Error, match=r"permission denied|must be owner|denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_switching_row_security_off_fails_instead_of_showing_all(bound: tuple[int, int]) -> None:
    connection.cursor().execute("SET LOCAL row_security = off")

    with pytest.raises(Error, match="row-level security"), transaction.atomic():
        connection.cursor().execute("SELECT * FROM accounts_invitation")


def test_the_context_is_asked_once_a_statement(bound: tuple[int, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM accounts_invitation")
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "InitPlan" in plan
    assert Invitation.objects.count() == 0
