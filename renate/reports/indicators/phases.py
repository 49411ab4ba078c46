"""Movement through the phases (T7): entered, left, how long, beyond the programme."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase
from reintegration.models import PhasePeriod, ProgrammeCycle
from renate.reports.indicators.base import Frame, Indicator, Measures
from renate.reports.indicators.groups import phase_now, phase_since

# Days that months make, generously: 36 months are at most 1096 days.
BANDS = (("0-3", 92), ("4-12", 366), ("13-36", 1096), ("37+", None))


def count_movements(frame: Frame) -> Measures:
    """Persons who entered and who left each phase in the period."""
    periods = PhasePeriod.objects.filter(cycle__case__person__pk__among=frame.assisted_ids)
    span = (frame.from_on, frame.last)
    rows = periods.values_list("phase").annotate(
        entered=Count("cycle__case__person", distinct=True, filter=Q(from_on__range=span)),
        left=Count("cycle__case__person", distinct=True, filter=Q(to_on__range=span)),
    )
    found: Measures = {
        f"assisted|{move}={phase}": 0 for move in ("entered", "left") for phase in Phase.values
    }
    for phase, entered, left in rows:
        found |= {f"assisted|entered={phase}": entered, f"assisted|left={phase}": left}
    return found


def _by_band(frame: Frame, field: str) -> dict[str, Count]:
    """Counts of rows by the time since a day of theirs."""
    found, upper = {}, None
    for band, days in BANDS:
        young = Q(**{f"{field}__gt": frame.as_at - timedelta(days=days)}) if days else Q()
        old = Q(**{f"{field}__lte": frame.as_at - timedelta(days=upper)}) if upper else Q()
        found[f"n_{band}"] = Count("pk", filter=young & old)
        upper = days
    return found


def count_months(frame: Frame) -> Measures:
    """Persons with a running cycle by the time since it began."""
    running = (
        ProgrammeCycle.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=frame.as_at),
            case__person__pk__among=frame.assisted_ids,
            started_on__lte=frame.as_at,
        )
        .order_by("case__person", "-started_on", "-pk")
        .distinct("case__person")
    )
    cycles = ProgrammeCycle.objects.filter(pk__among=list(running.values_list("pk", flat=True)))
    prolonged = PhasePeriod.objects.filter(
        cycle=OuterRef("pk"), phase=Phase.EXTENDED, from_on__lte=frame.as_at
    )
    extended = Count("pk", filter=Q(Exists(prolonged)))
    counts = cycles.aggregate(all=Count("pk"), extended=extended, **_by_band(frame, "started_on"))
    found: Measures = {f"running|months={band}": counts[f"n_{band}"] for band, _days in BANDS}
    return found | {"running": counts["all"], "running|extended": counts["extended"]}


def count_in_phase(frame: Frame) -> Measures:
    """Assisted persons by phase at the cut-off and by the time since that phase began."""
    people = frame.assisted().annotate(phase=phase_now(frame), since=phase_since(frame))
    found: Measures = {
        f"assisted|phase={phase}|since={band}": 0 for phase in Phase.values for band, _days in BANDS
    }
    for row in people.values("phase").annotate(**_by_band(frame, "since")):
        if row["phase"] in Phase.values:
            found |= {
                f"assisted|phase={row['phase']}|since={band}": row[f"n_{band}"] for band, _days in BANDS
            }
    return found


INDICATORS = (
    Indicator(
        "movements",
        _("Moves between phases"),
        _(
            "Assisted persons who entered or left a phase in the period, each counted once for each phase. "
            "Steps back are moves too."
        ),
        _("persons"),
        ("R-03",),
        count_movements,
    ),
    Indicator(
        "months",
        _("Time in the programme"),
        _(
            "Assisted persons whose programme cycle was running at the cut-off date, by the time since it "
            "began. Extended: the phase beyond month 36 had begun by the cut-off date."
        ),
        _("persons"),
        ("S3-30", "R-07"),
        count_months,
    ),
    Indicator(
        "in_phase",
        _("Time in the present phase"),
        _(
            "Assisted persons by the phase in which they stood at the cut-off date, and by the time since "
            "that phase had begun."
        ),
        _("persons"),
        ("S3-31", "R-01"),
        count_in_phase,
    ),
)
