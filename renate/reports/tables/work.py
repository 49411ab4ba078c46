"""T12 training and work."""

from django.utils.translation import gettext_lazy as _

from reintegration.work_codes import FoundThrough, JobBarrier, JobKind, TrainingKind
from renate.reports.indicators.people import SEXES
from renate.reports.indicators.work import KEPT_MONTHS
from renate.reports.tables.base import (
    Builder,
    Column,
    Companion,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)
from renate.reports.tables.lines import bars, counted, overlap
from renate.reports.tables.people import WOMEN_MEN
from renate.reports.tables.voices import LEAST_FOR_A_MEDIAN

KEPT = {3: _("Kept a job for 3 months"), 6: _("Kept a job for 6 months"), 12: _("Kept a job for 12 months")}


def _work(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    trained, working = builder.count("trained"), builder.count("working")
    for each in (trained, working):
        builder.figures.add_share("assisted", each.key)
    kinds = overlap(builder, "trained", "trained|kind", dict(TrainingKind.choices), covers=True)
    told = Sentence(
        _("{trained} of {all} assisted persons were in training and {working} had work in the period."),
        trained=trained,
        all=Count("assisted"),
        working=working,
    )
    trainings = counted(_("Training by kind"), _("Kind"), "trained", kinds, total=_("Persons in training"))
    return Section(
        (told,),
        (
            trainings,
            *((_fit(builder),) if builder.value("trained") else ()),
            *((_results(builder),) if builder.value("trained") or builder.value("worked|months=3") else ()),
            *(_jobs(builder) if builder.value("working") else ()),
            _barriers(builder),
        ),
        bars(trainings.title, kinds) if kinds else None,
    )


def _fit(builder: Builder) -> Table:
    """Who was trained, whether the market asks for it, and what it paid a month."""
    sexes = [(label, f"trained|sex={sex}") for sex, label in WOMEN_MEN.items()]
    builder.total("trained", [f"trained|sex={sex}" for sex in SEXES])
    lines = [
        *sexes,
        (_("Demand on the market was checked"), "trained|checked"),
        (_("In one of the usual trades"), "trained|few_trades"),
        (_("With a stipend"), "trained|stipend"),
    ]
    for _label, key in lines[len(sexes) :]:
        builder.count(key)
        builder.figures.add_share("trained", key)
    rows = [Row(label, (Count(key), Share((key,), ("trained",)))) for label, key in lines]
    paid = int(builder.value("trained|stipend"))
    mean = builder.value("stipend|euros") / paid if paid >= LEAST_FOR_A_MEDIAN else None
    euros = Companion(mean, of=("trained|stipend",), kind="euros")
    rows.append(Row(_("Stipend a month and person, on average"), (euros, Share((), ()))))
    columns = (Column(_("Persons")), Column(_("Share")))
    return Table(_("Training by sex, market and stipend"), _("Group"), columns, tuple(rows))


def _results(builder: Builder) -> Table:
    """Each share with the number it is of; a part of a part is bound to it."""
    lines = [
        (_("Completed, of those whose training ended"), "trained|completed", "trained|ended"),
        (
            _("Found work within 90 days, of those who completed"),
            "trained|completed|job",
            "trained|completed",
        ),
    ]
    lines += [
        (KEPT[months], f"worked|months={months}|kept", f"worked|months={months}") for months in KEPT_MONTHS
    ]
    rows = []
    builder.count("trained|ended")
    builder.figures.add_share("trained", "trained|ended")
    for label, part, whole in lines:
        builder.count(whole)
        builder.count(part)
        builder.figures.add_share(whole, part)
        rows.append(Row(label, (Count(part), Count(whole), Share((part,), (whole,)))))
    columns = (Column(_("Persons")), Column(_("Of")), Column(_("Share")))
    return Table(_("Results of training, and jobs kept"), _("What"), columns, tuple(rows))


def _jobs(builder: Builder) -> tuple[Table, Table]:
    sexes = [(label, f"working|sex={sex}") for sex, label in WOMEN_MEN.items()]
    builder.total("working", [f"working|sex={sex}" for sex in SEXES])
    kinds = overlap(builder, "working", "working|kind", dict(JobKind.choices), covers=True)
    through = overlap(builder, "working", "working|through", dict(FoundThrough.choices), covers=True)
    total = _("Persons with work")
    by_kind = counted(_("Work by sex and kind"), _("Group"), "working", [*sexes, *kinds], total=total)
    return by_kind, counted(_("How work was found"), _("Through"), "working", through, total=total)


def _barriers(builder: Builder) -> Table:
    barred = builder.count("barred").key
    builder.figures.add_share("assisted", barred)
    lines = overlap(builder, barred, "barred|by", dict(JobBarrier.choices), covers=True)
    return counted(
        _("What stands in the way of work"), _("Barrier"), barred, lines, total=_("Persons who met any")
    )


PARTS = (
    Part(
        "T12",
        _("Training and work"),
        _("Training, stipends, completion, jobs, jobs kept, barriers"),
        ("assisted", "trainings", "jobs", "barriers"),
        _work,
    ),
)
