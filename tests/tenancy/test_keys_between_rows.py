"""Foreign keys carry the organisation: the database's own checks can't be used to reach a foreign row."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.tenancy.specimens import Clip, Cover, Paper

pytestmark = pytest.mark.usefixtures("specimens")


@pytest.fixture
def foreign(other_organisation: Organisation) -> Paper:
    with scope.enter(organisation=other_organisation):
        return Paper.objects.create(title="foreign")


def _insert(table: str, paper: int, organisation: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (organisation_id, paper_id, public_id, created_at, updated_at)"
            " VALUES (%s, %s, 'x', now(), now())",
            [organisation, paper],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("table", ["specimens_clip", "specimens_cover"])
def test_a_row_can_not_hang_on_a_foreign_row(inside: Membership, foreign: Paper, table: str) -> None:
    with pytest.raises(IntegrityError, match="foreign key"):
        _insert(table, foreign.pk, inside.organisation_id)


def test_a_row_can_not_be_put_into_another_organisation(inside: Membership, foreign: Paper) -> None:
    with pytest.raises(Error, match="row-level security"):
        _insert("specimens_clip", foreign.pk, foreign.organisation_id)


def test_a_row_hangs_on_a_row_of_its_own(inside: Membership) -> None:
    paper = Paper.objects.create()

    _insert("specimens_clip", paper.pk, inside.organisation_id)

    assert Clip.objects.filter(paper=paper).count() == 1


def test_one_to_one_is_kept_inside_the_organisation(inside: Membership) -> None:
    paper = Paper.objects.create()
    Cover.objects.create(paper=paper)

    with pytest.raises(IntegrityError, match="duplicate key"):
        _insert("specimens_cover", paper.pk, inside.organisation_id)


def test_one_to_one_does_not_tell_of_a_foreign_row(inside: Membership, foreign: Paper) -> None:
    with scope.enter(organisation=foreign.organisation_id):
        Cover.objects.create(paper=foreign)

    with pytest.raises(IntegrityError, match="foreign key"):
        _insert("specimens_cover", foreign.pk, inside.organisation_id)


def test_the_same_public_id_may_stand_in_two_organisations(inside: Membership, foreign: Paper) -> None:
    paper = Paper.objects.create(public_id=foreign.public_id)

    assert paper.public_id == foreign.public_id
