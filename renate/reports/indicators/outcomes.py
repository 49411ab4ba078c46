"""How assistance ended, and success as at a date (T13)."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, ClosureReason, ClosureState
from cases.models import ClosureRequest
from reintegration.models import ProgrammeCycle
from renate.reports.indicators.base import Frame, Indicator, Measures, by_group

OUTCOMES = (
    ClosureOutcome.SUCCESSFUL,
    ClosureOutcome.PARTLY,
    ClosureOutcome.NOT,
    ClosureOutcome.ELSEWHERE,
    ClosureOutcome.UNKNOWN,
)
NO_REASON = "not_recorded"


def ended_cycles(frame: Frame) -> Any:
    """The newest programme cycle of each assisted person, where it had ended by the cut-off."""
    newest = (
        ProgrammeCycle.objects.filter(started_on__lte=frame.as_at, case__person__pk__among=frame.assisted_ids)
        .order_by("case__person", "-started_on", "-pk")
        .distinct("case__person")
    )
    ids = list(newest.values_list("pk", flat=True))
    return ProgrammeCycle.objects.filter(pk__among=ids, ended_on__lte=frame.as_at)


def still_stands(frame: Frame) -> Q:
    """No later exploitation, known by the cut-off, has overtaken the outcome (R-10)."""
    return (
        Q(case__superseded_on__isnull=True)
        | Q(case__superseded_on__gt=frame.as_at)
        | Q(case__superseded_on__lt=F("ended_on"))  # reached in a later cycle
    )


def count_outcomes(frame: Frame) -> Measures:
    """Persons whose newest cycle has ended, by outcome, while no later exploitation overtook it."""
    rows = list(
        ended_cycles(frame)
        .values_list("end_outcome")
        .annotate(n=Count("pk", filter=still_stands(frame)), all=Count("pk"))
    )
    found = by_group(((outcome, n) for outcome, n, _all in rows), "assisted|outcome", OUTCOMES, "unknown")
    ended = sum(every for _outcome, _n, every in rows)
    standing = sum(found.values())
    return found | {"assisted|ended": ended, "assisted|outcome=overtaken": ended - standing}


def count_reasons(frame: Frame) -> Measures:
    """The same persons by the reason for closing that stood at the cut-off."""
    decided = (
        ClosureRequest.objects.filter(case=OuterRef("case"), state=ClosureState.APPROVED, on__lte=frame.as_at)
        .order_by("-on", "-pk")
        .values("reason")[:1]
    )
    reason = Coalesce(Subquery(decided), NullIf(F("case__closure_reason"), Value("")), Value(NO_REASON))
    rows = ended_cycles(frame).annotate(reason=reason).values_list("reason").annotate(n=Count("pk"))
    return by_group(rows, "assisted|reason", [*ClosureReason.values, NO_REASON], NO_REASON)


INDICATORS = (
    Indicator(
        "outcomes",
        _("Outcomes"),
        _(
            "Assisted persons whose newest programme cycle had ended by the cut-off date, by the outcome "
            "that was approved at closure. Successfully reintegrated: that outcome, and no new "
            "trafficking experience known by the cut-off date that overtook it. The share is given both "
            "of all assisted persons and of those whose cycle has ended."
        ),
        _("persons"),
        ("S3-63", "R-10"),
        count_outcomes,
    ),
    Indicator(
        "reasons",
        _("Reasons for closing"),
        _("The same persons by the reason for closing."),
        _("persons"),
        ("R-14",),
        count_reasons,
    ),
)
