"""How long persons waited: for the first service (T8), for a bed (T9)."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from renate.reports.indicators import Words
from renate.reports.tables.base import Builder, Column, Companion, Count, Row, Share, Table
from renate.reports.tables.lines import partition
from renate.reports.tables.voices import median_of, values_below
from shelters.codes import ShelterLevel

NEW = "assisted|since=new"
_BANDS: dict[str, Words] = {
    "0": _("On the same day"), "1-7": _("1 to 7 days"), "8-30": _("8 to 30 days"),
    "31+": _("More than 30 days"),
}  # fmt: skip


def _middle(builder: Builder, stem: str, of: str) -> Companion:
    """The median of days; none for fewer than ten (rule 3)."""
    middle = median_of(values_below(builder, stem))
    return Companion(Decimal(str(middle)) if middle is not None else None, of=(of,))


def first_services(builder: Builder) -> Table:
    """Days from the referral to the first service, of persons new in the period."""
    builder.count(NEW)
    builder.figures.add_share("assisted", NEW)
    lines = partition(builder, NEW, f"{NEW}|waited", _BANDS)
    rows = [Row(label, (Count(key), Share((key,), (NEW,)))) for label, key in lines]
    rows.append(Row(_("Persons new in the period"), (Count(NEW), Share((NEW,), (NEW,))), is_total=True))
    rows.append(Row(_("Median days"), (_middle(builder, "waited|days=", NEW), Share((), ()))))
    columns = (Column(_("Persons")), Column(_("Share")))
    return Table(_("From the referral to the first service"), _("Time"), columns, tuple(rows))


def waiting_for_beds(builder: Builder) -> tuple[Table, ...]:
    """Who asked for a bed, by level; a person can ask for several."""
    asked = builder.count("bed").key
    levels = [level for level in ShelterLevel if builder.value(f"bed|level={level}")]
    if not levels:
        return ()
    rows = []
    for level in levels:
        whole = builder.count(f"bed|level={level}").key
        builder.figures.add_share(asked, whole)
        for tail in ("got", "waiting"):
            builder.figures.add_share(whole, builder.count(f"{whole}|{tail}").key)
        got = f"{whole}|got"
        cells = (Count(whole), Count(got), Count(f"{whole}|waiting"), _middle(builder, f"{whole}|days=", got))
        rows.append(Row(level.label, cells))
    builder.figures.add_cover(asked, [f"bed|level={level}" for level in levels])
    columns = (_("Asked"), _("Got a bed"), _("Still waiting"), _("Median days to a bed"))
    return (Table(_("Waiting for a bed"), _("Level"), tuple(map(Column, columns)), tuple(rows)),)
