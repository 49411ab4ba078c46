"""Who was assisted (T1, T2)."""

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import Sex
from renate.reports.codes import AgeGroup
from renate.reports.indicators.base import Frame, Indicator, Measures, by_group
from renate.reports.indicators.groups import age_at_intake, age_group

SEXES = (Sex.FEMALE, Sex.MALE, Sex.OTHER)  # "other or not known" is one group: both are few
STAGES = ("child", "adult", "unknown")
_CHILD = {AgeGroup.CHILD_0_11, AgeGroup.CHILD_12_14, AgeGroup.CHILD_15_17}


def sex_group(code: str) -> str:
    """Women, men, and all others together."""
    return code if code in SEXES else Sex.OTHER


def stage_of(age_group: str) -> str:
    """Child, adult, or not known."""
    if age_group == AgeGroup.UNKNOWN:
        return "unknown"
    return "child" if age_group in _CHILD else "adult"


def count_assisted(frame: Frame) -> Measures:
    """Distinct persons with a service in the period; new when it was their first ever."""
    first = (
        frame.services()
        .to_primary()
        .values("case__person")
        .annotate(first=Min("on"), hits=Count("pk", filter=Q(on__range=(frame.from_on, frame.last))))
        .filter(hits__gt=0)
    )
    found = first.aggregate(total=Count("first"), new=Count("first", filter=Q(first__gte=frame.from_on)))
    return {
        "assisted": found["total"],
        "assisted|since=new": found["new"],
        "assisted|since=continuing": found["total"] - found["new"],
    }


def count_years(frame: Frame) -> Measures:
    """Distinct persons with a service of their own in each calendar year of the period."""
    rows = frame.deliveries().to_primary().values_list("on__year")
    found: Measures = {f"assisted|year={year}": 0 for year in range(frame.from_on.year, frame.last.year + 1)}
    return found | {
        f"assisted|year={year}": number
        for year, number in rows.annotate(n=Count("case__person", distinct=True))
    }


def count_ever_assisted(frame: Frame) -> Measures:
    """Distinct persons with any service by the cut-off."""
    return {"ever": len(frame.ever_ids)}


def count_secondary(frame: Frame) -> Measures:
    """Distinct family members and dependants with a service of their own in the period."""
    found = (
        frame.deliveries()
        .to_secondary()
        .filter(recipient__is_beneficiary=True)
        .aggregate(number=Count("recipient", distinct=True))
    )
    return {"secondary": found["number"]}


def count_profile(frame: Frame) -> Measures:
    """Assisted persons by sex and age group in the year of their first intake."""
    people = frame.assisted().annotate(age=age_at_intake(), group=age_group())
    rows = list(people.values("sex", "group").annotate(n=Count("pk")).values_list("sex", "group", "n"))
    found = by_group(((sex, n) for sex, _age, n in rows), "assisted|sex", SEXES, Sex.OTHER)
    found |= by_group(((group, n) for _sex, group, n in rows), "assisted|age", AgeGroup.values, "unknown")
    found |= {f"assisted|stage={stage}": 0 for stage in STAGES}
    found |= {f"assisted|sex={sex}|stage={stage}": 0 for sex in SEXES for stage in STAGES}
    for sex, group, number in rows:
        found[f"assisted|stage={stage_of(group)}"] += number
        found[f"assisted|sex={sex_group(sex)}|stage={stage_of(group)}"] += number
    return found


INDICATORS = (
    Indicator(
        "assisted",
        _("Assisted persons"),
        _(
            "Persons who received at least one service of their own in the period, each counted once. "
            "New: the first service ever lies in the period. Continuing: it lies before."
        ),
        _("persons"),
        ("S3-62", "R-12"),
        count_assisted,
    ),
    Indicator(
        "years",
        _("Assisted persons by year"),
        _(
            "Assisted persons with a service of their own in the calendar year, as far as it lies in the "
            "period. A person assisted in several years is counted in each."
        ),
        _("persons"),
        ("S3-62",),
        count_years,
    ),
    Indicator(
        "ever",
        _("Persons assisted so far"),
        _("Persons who received at least one service of their own by the cut-off date, each counted once."),
        _("persons"),
        ("S3-62",),
        count_ever_assisted,
    ),
    Indicator(
        "secondary",
        _("Secondary beneficiaries"),
        _(
            "Family members and dependants of assisted persons who received at least one service of "
            "their own in the period. They are never added to the assisted persons."
        ),
        _("persons"),
        ("S3-64",),
        count_secondary,
    ),
    Indicator(
        "profile",
        _("Profile of assisted persons"),
        _(
            "Assisted persons by sex and by age at intake: the year of the first intake minus the year "
            "of birth. Children are those who had not reached 18 in that year."
        ),
        _("persons"),
        ("S3-87",),
        count_profile,
    ),
)
