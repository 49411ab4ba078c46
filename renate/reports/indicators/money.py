"""Grants in euros (T21). They are added up whole, and never divided by persons (domain 2.9)."""

from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import CATEGORY_LABELS
from reintegration.codes import ProviderKind
from renate.funding.codes import CostCategory, FundingKind
from renate.funding.models import BudgetLine, Cost, Grant
from renate.reports.indicators.base import Frame, Indicator, Measures

NOTHING = Decimal(0)
EACH_GRANT = "each grant|"


def grants_of(frame: Frame):
    """Grants whose own period touches the period of the report."""
    grants = Grant.objects.running_between(frame.from_on, frame.to_on)
    return grants if frame.grant_ids is None else grants.filter(pk__in=frame.grant_ids)


def count_grants(frame: Frame) -> Measures:
    """Number and sum of the grants, by kind of source (S3-77)."""
    found: Measures = {}
    for kind in FundingKind.values:
        found |= {f"grants|kind={kind}": 0, f"grants|kind={kind}|euros": Decimal(0)}
    rows = grants_of(frame).values_list("donor__kind").annotate(n=Count("pk"), amount=Sum("amount"))
    for kind, number, amount in rows:
        found |= {f"grants|kind={kind}": number, f"grants|kind={kind}|euros": amount}
    found["grants"] = sum(int(found[f"grants|kind={kind}"]) for kind in FundingKind.values)
    found["grants|euros"] = sum(
        (found[f"grants|kind={kind}|euros"] for kind in FundingKind.values), Decimal(0)
    )
    return found


def count_spending(frame: Frame) -> Measures:
    """Euros spent in the period by category: costs entered, and services charged in the service log.

    Services follow persons: their euros are printed only where the persons are.
    """
    grants = list(grants_of(frame).values_list("pk", flat=True))
    costs = Cost.objects.filter(grant__pk__in=grants, on__range=(frame.from_on, frame.last))
    spent = dict(costs.values_list("category").annotate(total=Sum("amount")))
    charged = frame.deliveries().filter(grant__pk__among=grants)
    services = charged.aggregate(
        total=Sum("cost"), people=Count("case__person", distinct=True, filter=Q(recipient__isnull=True))
    )
    spent[CostCategory.SERVICES] = spent.get(CostCategory.SERVICES, NOTHING) + (services["total"] or NOTHING)
    found: Measures = {f"spent|{code}|euros": spent.get(code, NOTHING) for code in CostCategory.values}
    lines = BudgetLine.objects.filter(grant__pk__in=grants).values_list("category")
    planned = dict(lines.annotate(total=Sum("amount")))
    found |= {f"budget|{code}|euros": planned.get(code, NOTHING) for code in CostCategory.values}
    found |= {"spent|euros": sum(spent.values(), NOTHING), "charged": services["people"]}
    return found | _rest_of(grants, frame)


def _rest_of(grants: list[int], frame: Frame) -> Measures:
    """Spent since each grant began: what is left, and what will be at its end if it goes on like this."""
    rows = Grant.objects.filter(pk__in=grants).values_list("pk", "amount", "from_on", "to_on")
    costs = Cost.objects.filter(grant__pk__in=grants, on__lte=frame.as_at).values_list("grant")
    so_far = dict(costs.annotate(total=Sum("amount")))
    for grant, total in (
        frame.services().filter(grant__pk__among=grants).values_list("grant").annotate(total=Sum("cost"))
    ):
        so_far[grant] = so_far.get(grant, NOTHING) + (total or NOTHING)
    left = forecast = NOTHING
    for grant, amount, from_on, to_on in rows:
        spent = so_far.get(grant, NOTHING)
        left += amount - spent
        gone = (min(frame.as_at, to_on) - from_on).days + 1
        whole = (to_on - from_on).days + 1
        forecast += spent * whole / gone if gone > 0 else NOTHING
    return {"left|euros": left, "forecast|euros": forecast}


def count_each_grant(frame: Frame) -> Measures:
    """Each grant with what was spent of it by the cut-off, and the persons whose services it paid."""
    grants = grants_of(frame)
    ids = list(grants.values_list("pk", flat=True))
    costs = Cost.objects.filter(grant__pk__in=ids, on__lte=frame.as_at).values_list("grant")
    spent = dict(costs.annotate(total=Sum("amount")))
    services = frame.services().filter(grant__pk__among=ids).values("grant")
    paid = {
        row["grant"]: row
        for row in services.annotate(
            total=Sum("cost"), n=Count("case__person", distinct=True, filter=Q(recipient__isnull=True))
        )
    }
    found: Measures = {}
    for pk, code, donor, amount in grants.values_list("pk", "code", "donor__name", "amount"):
        row = paid.get(pk, {"total": NOTHING, "n": 0})
        stem = f"{EACH_GRANT}{code} · {donor}"
        found |= {f"{stem}|amount": amount, f"{stem}|persons": row["n"]}
        found[f"{stem}|spent"] = spent.get(pk, NOTHING) + (row["total"] or NOTHING)
    return found


def count_charged(frame: Frame) -> Measures:
    """Euros of services charged to the grants in the period by category of service, and the persons."""
    grants = list(grants_of(frame).values_list("pk", flat=True))
    charged = frame.deliveries().to_primary().filter(grant__pk__among=grants, cost__gt=0)
    found: Measures = {}
    for category in CATEGORY_LABELS:
        found |= {f"charged|service={category}": 0, f"charged|service={category}|euros": NOTHING}
    rows = charged.values("category").annotate(total=Sum("cost"), n=Count("case__person", distinct=True))
    for row in rows:
        if row["category"] in CATEGORY_LABELS:
            stem = f"charged|service={row['category']}"
            found |= {stem: row["n"], f"{stem}|euros": row["total"]}
    return found


def count_state(frame: Frame) -> Measures:
    """Services by the state in all services: how much stands without the organisation's own money."""
    counts = frame.deliveries().aggregate(
        all=Count("pk"), state=Count("pk", filter=Q(provider_kind=ProviderKind.STATE_SERVICE))
    )
    return {"deliveries": counts["all"], "deliveries|by=state": counts["state"]}


INDICATORS = (
    Indicator(
        "each_grant",
        _("Grants one by one"),
        _(
            "Each grant whose period touches the period of the report: its amount, its share of all these "
            "grants, and what was spent of it by the cut-off date."
        ),
        _("euros"),
        ("S3-02", "S3-77"),
        count_each_grant,
    ),
    Indicator(
        "charged",
        _("Cost of services by category"),
        _(
            "Euros of the services that persons received in the period and that were charged to a grant, by "
            "category of service. No cost of a person is given."
        ),
        _("euros, persons"),
        ("S1-16", "S3-58"),
        count_charged,
    ),
    Indicator(
        "spending",
        _("Budget and spending"),
        _(
            "Euros spent in the period out of the grants that touch it: costs charged to them, and services "
            "charged to them in the service log. Left: the grants less all that was spent by the cut-off "
            "date. Forecast: what will have been spent at their end if it goes on at the same pace."
        ),
        _("euros"),
        ("S1-16", "S3-58"),
        count_spending,
    ),
    Indicator(
        "state",
        _("Services provided by the state"),
        _("Services of the period that a state service provided, in all services of the period."),
        _("services"),
        ("S3-71", "S3-78"),
        count_state,
    ),
    Indicator(
        "grants",
        _("Grants"),
        _(
            "The whole amounts of the grants whose own period touches the period of this report. The "
            "grants' period and the period in which persons were counted differ, so no cost per person "
            "is given."
        ),
        _("euros"),
        ("S3-02", "S3-77"),
        count_grants,
    ),
)
