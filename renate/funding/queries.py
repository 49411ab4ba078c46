"""Reads over grants: budget against spending (T21)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from renate.funding.codes import CostCategory
from renate.funding.models import Grant

NOTHING = Decimal(0)


@dataclass(frozen=True)
class BudgetRow:
    """One category of one grant: planned, spent, left."""

    label: str
    budget: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be spent; below zero when more was."""
        return self.budget - self.spent

    @property
    def percent(self) -> float | None:
        """Spent in the budget."""
        return float(100 * self.spent / self.budget) if self.budget else None

    @property
    def is_over(self) -> bool:
        """More was spent than planned."""
        return self.spent > self.budget


def budget_of(grant: Grant) -> list[BudgetRow]:
    """Each category with a line or a cost, then the whole grant; services come from the service log."""
    planned = dict(grant.lines.values_list("category").annotate(total=Sum("amount")))
    spent = dict(grant.costs.values_list("category").annotate(total=Sum("amount")))
    services = grant.deliveries.aggregate(total=Sum("cost"))["total"] or NOTHING
    if services:
        spent[CostCategory.SERVICES] = spent.get(CostCategory.SERVICES, NOTHING) + services
    rows = [
        BudgetRow(str(category.label), planned.get(category, NOTHING), spent.get(category, NOTHING))
        for category in CostCategory
        if category in planned or category in spent
    ]
    return [*rows, BudgetRow("Whole grant", grant.amount, sum(spent.values(), NOTHING))]
