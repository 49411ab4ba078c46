"""T4 form of exploitation, T14 trafficking before and after assistance."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from reintegration.codes import SetbackEffect
from renate.reports.indicators import Words
from renate.reports.indicators.experience import NOT_RECORDED
from renate.reports.indicators.later import SETBACKS
from renate.reports.indicators.people import SEXES
from renate.reports.tables.base import (
    Builder,
    Cell,
    Chart,
    Column,
    Count,
    Part,
    Row,
    Section,
    Sentence,
    Share,
    Table,
)
from renate.reports.tables.lines import counted, overlap, spread_table
from renate.reports.tables.people import WOMEN_MEN, by_sex

LABELS = {
    "sexual": _("Sexual exploitation"),
    "labour": _("Forced labour and servitude"),
    "begging": _("Forced begging and crime"),
    "other": _("Other forms"),
    NOT_RECORDED: _("Not recorded"),
}


def _groups(builder: Builder) -> dict[str, Words]:
    """The forms and their labels; begging joins the others where one of the two would be small."""
    labels: dict[str, Words] = dict(LABELS)
    if builder.small(["assisted|form=begging", "assisted|form=other"]):
        labels.pop("begging")
    return labels


def _count_forms(builder: Builder, labels: Mapping[str, Words]) -> None:
    if "begging" not in labels:  # someone may have suffered both: the database counts the union
        for tail in ("", *(f"|sex={sex}" for sex in SEXES)):
            builder.measures[f"assisted|form=other{tail}"] = builder.measures[f"assisted|form=rest{tail}"]
    for form in labels:
        builder.count(f"assisted|form={form}")
        builder.total(f"assisted|form={form}", [f"assisted|form={form}|sex={sex}" for sex in SEXES])
    for whole, tail in (("assisted", ""), *((f"assisted|sex={sex}", f"|sex={sex}") for sex in SEXES)):
        keys = [f"assisted|form={form}{tail}" for form in labels]
        for key in keys:
            builder.figures.add_share(whole, key)
        builder.figures.add_cover(whole, keys)


def _forms(builder: Builder) -> Section:
    by_sex(builder)
    labels = _groups(builder)
    _count_forms(builder, labels)
    first = "assisted|form=sexual"
    told = Sentence(
        _(
            "{n} persons suffered sexual exploitation[ ({share} of all)]"
            "[, {labour} forced labour or servitude]."
        ),
        n=Count(first),
        share=Share((first,), ("assisted",)),
        labour=Count("assisted|form=labour"),
    )
    bars = tuple((label, (Count(f"assisted|form={form}"),)) for form, label in labels.items())
    return Section(
        lead=(told,),
        tables=(
            _forms_table(labels),
            *(spread_table(builder, key)[1] for key in ("industry", "border", "exploited_in")),
        ),
        chart=Chart(_("Form of exploitation"), _("persons"), bars),
    )


def _forms_table(labels: Mapping[str, Words]) -> Table:
    rows = [
        Row(
            label,
            (
                *(Count(f"assisted|form={form}|sex={sex}") for sex in SEXES),
                Count(f"assisted|form={form}"),
                Share((f"assisted|form={form}",), ("assisted",)),
            ),
        )
        for form, label in labels.items()
    ]
    persons: tuple[Cell, ...] = (
        *(Count(f"assisted|sex={sex}") for sex in SEXES),
        Count("assisted"),
        Share(("assisted",), ("assisted",)),
    )
    rows.append(Row(_("Assisted persons"), persons, is_total=True))
    columns = (*(Column(label) for label in WOMEN_MEN.values()), Column(_("All")), Column(_("Share")))
    return Table(_("Form of exploitation by sex"), _("Form"), columns, tuple(rows))


def _before_and_after(builder: Builder) -> Section:
    assisted, ever = builder.count("assisted", headline=True), builder.count("ever", headline=True)
    before, again = builder.count("assisted|before"), builder.count("ever|again")
    builder.figures.add_share("ever", "assisted")
    builder.figures.add_share("assisted", before.key)
    builder.figures.add_share("ever", again.key)
    share_before, share_again = Share((before.key,), ("assisted",)), Share((again.key,), ("ever",))
    title = _("Trafficking before and after assistance")
    told = (
        Sentence(
            _("{n} of {all} assisted persons had been trafficked before[ ({share})]."),
            n=before,
            all=assisted,
            share=share_before,
        ),
        Sentence(
            _("{n} of {all} persons assisted so far were re-trafficked after assistance[ ({share})]."),
            n=again,
            all=ever,
            share=share_again,
        ),
        Sentence(_("The two are different things and are not added up.")),
    )
    rows = (
        Row(_("Trafficked before, among the assisted persons"), (before, assisted, share_before)),
        Row(
            _("Re-trafficked after assistance, among all persons assisted so far"), (again, ever, share_again)
        ),
    )
    columns = (Column(_("Persons")), Column(_("Of")), Column(_("Share")))
    bars = ((_("Trafficked before"), (before,)), (_("Re-trafficked after assistance"), (again,)))
    return Section(
        lead=told,
        tables=(Table(title, _("Among whom"), columns, rows), *_setbacks(builder)),
        chart=Chart(title, _("persons"), bars),
    )


def _setbacks(builder: Builder) -> tuple[Table, Table]:
    """Persons with a setback, by kind and by what followed; a person can be in several lines."""
    anybody = builder.count("ever|any_setback").key
    builder.figures.add_share("ever", anybody)
    kinds = overlap(builder, anybody, "ever|setback", SETBACKS, covers=True)
    effects = overlap(builder, anybody, "ever|effect", dict(SetbackEffect.choices), covers=True)
    total = _("Persons with any setback")
    return (
        counted(_("Setbacks by kind"), _("Kind"), anybody, kinds, total=total),
        counted(_("What followed from setbacks"), _("Effect"), anybody, effects, total=total),
    )


PARTS = (
    Part(
        "T4",
        _("Form of exploitation"),
        _("Forms by sex, industry, border, country"),
        ("assisted", "profile", "forms", "industry", "border", "exploited_in"),
        _forms,
        crossed="form",
    ),
    Part(
        "T14",
        _("Before and after assistance"),
        _("Previously trafficked; re-trafficked after assistance; setbacks"),
        ("assisted", "ever", "previously", "again", "setbacks"),
        _before_and_after,
        broken=("before",),
    ),
)
