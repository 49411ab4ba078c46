"""Grants in euros (T21). They are added up whole, and never divided by persons (domain 2.9)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from renate.funding.models import Grant
from renate.reports.indicators.base import Frame, Indicator, Measures


def grants_of(frame: Frame):
    """Grants whose own period touches the period of the report."""
    grants = Grant.objects.running_between(frame.from_on, frame.to_on)
    return grants if frame.grant_ids is None else grants.filter(pk__in=frame.grant_ids)


def count_grants(frame: Frame) -> Measures:
    """Number and sum of the grants."""
    grants = grants_of(frame)
    return {"grants": grants.count(), "grants|euros": Decimal(grants.total())}


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
        ("S3-02",),
        count_grants,
    ),
)
