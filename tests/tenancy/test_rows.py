"""Wall 1: rows are read, made and changed inside the organisation in scope, in every way the ORM knows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.test.utils import CaptureQueriesContext

from renate.accounts.models import Membership
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from tests.tenancy.specimens import Clip, Cover, Paper

pytestmark = pytest.mark.usefixtures("specimens")


@pytest.fixture
def foreign(other_organisation: Organisation) -> Paper:
    """A row of the other organisation, with rows that hang on it."""
    with scope.enter(organisation=other_organisation):
        paper = Paper.objects.create(title="foreign")
        Clip.objects.create(paper=paper)
        Cover.objects.create(paper=paper)
    return paper


@pytest.fixture
def own(foreign: Paper, inside: Membership) -> Iterator[Paper]:
    """A row of one's own, while the foreign one is there to leak."""
    paper = Paper.objects.create(title="own")
    Clip.objects.create(paper=paper)
    return paper


READS: dict[str, Callable[[], Any]] = {
    "all": lambda: list(Paper.objects.all()),
    "exclude": lambda: list(Paper.objects.exclude(title="nothing")),
    "exists": lambda: Paper.objects.filter(title="foreign").exists(),
    "count": lambda: Paper.objects.count(),
    "aggregate": lambda: Paper.objects.aggregate(Count("pk")),
    "values": lambda: list(Paper.objects.values_list("title", flat=True)),
    "either": lambda: list(Paper.objects.filter(title="own") | Paper.objects.filter(title="foreign")),
    "union": lambda: list(Paper.objects.filter(title="own").union(Paper.objects.filter(title="foreign"))),
    "difference": lambda: list(Paper.objects.all().difference(Paper.objects.filter(title="own"))),
    "subquery": lambda: list(
        Clip.objects.annotate(t=Subquery(Paper.objects.filter(pk=OuterRef("paper")).values("title")[:1]))
    ),
    "inner exists": lambda: list(Clip.objects.filter(Exists(Paper.objects.filter(title="foreign")))),
    "join": lambda: list(Clip.objects.filter(paper__title="foreign")),
    "select_related": lambda: list(Clip.objects.select_related("paper")),
    "prefetch": lambda: list(Paper.objects.prefetch_related("clips")),
    "in_bulk": lambda: Paper.objects.in_bulk(),
    "iterator": lambda: list(Paper.objects.iterator()),
    "dates": lambda: list(Paper.objects.datetimes("created_at", "day")),
    "first": lambda: Paper.objects.order_by("-pk").first(),
    "base manager": lambda: list(Paper._base_manager.all()),
    "update": lambda: Paper.objects.filter(title="foreign").update(title="taken"),
    "delete": lambda: Clip.objects.filter(paper__title="foreign").delete(),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_every_query_names_the_organisation_in_scope(own: Paper, read: Callable[[], Any]) -> None:
    condition = f'"organisation_id" = ({own.organisation_id})'

    with CaptureQueriesContext(connection) as asked:
        read()

    statements = [q["sql"] for q in asked if "specimens_" in q["sql"]]
    assert statements
    for statement in statements:
        selects = statement.count("SELECT ") if "UNION" in statement or "EXCEPT" in statement else 1
        assert statement.count(condition) >= selects, statement


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_no_query_runs_outside_a_scope(foreign: Paper, read: Callable[[], Any]) -> None:
    with scope.leave(), pytest.raises(scope.ScopeError):
        read()


def test_nothing_foreign_is_found(own: Paper, foreign: Paper) -> None:
    assert list(Paper.objects.all()) == [own]
    assert not Paper.objects.filter(pk=foreign.pk).exists()
    assert list(Paper.objects.exclude(pk=own.pk)) == []
    with pytest.raises(Paper.DoesNotExist):
        Paper.objects.get(public_id=foreign.public_id)


def test_a_held_foreign_row_can_not_be_read_again(own: Paper, foreign: Paper) -> None:
    with pytest.raises(Paper.DoesNotExist):
        foreign.refresh_from_db()


def test_a_forward_key_does_not_reach_a_foreign_row(own: Paper, foreign: Paper) -> None:
    clip = Clip(paper_id=foreign.pk)

    with pytest.raises(Paper.DoesNotExist):
        _ = clip.paper


def test_backward_relations_of_a_held_foreign_row_are_empty(own: Paper, foreign: Paper) -> None:
    held = Paper(pk=foreign.pk, organisation_id=foreign.organisation_id)

    assert list(held.clips.all()) == []
    with pytest.raises(Cover.DoesNotExist):
        _ = held.cover


def test_a_new_row_is_claimed_for_the_organisation(own: Paper, inside: Membership) -> None:
    assert own.organisation_id == inside.organisation_id
    assert own.created_by_id == inside.user_id


def test_get_or_create_makes_its_own_row_beside_a_foreign_one(own: Paper, foreign: Paper) -> None:
    paper, made = Paper.objects.get_or_create(title=foreign.title)

    assert made
    assert paper.organisation_id == own.organisation_id


def test_update_or_create_does_not_touch_a_foreign_row(own: Paper, foreign: Paper) -> None:
    _, made = Paper.objects.update_or_create(title="foreign", defaults={"title": "taken"})

    assert made
    with scope.enter(organisation=foreign.organisation_id):
        assert Paper.objects.get(pk=foreign.pk).title == "foreign"


def test_rows_made_in_bulk_are_claimed(own: Paper) -> None:
    made = Paper.objects.bulk_create([Paper(title="a"), Paper(title="b")])

    assert {paper.organisation_id for paper in made} == {own.organisation_id}


CROSSINGS: dict[str, Callable[[Paper], Any]] = {
    "save": lambda foreign: foreign.save(),
    "create": lambda foreign: Paper.objects.create(organisation_id=foreign.organisation_id),
    "bulk_create": lambda foreign: Paper.objects.bulk_create(
        [Paper(organisation_id=foreign.organisation_id)]
    ),
    "full_clean": lambda foreign: foreign.full_clean(),
    "get_or_create": lambda foreign: Paper.objects.get_or_create(
        title="x", defaults={"organisation_id": foreign.organisation_id}
    ),
    "update": lambda foreign: Paper.objects.update(organisation=foreign.organisation_id),
    "update by id": lambda foreign: Paper.objects.update(organisation_id=foreign.organisation_id),
    "related create": lambda foreign: foreign.clips.create(organisation_id=foreign.organisation_id),
}


@pytest.mark.parametrize("cross", CROSSINGS.values(), ids=CROSSINGS)
def test_no_write_crosses_into_another_organisation(own: Paper, foreign: Paper, cross: Callable) -> None:
    with pytest.raises(scope.ScopeError):
        cross(foreign)


def test_a_new_row_is_looked_through_without_asking_for_what_is_at_hand(
    own: Paper, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        Clip(paper=own).full_clean()
    with django_assert_num_queries(1):
        Clip(paper_id=own.pk).full_clean()


NOT_OURS: dict[str, Callable[[Paper], Clip]] = {
    "a foreign row by its key": lambda foreign: Clip(paper_id=foreign.pk),
    "a foreign row at hand": lambda foreign: Clip(paper=foreign),
    "a row not stored": lambda foreign: Clip(paper=Paper(pk=foreign.pk)),
    "another than is at hand": lambda foreign: _hung_over(Clip(paper=Paper.objects.get()), foreign),
}


def _hung_over(clip: Clip, foreign: Paper) -> Clip:
    clip.__dict__["paper_id"] = foreign.pk
    return clip


@pytest.mark.parametrize("clip", NOT_OURS.values(), ids=NOT_OURS)
def test_a_row_may_not_hang_on_one_that_is_not_there(own: Paper, foreign: Paper, clip: Callable) -> None:
    with pytest.raises(ValidationError, match="not a valid choice"):
        clip(foreign).full_clean()


def test_a_bulk_update_can_not_move_a_row(own: Paper, foreign: Paper) -> None:
    own.organisation_id = foreign.organisation_id

    with pytest.raises(scope.ScopeError):
        Paper.objects.bulk_update([own], ["organisation"])


def test_a_bulk_update_leaves_foreign_rows_alone(own: Paper, foreign: Paper) -> None:
    foreign.title = "taken"

    assert Paper.objects.bulk_update([foreign], ["title"]) == 0


def test_deleting_a_held_foreign_row_deletes_nothing(own: Paper, foreign: Paper) -> None:
    foreign.delete()

    with scope.enter(organisation=foreign.organisation_id):
        assert Paper.objects.count() == 1


def test_an_organisation_sees_its_own_settings_only(
    inside: Membership, other_organisation: Organisation
) -> None:
    assert inside.organisation.settings().organisation_id == inside.organisation_id
    with pytest.raises(scope.ScopeError):
        other_organisation.settings()


def test_a_query_built_in_one_scope_and_run_in_two_gives_each_its_own(own: Paper, foreign: Paper) -> None:
    built: QuerySet[Paper] = Paper.objects.order_by("pk")

    here = list(built.all())
    with scope.enter(organisation=foreign.organisation_id):
        there = list(built.all())

    assert (here, there) == ([own], [foreign])
