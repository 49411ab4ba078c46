"""T1 assisted persons, T2 their profile."""

from django.utils.translation import gettext_lazy as _

from cases.codes import Sex
from renate.reports.codes import AgeGroup
from renate.reports.indicators import Words
from renate.reports.indicators.people import SEXES, STAGES, stage_of
from renate.reports.tables.base import (
    Builder,
    Cell,
    Chart,
    Column,
    Count,
    Part,
    Ratio,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)

WOMEN_MEN = {Sex.FEMALE: _("Female"), Sex.MALE: _("Male"), Sex.OTHER: _("Other or not known")}
STAGE_LABELS = {"child": _("Children"), "adult": _("Adults"), "unknown": _("Age not known")}
_COARSE: dict[str, tuple[Words, tuple[AgeGroup, ...]]] = {
    "0-17": ("0–17", (AgeGroup.CHILD_0_11, AgeGroup.CHILD_12_14, AgeGroup.CHILD_15_17)),
    "18-24": ("18–24", (AgeGroup.ADULT_18_24,)),
    "25-34": ("25–34", (AgeGroup.ADULT_25_34,)),
    "35+": (_("35 and over"), (AgeGroup.ADULT_35_59, AgeGroup.ADULT_60)),
    "unknown": (_("Not known"), (AgeGroup.UNKNOWN,)),
}


def _assisted(builder: Builder) -> Section:
    total = builder.count("assisted", headline=True)
    builder.total("assisted", ("assisted|since=new", "assisted|since=continuing"))
    secondary = builder.count("secondary", headline=True)
    new, continuing = Count("assisted|since=new"), Count("assisted|since=continuing")
    told = (
        Sentence(
            _("In the period {n} persons were assisted[, {new} of them for the first time]."),
            n=total,
            new=new,
        ),
        Sentence(
            _("Besides them, {n} family members and dependants received services of their own."), n=secondary
        ),
    )
    bars = (
        (_("New in the period"), (new,)),
        (_("Continuing from before"), (continuing,)),
        (_("Secondary beneficiaries"), (secondary,)),
    )
    return Section(
        lead=told,
        tables=(_assisted_table(), *_years_table(builder), _secondary_table()),
        chart=Chart(_("Assisted persons and secondary beneficiaries"), _("persons"), bars),
    )


def _assisted_table() -> Table:
    new, continuing = "assisted|since=new", "assisted|since=continuing"
    rows = (
        Row(_("New in the period"), (Count(new), Share((new,), ("assisted",)))),
        Row(_("Continuing from before"), (Count(continuing), Share((continuing,), ("assisted",)))),
        Row(_("Assisted persons"), (Count("assisted"), Share(("assisted",), ("assisted",))), is_total=True),
    )
    return Table(_("Assisted persons"), _("Persons"), (Column(_("Number")), Column(_("Share"))), rows)


def _years_table(builder: Builder) -> tuple[Table, ...]:
    """Each year of a period of several; who came in two years is in both lines."""
    stem = "assisted|year="
    keys = sorted(key for key in builder.measures if key.startswith(stem))
    if len(keys) < 2 or not builder.value("assisted"):
        return ()
    for key in keys:
        builder.count(key)
        builder.figures.add_share("assisted", key)
    builder.figures.add_cover("assisted", keys)
    rows = [Row(key.removeprefix(stem), (Count(key), Share((key,), ("assisted",)))) for key in keys]
    rows.append(
        Row(_("Whole period"), (Count("assisted"), Share(("assisted",), ("assisted",))), is_total=True)
    )
    columns = (Column(_("Persons")), Column(_("Share")))
    return (Table(_("Assisted persons by year"), _("Year"), columns, tuple(rows)),)


def _secondary_table() -> Table:
    rows = (Row(_("Family members and dependants"), (Count("secondary"), Ratio("secondary", "assisted"))),)
    columns = (Column(_("Number")), Column(_("For each assisted person")))
    return Table(_("Secondary beneficiaries"), _("Persons"), columns, rows)


