"""The walls in the database, asked of its catalogue; then each is broken, and the guard must notice."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction

from tests.guards import catalogue

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def cursor() -> Iterator[Any]:
    """The owner, in a transaction that is rolled back."""
    owner = connections["owner"]
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        yield cursor
        transaction.set_rollback(True, using="owner")


def test_there_are_tenant_tables() -> None:
    assert {"cases_person", "accounts_invitation"} <= set(catalogue.tenant_tables())


@pytest.mark.parametrize("question", catalogue.QUESTIONS)
def test_the_catalogue_has_nothing_to_report(question: str, cursor: Any) -> None:
    assert catalogue.QUESTIONS[question](cursor) == []


# Every list above must be able to fail.
BREAKS = {
    "ALTER TABLE accounts_invitation DISABLE ROW LEVEL SECURITY": "tables_without_forced_policy",
    "ALTER TABLE accounts_invitation NO FORCE ROW LEVEL SECURITY": "tables_without_forced_policy",
    "DROP POLICY tenant ON accounts_invitation": "tables_without_forced_policy",
    "ALTER POLICY tenant ON accounts_invitation USING (true)": "tables_without_forced_policy",
    "ALTER POLICY tenant ON accounts_invitation WITH CHECK (true)": "policies_that_read_no_context",
    "ALTER POLICY own_seats ON accounts_membership USING (true)": "policies_that_read_no_context",
    "CREATE POLICY x ON accounts_invitation USING (organisation_id = app.org())": "policies_nobody_explained",
    "CREATE POLICY x ON cases_case FOR UPDATE USING (organisation_id = app.org())": "policies_that_write",
    "CREATE TABLE extra (id int)": "tables_nobody_guards",
    "CREATE TABLE extra (organisation_id bigint)": "tables_nobody_guards",
    "GRANT TRUNCATE ON accounts_invitation TO renate_app": "grants_that_go_too_far",
    "GRANT REFERENCES ON accounts_invitation TO renate_web": "grants_that_go_too_far",
    "GRANT SELECT ON accounts_invitation TO PUBLIC": "grants_that_go_too_far",
    "GRANT SELECT ON accounts_invitation TO renate_app WITH GRANT OPTION": "grants_that_go_too_far",
    "GRANT SELECT ON audit.event TO renate_app": "grants_that_go_too_far",
    "GRANT SELECT ON app.context_key TO renate_web": "grants_that_go_too_far",
    "GRANT CREATE ON SCHEMA app TO renate_app": "grants_that_go_too_far",
    "CREATE VIEW peep AS SELECT * FROM accounts_invitation": "views_that_look_with_their_owners_eyes",
    "CREATE MATERIALIZED VIEW peep AS SELECT 1 AS one": "views_that_look_with_their_owners_eyes",
    "CREATE FUNCTION app.peep() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": (
        "functions_that_could_be_turned"
    ),
    "ALTER FUNCTION app.context() RESET search_path": "functions_that_could_be_turned",
    "GRANT EXECUTE ON FUNCTION app.context() TO PUBLIC": "functions_that_could_be_turned",
    "CREATE UNIQUE INDEX peep ON accounts_invitation (email)": "unique_indexes_that_tell_of_others",
    "CREATE UNIQUE INDEX x ON accounts_invitation (lower(email))": "unique_indexes_that_tell_of_others",
    "ALTER TABLE accounts_invitation ADD COLUMN seat_id bigint REFERENCES accounts_membership (id)": (
        "foreign_keys_that_cross"
    ),
    "ALTER TABLE cases_case ALTER organisation_id DROP NOT NULL": "organisations_that_may_be_missing",
}


@pytest.mark.parametrize(("change", "question"), BREAKS.items())
def test_a_broken_wall_is_noticed(change: str, question: str, cursor: Any) -> None:
    cursor.execute(change)

    assert catalogue.QUESTIONS[question](cursor) != []


def test_every_question_but_those_about_roles_has_been_seen_to_fail() -> None:
    # Making a superuser or giving a table away takes more than the owner can.
    beyond = {"roles_with_too_much_power", "things_with_another_owner"}

    assert set(BREAKS.values()) | beyond == set(catalogue.QUESTIONS)


@pytest.mark.parametrize("table", sorted(catalogue.WITHOUT_A_POLICY))
def test_an_exception_that_is_no_longer_needed_is_taken_off_the_list(table: str, cursor: Any) -> None:
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [table])

    assert cursor.fetchall() == [(False,)]


def test_every_policy_on_the_list_is_there(cursor: Any) -> None:
    cursor.execute(
        "SELECT c.relname, p.polname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
        " WHERE p.polname <> 'tenant'"
    )

    assert set(cursor.fetchall()) == set(catalogue.MORE_POLICIES)


def test_tests_connect_as_the_application_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user, current_user, current_setting('row_security')")

        assert cursor.fetchone() == ("renate_web", "renate_web", "on")
