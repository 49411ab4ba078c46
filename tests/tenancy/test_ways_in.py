"""Whoever comes another way than by a page has to say for which organisation, or sees nothing at all."""

import pytest
from django.core.management import call_command
from django.db import Error, connections, transaction

from cases.models import Case
from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.scope import ScopeError
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LOOK = "from cases.models import Case; print(Case.objects.count())"


@pytest.fixture
def case(worker: Membership) -> Case:
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        return CaseFactory(case_manager=worker)


def test_a_shell_sees_nothing_until_it_enters_an_organisation(
    case: Case, stranger: Membership, capsys: pytest.CaptureFixture
) -> None:
    enter = "from renate.tenancy import scope\nwith scope.enter(organisation={0}):\n    {1}"

    with pytest.raises(ScopeError):
        call_command("shell", command=LOOK, verbosity=0)
    for organisation in (case.organisation_id, stranger.organisation_id):
        said = enter.format(organisation, LOOK.replace("; ", "\n    "))
        call_command("shell", command=said, verbosity=0)

    assert capsys.readouterr().out.split() == ["1", "0"]


# Committed, so that the connection of the owner has a row before it to be refused.
@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("alias", ["default", "owner"])
def test_a_statement_without_a_context_is_refused_to_the_application_and_to_migrations(
    case: Case, alias: str
) -> None:
    with (
        pytest.raises(Error, match="no organisation in context"),
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM cases_case")
