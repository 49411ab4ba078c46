"""T15 legal matters, T16 returns, T17 capacity, T18 cooperation."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cases.codes import SupervisionKind
from referrals.codes import (
    AgreementKind,
    Audience,
    CoopKind,
    MatterKind,
    MatterStatus,
    ReturnType,
    Stage,
    TrainingTopic,
)
from reintegration.catalogue import AUTONOMOUS
from reintegration.codes import ProviderKind
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
    Sentence,
    Table,
)
from renate.reports.tables.lines import bars, counted, overlap, partition, parts_of
from renate.reports.tables.members import COUNTRY_NAMES
from renate.reports.tables.voices import LEAST_FOR_A_MEDIAN
from renate.reports.wording import alphabetical

OURS = frozenset({ProviderKind.CARE_PROVIDER_OWN, *AUTONOMOUS})


def _legal(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    parties = builder.count("parties")
    builder.figures.add_share("assisted", "parties")
    kinds = overlap(builder, "parties", "parties|kind", dict(MatterKind.choices), covers=True)
    states = overlap(builder, "parties", "parties|status", dict(MatterStatus.choices), covers=True)
    total = _("Persons with legal matters")
    matters = counted(_("Legal matters by kind"), _("Kind"), "parties", kinds, total=total)
    said = Sentence(
        _("{n} of {all} assisted persons had a legal matter by the cut-off date."),
        n=parties,
        all=Count("assisted"),
    )
    return Section(
        (said,),
        (
            matters,
            counted(_("Legal matters by status"), _("Status"), "parties", states, total=total),
            parts_of(builder, _("Rights, aid, claims, protection"), (
                (_("Informed of their rights"), "assisted|informed", "assisted"),
                (_("Had legal aid"), "parties|aided", "parties"),
                (_("Claimed compensation or wages"), "parties|claiming", "parties"),
                (_("Were granted it, in full or in part"), "parties|granted", "parties|claiming"),
                (_("Testified in the period"), "assisted|testified", "assisted"),
                (_("Under a protection order"), "assisted|protected", "assisted"),
            )),
            *((_compensation(builder),) if builder.value("parties") else ()),
        ),
        bars(matters.title, kinds) if kinds else None,
    )  # fmt: skip


_MONEY = {"claimed": _("Claimed"), "awarded": _("Awarded"), "paid": _("Paid")}


def _compensation(builder: Builder) -> Table:
    """Sums of ten persons or more: of fewer, somebody could tell what one of them was given."""
    rows = []
    for step, label in _MONEY.items():
        key = builder.count(f"parties|{step}").key
        builder.figures.add_share("parties", key)
        enough = builder.value(key) >= LEAST_FOR_A_MEDIAN
        euros = Companion(builder.value(f"{step}|euros") if enough else None, of=(key,), kind="euros")
        rows.append(Row(label, (Count(key), euros)))
    columns = (Column(_("Persons")), Column(_("Euros")))
    return Table(_("Compensation and wages"), _("Step"), columns, tuple(rows))


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
    said = Sentence(
        _("{n} of {all} assisted persons were in a return in the period."),
        n=returning,
        all=Count("assisted"),
    )
    return Section(
        (said,),
        (
            counted(_("Returns by kind"), _("Kind"), "returning", kinds, total=total),
            reached,
            *((_safety(builder),) if builder.value("returning") else ()),
        ),
        bars(reached.title, stages) if stages else None,
    )  # fmt: skip


def _safety(builder: Builder) -> Table:
    return parts_of(builder, _("Safety of returns"), (
        (_("Risk of the return assessed"), "returning|risk", "returning"),
        (_("Arrived by the cut-off date"), "returning|arrived", "returning"),
    ))  # fmt: skip


def _list_of(
    builder: Builder, title: Words, first: Words, unit: Words, stem: str, labels: Mapping[str, Words],
    *, together: bool = True,
) -> Table:  # fmt: skip
    """Numbers that count no beneficiaries; lines with nothing fall away."""
    used = [(label, int(builder.value(f"{stem}={code}"))) for code, label in labels.items()]
    rows = [Row(label, (Companion(number),)) for label, number in used if number]
    if together or not rows:
        rows.append(Row(_("Together"), (Companion(sum(number for _l, number in used)),), is_total=True))
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
    said = Sentence(
        _("Trainings held: {trainings}; people who took part: {people}."),
        trainings=held.rows[-1].cells[0],
        people=people.rows[-1].cells[0],
    )
    topics = _list_of(
        builder, _("Trainings by topic"), _("Topic"), _("Trainings"), "trainings|topic",
        dict(TrainingTopic.choices), together=False,
    )  # fmt: skip
    countries = _countries(builder, "held", _("Trainings by country"), _("Trainings"))
    more = (*countries, *_supervision(builder), *_procedures(builder))
    return Section((said,), (held, people, topics, *more), _drawn(people, _("participants")))


def _procedures(builder: Builder) -> tuple[Table, ...]:
    """What stands in writing since: procedures drafted, and signed with others."""
    drafted = builder.value(f"activities|kind={CoopKind.SOP_DRAFTING}")
    signed = builder.value(f"agreements|signed={AgreementKind.SOP}")
    if not drafted and not signed:
        return ()
    rows = (
        Row(_("Meetings to draft procedures"), (Companion(drafted),)),
        Row(_("Procedures signed in the period"), (Companion(signed),)),
    )
    return (Table(_("New procedures"), _("What"), (Column(_("Number")),), rows),)


def _supervision(builder: Builder) -> tuple[Table, ...]:
    """How often the staff were supported in their own work (S3-66)."""
    if not builder.value("supervision|times"):
        return ()

    def cells(stem: str) -> tuple[Companion, ...]:
        return tuple(Companion(builder.value(f"{stem}|{what}")) for what in ("times", "staff"))

    used = [kind for kind in SupervisionKind if builder.value(f"supervision|{kind}|times")]
    rows = [Row(kind.label, cells(f"supervision|{kind}")) for kind in used]
    rows.append(Row(_("Together"), cells("supervision"), is_total=True))
    columns = (Column(_("Number")), Column(_("Staff")))
    return (Table(_("Supervision of staff"), _("Kind"), columns, tuple(rows)),)


def _countries(builder: Builder, word: str, title: Words, unit: Words) -> tuple[Table, ...]:
    """Activities by country, where there is more than one."""
    stem = f"{word}|country="
    labels = {key.removeprefix(stem): "" for key in builder.measures if key.startswith(stem)}
    labels = {code: COUNTRY_NAMES.get(code, code) for code in labels}
    labels = dict(sorted(labels.items(), key=lambda each: alphabetical(str(each[1]))))
    if sum(bool(builder.value(f"{stem}{code}")) for code in labels) < 2:
        return ()
    return (_list_of(builder, title, _("Country"), unit, stem.removesuffix("="), labels),)


def _agreements(builder: Builder) -> Table:
    """Memoranda, procedures, contracts: signed, and in force."""
    rows, sums = [], [0, 0]
    for kind in AgreementKind:
        signed = int(builder.value(f"agreements|signed={kind}"))
        force = int(builder.value(f"agreements|force={kind}"))
        if signed or force:
            rows.append(Row(kind.label, (Companion(signed), Companion(force))))
        sums = [sums[0] + signed, sums[1] + force]
    rows.append(Row(_("Together"), (Companion(sums[0]), Companion(sums[1])), is_total=True))
    columns = (Column(_("Signed in the period")), Column(_("In force at the cut-off date")))
    return Table(_("Agreements by kind"), _("Kind"), columns, tuple(rows))


def _by_others(builder: Builder) -> tuple[Table, ...]:
    """Services that persons received from the state and from other providers (S3-71)."""
    others = {kind.value: kind.label for kind in ProviderKind if kind not in OURS}
    lines = overlap(builder, "assisted", "assisted|provider", others)
    if not lines:
        return ()
    rows = [
        Row(
            label,
            (Companion(builder.value(f"deliveries{key.removeprefix('assisted')}"), of=(key,)), Count(key)),
        )
        for label, key in lines
    ]
    columns = (Column(_("Services")), Column(_("Persons")))
    return (Table(_("Services received from others"), _("Provider"), columns, tuple(rows)),)


def _cooperation(builder: Builder) -> Section:
    kinds = {code.value: code.label for code in CoopKind if code not in TRAININGS}
    acts = _list_of(builder, _("Activities by kind"), _("Kind"), _("Activities"), "activities|kind", kinds)
    said = Sentence(
        _("Activities with authorities and partners in the period: {n}."), n=acts.rows[-1].cells[0]
    )
    countries = _countries(builder, "acted", _("Activities by country"), _("Activities"))
    builder.count("assisted", headline=True)
    more = (*countries, _agreements(builder), *_by_others(builder))
    return Section((said,), (acts, *more), _drawn(acts, _("activities")))


PARTS = (
    Part(
        "T15",
        _("Legal matters"),
        _("Rights, matters, legal aid, compensation in euros, protection"),
        ("assisted", "matters", "rights", "compensation"),
        _legal,
    ),
    Part("T16", _("Returns"), _("Kind, stage reached, risk assessed"), ("assisted", "returns"), _returns),
    Part(
        "T17",
        _("Capacity"),
        _("Trainings held, by topic and country; people trained by group; supervision; new procedures"),
        ("cooperation", "supervision", "agreements"),
        _capacity,
    ),
    Part(
        "T18",
        _("Cooperation"),
        _("Activities with authorities and partners, agreements, services by others"),
        ("cooperation", "agreements", "assisted", "providers"),
        _cooperation,
    ),
)
