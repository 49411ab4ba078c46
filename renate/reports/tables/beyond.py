"""T15 legal matters, T16 returns, T17 capacity, T18 cooperation."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from referrals.codes import Audience, CoopKind, MatterKind, MatterStatus, ReturnType, Stage
from renate.reports.indicators import Words
from renate.reports.indicators.beyond import TRAININGS
from renate.reports.tables.base import (
    Builder,
    Chart,
    Column,
    Companion,
    Count,
    Part,
    Row,
    Section,
    Share,
    Table,
)
from renate.reports.tables.lines import bars, counted, overlap, partition


def _legal(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    parties = builder.count("parties")
    builder.figures.add_share("assisted", "parties")
    kinds = overlap(builder, "parties", "parties|kind", dict(MatterKind.choices), covers=True)
    states = overlap(builder, "parties", "parties|status", dict(MatterStatus.choices), covers=True)
    total = _("Persons with legal matters")
    matters = counted(_("Legal matters by kind"), _("Kind"), "parties", kinds, total=total)
    said = (
        parties,
        _(" of "),
        Count("assisted"),
        _(" assisted persons had a legal matter by the cut-off date."),
    )
    return Section(
        (said,),
        (
            matters,
            counted(_("Legal matters by status"), _("Status"), "parties", states, total=total),
            _parts_of(builder, _("Aid, claims, protection"), (
                (_("Had legal aid"), "parties|aided", "parties"),
                (_("Claimed compensation or wages"), "parties|claiming", "parties"),
                (_("Were granted it, in full or in part"), "parties|granted", "parties|claiming"),
                (_("Testified in the period"), "assisted|testified", "assisted"),
                (_("Under a protection order"), "assisted|protected", "assisted"),
            )),
        ),
        bars(matters.title, kinds) if kinds else None,
    )  # fmt: skip


def _parts_of(builder: Builder, title: Words, lines: Iterable[tuple[Words, str, str]]) -> Table:
    rows = []
    for label, part, whole in lines:
        builder.count(part)
        builder.figures.add_share(whole, part)
        rows.append(Row(label, (Count(part), Count(whole), Share((part,), (whole,)))))
    return Table(title, _("What"), (Column(_("Persons")), Column(_("Of")), Column(_("Share"))), tuple(rows))


def _returns(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    returning = builder.count("returning")
    builder.figures.add_share("assisted", "returning")
    kinds = overlap(builder, "returning", "returning|kind", dict(ReturnType.choices), covers=True)
    labels: dict[str, Words] = {"0": _("No step done yet")}
    labels |= {str(stage.value): f"{stage.value} {stage.label}" for stage in Stage}
    stages = partition(builder, "returning", "returning|stage", labels)
    total = _("Persons in a return")
    reached = counted(_("Highest stage with a step done"), _("Stage"), "returning", stages, total=total)
    said = (returning, _(" of "), Count("assisted"), _(" assisted persons were in a return in the period."))
    return Section(
        (said,),
        (
            counted(_("Returns by kind"), _("Kind"), "returning", kinds, total=total),
            reached,
            _parts_of(builder, _("Safety of returns"), (
                (_("Risk of the return assessed"), "returning|risk", "returning"),
                (_("Arrived by the cut-off date"), "returning|arrived", "returning"),
            )),
        ),
        bars(reached.title, stages) if stages else None,
    )  # fmt: skip


def _list_of(builder: Builder, title: Words, first: Words, unit: Words, stem: str, labels: dict) -> Table:
    """Numbers that count no beneficiaries; lines with nothing fall away."""
    used = {label: int(builder.value(f"{stem}={code}")) for code, label in labels.items()}
    rows = [Row(label, (Companion(number),)) for label, number in used.items() if number]
    rows.append(Row(_("Together"), (Companion(sum(used.values())),), is_total=True))
    return Table(title, first, (Column(unit),), tuple(rows))


def _drawn(table: Table, unit: Words) -> Chart | None:
    lines = tuple((row.label, (row.cells[0],)) for row in table.rows[:-1])
    return Chart(table.title, unit, lines) if lines else None


def _capacity(builder: Builder) -> Section:
    kinds = {code.value: code.label for code in TRAININGS}
    held = _list_of(builder, _("Trainings held"), _("For whom"), _("Trainings"), "activities|kind", kinds)
    people = _list_of(
        builder,
        _("People trained by group"),
        _("Group"),
        _("Participants"),
        "audience|group",
        dict(Audience.choices),
    )
    said = (
        held.rows[-1].cells[0],
        _(" trainings were held; "),
        people.rows[-1].cells[0],
        _(" people took part."),
    )
    return Section((said,), (held, people), _drawn(people, _("participants")))


def _cooperation(builder: Builder) -> Section:
    kinds = {code.value: code.label for code in CoopKind if code not in TRAININGS}
    acts = _list_of(builder, _("Activities by kind"), _("Kind"), _("Activities"), "activities|kind", kinds)
    said = (acts.rows[-1].cells[0], _(" activities with authorities and partners in the period."))
    return Section((said,), (acts,), _drawn(acts, _("activities")))


PARTS = (
    Part(
        "T15",
        _("Legal matters"),
        _("Matters, legal aid, claims, protection"),
        ("assisted", "matters"),
        _legal,
    ),
    Part("T16", _("Returns"), _("Kind, stage reached, risk assessed"), ("assisted", "returns"), _returns),
    Part("T17", _("Capacity"), _("Trainings held, people trained by group"), ("cooperation",), _capacity),
    Part(
        "T18", _("Cooperation"), _("Activities with authorities and partners"), ("cooperation",), _cooperation
    ),
)
