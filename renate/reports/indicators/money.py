"""Grants in euros (T21). They are added up whole, and never divided by persons (domain 2.9)."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from renate.funding.codes import FundingKind
from renate.funding.models import Grant
from renate.reports.indicators.base import Frame, Indicator, Measures


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


INDICATORS = (
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
