"""The figures of the first years as plain queries over rows: to see that the demo is what it should be.

Reports have definitions of their own; that both agree is shown by a test.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from cases.codes import ClosureOutcome, RelationToAssistance
from cases.models import Person
from reintegration.models import ProgrammeCycle, ServiceDelivery
from renate.demo.figures import GRANTS_FROM, GRANTS_TO, PERIOD_FROM, PERIOD_TO
from renate.funding.models import Grant
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from renate.tenancy.models.organisation import OrganisationKind


@dataclass(frozen=True)
class Figures:
    """What is counted; figures of several organisations add up."""

    assisted: int = 0
    secondary: int = 0
    reintegrated: int = 0
    previously: int = 0
    again: int = 0
    grants: Decimal = Decimal(0)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def count() -> Figures:
    """The figures of all member organisations together, each counted in its own scope."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.filter(kind=OrganisationKind.MEMBER))
    total = Figures()
    for organisation in organisations:
        with scope.enter(organisation=organisation):
            total += count_here()
    return total


def count_here() -> Figures:
    """The figures of the organisation in scope."""
    deliveries = ServiceDelivery.objects.between(PERIOD_FROM, PERIOD_TO)
    assisted = set(deliveries.to_primary().values_list("case__person", flat=True))
    people = Person.objects.filter(pk__in=assisted)
    before = people.filter(episodes__relation_to_assistance=RelationToAssistance.BEFORE)
    again = people.filter(
        episodes__relation_to_assistance=RelationToAssistance.AFTER, episodes__started_on__lte=PERIOD_TO
    )
    grants = Grant.objects.filter(from_on__gte=GRANTS_FROM, to_on__lte=GRANTS_TO)
    return Figures(
        assisted=len(assisted),
        secondary=deliveries.to_secondary().values("recipient").distinct().count(),
        reintegrated=_reintegrated(assisted),
        previously=before.distinct().count(),
        again=again.distinct().count(),
        grants=grants.aggregate(total=Sum("amount"))["total"] or Decimal(0),
    )


def _reintegrated(assisted: set[int]) -> int:
    """Whose newest cycle had ended well by the cut-off, and nothing had overtaken it (R-10)."""
    newest = {}
    cycles = ProgrammeCycle.objects.filter(case__person__in=assisted, started_on__lte=PERIOD_TO)
    for cycle in cycles.select_related("case").order_by("started_on"):
        newest[cycle.case.person_id] = cycle
    return sum(
        cycle.ended_on is not None
        and cycle.ended_on <= PERIOD_TO
        and cycle.end_outcome == ClosureOutcome.SUCCESSFUL
        and (cycle.case.superseded_on is None or cycle.case.superseded_on > PERIOD_TO)
        for cycle in newest.values()
    )
