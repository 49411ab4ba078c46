"""T4 form of exploitation, T14 trafficking before and after assistance."""

from django.utils.translation import gettext_lazy as _

from renate.reports.indicators.experience import NOT_RECORDED
from renate.reports.indicators.people import SEXES
from renate.reports.tables.base import Builder, Chart, Column, Count, Part, Row, Section, Share, Table
from renate.reports.tables.people import WOMEN_MEN, by_sex

LABELS = {
    "sexual": _("Sexual exploitation"),
    "labour": _("Forced labour and servitude"),
    "begging": _("Forced begging and crime"),
    "other": _("Other forms"),
    NOT_RECORDED: _("Not recorded"),
}


def _groups(builder: Builder) -> dict[str, str]:
    """The forms and their labels; begging joins the others where one of the two would be small."""
    labels = dict(LABELS)
    if builder.small(["assisted|form=begging", "assisted|form=other"]):
        labels.pop("begging")
    return labels


def _count_forms(builder: Builder, labels: dict[str, str]) -> None:
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
    persons = (
        *(Count(f"assisted|sex={sex}") for sex in SEXES),
        Count("assisted"),
        Share(("assisted",), ("assisted",)),
    )
    columns = (*(Column(label) for label in WOMEN_MEN.values()), Column(_("All")), Column(_("Share")))
    first = "assisted|form=sexual"
    return Section(
        lead=(
            (
                Count(first),
                _(" persons suffered sexual exploitation"),
                (" (", Share((first,), ("assisted",)), _(" of all)")),
                (", ", Count("assisted|form=labour"), _(" forced labour or servitude")),
                ".",
            ),
        ),
        tables=(
            Table(
                _("Form of exploitation by sex"),
                _("Form"),
                columns,
                (*rows, Row(_("Assisted persons"), persons, is_total=True)),
            ),
        ),
        chart=Chart(
            _("Form of exploitation"),
            _("persons"),
            tuple((label, (Count(f"assisted|form={form}"),)) for form, label in labels.items()),
        ),
    )


def _before_and_after(builder: Builder) -> Section:
    assisted, ever = builder.count("assisted", headline=True), builder.count("ever", headline=True)
    before, again = builder.count("assisted|before"), builder.count("ever|again")
    builder.figures.add_share("ever", "assisted")
    builder.figures.add_share("assisted", before.key)
    builder.figures.add_share("ever", again.key)
    share_before, share_again = Share((before.key,), ("assisted",)), Share((again.key,), ("ever",))
    rows = (
        Row(_("Trafficked before, among the assisted persons"), (before, assisted, share_before)),
        Row(
            _("Re-trafficked after assistance, among all persons assisted so far"), (again, ever, share_again)
        ),
    )
    return Section(
        lead=(
            (
                before,
                _(" of "),
                assisted,
                _(" assisted persons had been trafficked before"),
                (" (", share_before, ")"),
                ".",
            ),
            (
                again,
                _(" of "),
                ever,
                _(" persons assisted so far were re-trafficked after assistance"),
                (" (", share_again, ")"),
                ".",
            ),
            (_("The two are different things and are not added up."),),
        ),
        tables=(
            Table(
                _("Trafficking before and after assistance"),
                _("Among whom"),
                (Column(_("Persons")), Column(_("Of")), Column(_("Share"))),
                rows,
            ),
        ),
        chart=Chart(
            _("Trafficking before and after assistance"),
            _("persons"),
            ((_("Trafficked before"), (before,)), (_("Re-trafficked after assistance"), (again,))),
        ),
    )


PARTS = (
    Part("T4", _("Form of exploitation"), _("Forms by sex"), ("assisted", "profile", "forms"), _forms),
    Part(
        "T14",
        _("Before and after assistance"),
        _("Previously trafficked; re-trafficked after assistance"),
        ("assisted", "ever", "previously", "again"),
        _before_and_after,
    ),
)
