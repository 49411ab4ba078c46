"""T22 limits of the data."""

from django.utils.translation import gettext_lazy as _

from renate.reports.indicators.quality import ATTRIBUTES
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
from renate.reports.tables.lines import bars, parts_of


def _assessments(builder: Builder) -> Table:
    """Who waits for an assessment, among those in a running cycle."""
    assessing = builder.count("assessing").key
    builder.figures.add_share("assisted", assessing)
    label = _("Overdue at the cut-off date, of those in a running cycle")
    return parts_of(builder, _("Assessments of the factors"), ((label, "assessing|late", assessing),))


def _quality(builder: Builder) -> Section:
    builder.count("assisted", headline=True)
    lines = []
    for name, label in ATTRIBUTES.items():
        key = builder.count(f"assisted|missing={name}").key
        builder.figures.add_share("assisted", key)
        lines.append((label, key))
    rows = tuple(Row(label, (Count(key), Share((key,), ("assisted",)))) for label, key in lines)
    missing = Table(
        _("Not recorded"), _("What"), (Column(_("Persons")), Column(_("Share of assisted"))), rows
    )
    due, done, late = (int(builder.value(f"follow_ups{tail}")) for tail in ("", "|done", "|late"))
    contacts = Table(
        _("Follow-ups that fell due in the period"),
        _("Contacts"),
        (Column(_("Number")),),
        (
            Row(_("Made by the cut-off date"), (Companion(done),)),
            Row(_("Not made although their time had passed"), (Companion(late),)),
            Row(_("Due in the period"), (Companion(due),), is_total=True),
        ),
    )
    lead = (
        Sentence(_("Figures are as good as what was recorded. This section says what was not.")),
        Sentence(
            _("Of {n} follow-ups due in the period, {made} were made."),
            n=Companion(due),
            made=Companion(done),
        ),
    )
    return Section(
        lead,
        (missing, _assessments(builder), contacts),
        bars(_("Persons of whom this is not recorded"), lines),
    )


PARTS = (
    Part(
        "T22",
        _("Limits of the data"),
        _("What is not recorded, assessments and follow-ups in time"),
        ("assisted", "missing", "overdue", "late"),
        _quality,
    ),
)
