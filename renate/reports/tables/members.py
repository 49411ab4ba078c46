"""A report of the network: members and countries, in the order of the alphabet, never ranked (S3-65)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES
from renate.reports.tables.base import Builder, Column, Count, Row, Table
from renate.reports.wording import alphabetical

COUNTRY_NAMES = dict(COUNTRIES)


@dataclass(frozen=True)
class Member:
    """One member of the network with its own sums: of persons whom it assisted, whoever else did too."""

    ref: str
    name: str
    country: str
    assisted: int
    secondary: int


def member_tables(builder: Builder, members: Sequence[Member]) -> list[Table]:
    """What each member and each country counts by itself. A person helped by two is in both lines.

    The network's own total counts that person once, so the difference could be worked out: it is a cell too.
    """
    ordered = sorted(members, key=lambda member: (_place(member.country), alphabetical(member.name)))
    rows = []
    for member in ordered:
        label = f"{member.name} ({_country(member.country)})"
        rows.append(
            Row(label, tuple(Count(_lay(builder, member, what)) for what in ("assisted", "secondary")))
        )
    for what in ("assisted", "secondary"):
        _bind(builder, what, [f"{what}|member={member.ref}" for member in ordered])
    columns = (Column(_("Assisted persons")), Column(_("Secondary beneficiaries")))
    own = Table(
        _("Members of the network, in the order of countries and names"),
        _("Organisation"),
        columns,
        tuple(rows),
    )
    return [own, _countries(builder, ordered)]


def _country(code: str) -> str:
    return str(COUNTRY_NAMES.get(code, code))


def _place(code: str) -> str:
    return alphabetical(_country(code))


def _lay(builder: Builder, member: Member, what: str) -> str:
    key = f"{what}|member={member.ref}"
    builder.measures[key] = getattr(member, what)
    return builder.count(key).key


def _bind(builder: Builder, what: str, keys: Sequence[str]) -> None:
    """Together they count at least the network's total; how many are counted twice must not be found out."""
    builder.count(what, headline=True)
    together, twice = f"{what}|all members", f"{what}|more than once"
    held = sum(int(builder.measures[key]) for key in keys)
    over = held - int(builder.measures[what])
    builder.figures.lay(together, held, guarded=False)
    builder.figures.lay(twice, over, guarded=True)
    builder.figures.add_sum(together, keys)
    builder.figures.add_sum(together, (what, twice))


def _countries(builder: Builder, members: Sequence[Member]) -> Table:
    """Sums of the members of one country; with one member it is that member's own line."""
    rows = []
    for country in sorted({member.country for member in members}, key=_place):
        of = [member for member in members if member.country == country]
        cells = []
        for what in ("assisted", "secondary"):
            keys = [f"{what}|member={member.ref}" for member in of]
            key = f"{what}|country={country}"
            builder.measures[key] = sum(int(builder.measures[each]) for each in keys)
            builder.total_of(key, keys)
            cells.append(Count(key))
        rows.append(Row(_country(country), (Count(cells[0].key), Count(cells[1].key))))
    columns = (Column(_("Assisted persons")), Column(_("Secondary beneficiaries")))
    return Table(_("Countries"), _("Country"), columns, tuple(rows))