def by_sex(builder: Builder) -> None:
    """Assisted persons by sex: the line that several tables share."""
    builder.count("assisted", headline=True)
    builder.total("assisted", [f"assisted|sex={sex}" for sex in SEXES])


def _sex_table(builder: Builder) -> Table:
    by_sex(builder)
    builder.total("assisted", [f"assisted|stage={stage}" for stage in STAGES])
    for sex in SEXES:
        builder.total(f"assisted|sex={sex}", [f"assisted|sex={sex}|stage={stage}" for stage in STAGES])
    for stage in STAGES:
        builder.total(f"assisted|stage={stage}", [f"assisted|sex={sex}|stage={stage}" for sex in SEXES])
    rows = [
        Row(
            label,
            (
                *(Count(f"assisted|sex={sex}|stage={stage}") for stage in STAGES),
                Count(f"assisted|sex={sex}"),
                Share((f"assisted|sex={sex}",), ("assisted",)),
            ),
        )
        for sex, label in WOMEN_MEN.items()
    ]
    totals: tuple[Cell, ...] = (
        *(Count(f"assisted|stage={s}") for s in STAGES),
        Count("assisted"),
        Share(("assisted",), ("assisted",)),
    )
    columns = tuple(Column(STAGE_LABELS[stage]) for stage in STAGES)
    return Table(
        _("Sex, children and adults"),
        _("Sex"),
        (*columns, Column(_("Total")), Column(_("Share"))),
        (*rows, Row(_("Total"), totals, is_total=True)),
    )


def _ages(builder: Builder) -> list[tuple[Words, str]]:
    """Label and key of each age group: the fine ones, or five where two or more of them would be small."""
    fine = [f"assisted|age={group}" for group in AgeGroup.values]
    if builder.small(fine) < 2:
        groups: list[tuple[Words, str, str]] = [
            (group.label, f"assisted|age={group}", stage_of(group)) for group in AgeGroup
        ]
    else:
        groups = []
        for code, (label, parts) in _COARSE.items():
            merged = builder.merged(f"assisted|ages={code}", [f"assisted|age={part}" for part in parts])
            groups.append((label, merged.key, stage_of(parts[0])))
    builder.total("assisted", [key for _label, key, _stage in groups])
    for stage in STAGES:
        builder.figures.add_sum(f"assisted|stage={stage}", [key for _label, key, of in groups if of == stage])
    return [(label, key) for label, key, _stage in groups]


def _profile(builder: Builder) -> Section:
    table = _sex_table(builder)
    groups = _ages(builder)
    rows = [Row(label, (Count(key), Share((key,), ("assisted",)))) for label, key in groups]
    rows.append(Row(_("Total"), (Count("assisted"), Share(("assisted",), ("assisted",))), is_total=True))
    children = "assisted|stage=child"
    lead = (
        Sentence(
            _("{female} of the assisted persons are female and {male} male."),
            female=Count("assisted|sex=female"),
            male=Count("assisted|sex=male"),
        ),
        Sentence(
            _("{n} were children at intake[ ({share})]."),
            n=Count(children),
            share=Share((children,), ("assisted",)),
        ),
    )
    return Section(
        lead=lead,
        tables=(
            Table(_("Age at intake"), _("Age"), (Column(_("Number")), Column(_("Share"))), tuple(rows)),
            table,
        ),
        chart=Chart(_("Age at intake"), _("persons"), tuple((label, (Count(key),)) for label, key in groups)),
    )


PARTS = (
    Part(
        "T1",
        _("Assisted persons"),
        _("New, continuing, total, by year; secondary beneficiaries"),
        ("assisted", "years", "secondary"),
        _assisted,
        broken=("assisted",),
    ),
    Part(
        "T2",
        _("Who they are"),
        _("Sex, children and adults, age at intake"),
        ("assisted", "profile"),
        _profile,
    ),
)
