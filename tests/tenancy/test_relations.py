"""Two filters in a row over a relation to many rows: the trap by which a check lets a stranger in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q

from cases.models import Case, CaseTeamMember, CaseUserObjectPermission
from renate.tenancy.relations import ChainedFilter

TEAM = Case.objects.filter(team__membership=1)
CHAINED: dict[str, Callable[[], Any]] = {
    "filter after filter": lambda: TEAM.filter(team__kind="cover"),
    "with something between": lambda: TEAM.order_by("pk").exclude(status="closed").filter(team__kind="cover"),
    "inside a condition": lambda: TEAM.filter(Q(status="open") | ~Q(Q(team__to_on=None))),
    "on the way to more": lambda: TEAM.filter(team__membership__role="deputy"),
    "through a single row": lambda: CaseTeamMember.objects.filter(case__team=1).filter(case__team__kind="x"),
    "of two querysets": lambda: TEAM & Case.objects.filter(team__kind="cover"),
    "by get": lambda: TEAM.get(team__kind="cover"),
    "of grants": lambda: Case.objects.filter(user_grants__user=1).filter(user_grants__permission=1),
    "of a person's groups": lambda: CaseUserObjectPermission.objects.filter(user__groups=1).filter(
        user__groups__name="x"
    ),
}


@pytest.mark.parametrize("chained", CHAINED.values(), ids=CHAINED)
def test_a_second_filter_over_the_same_rows_is_refused(chained: Callable[[], Any]) -> None:
    with pytest.raises(ChainedFilter):
        chained()


def test_one_filter_for_one_row_and_other_filters_beside_it_are_asked() -> None:
    both = Case.objects.filter(team__membership=1, team__kind="cover").filter(status="open")
    single = CaseTeamMember.objects.filter(case__status="open").filter(case__case_manager=1)

    assert [sum(map(bool, q.query.alias_refcount.values())) for q in (both, single)] == [2, 2]
