"""T8 services, T9 shelter."""

from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import CATEGORY_LABELS
from renate.reports.indicators import Words
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
from shelters.codes import ShelterLevel


def _services(builder: Builder) -> Section:
    assisted, secondary = builder.count("assisted", headline=True), builder.count("secondary", headline=True)
    used = [
        category
        for category in CATEGORY_LABELS
        if builder.value(f"assisted|service={category}") or builder.value(f"secondary|service={category}")
    ]
    for whole in ("assisted", "secondary"):
        keys = [f"{whole}|service={category}" for category in used]
        for key in keys:
            builder.count(key)
            builder.figures.add_share(whole, key)
        if keys:
            builder.figures.add_cover(whole, keys)
    bars = tuple((str(CATEGORY_LABELS[c]), (Count(f"assisted|service={c}"),)) for c in used)
    told = (_("Services of "), str(len(used)), _(" categories were delivered to "), assisted, _(" persons."))
    return Section(
        lead=(told,),
        tables=(_services_table(builder, used, assisted, secondary),),
        chart=Chart(_("Persons by category of service"), _("persons"), bars),
    )


def _services_table(builder: Builder, used: list[str], assisted: Count, secondary: Count) -> Table:
    """Deliveries follow the persons who received them: where these are hidden, so are they."""
    deliveries = {category: builder.value(f"deliveries|service={category}") for category in used}
    rows = [
        Row(
            str(CATEGORY_LABELS[category]),
            (
                Companion(deliveries[category], of=(f"assisted|service={category}",)),
                Count(f"assisted|service={category}"),
                Share((f"assisted|service={category}",), ("assisted",)),
                Count(f"secondary|service={category}"),
            ),
        )
        for category in used
    ]
    everything = Companion(sum(deliveries.values()), of=tuple(f"assisted|service={c}" for c in used))
    whole = (everything, assisted, Share(("assisted",), ("assisted",)), secondary)
    rows.append(Row(_("Any service"), whole, is_total=True))
    columns = (_("Services"), _("Persons"), _("Share of assisted"), _("Secondary beneficiaries"))
    return Table(_("Services by category"), _("Category"), tuple(map(Column, columns)), tuple(rows))


def _shelter(builder: Builder) -> Section:
    stayed = builder.count("stayed", headline=True)
    levels = [level for level in ShelterLevel if builder.value(f"capacity|level={level}")]
    keys = [f"stayed|level={level}" for level in levels]
    for key in keys:
        builder.count(key)
        builder.figures.add_share("stayed", key)
    if keys:
        builder.figures.add_cover("stayed", keys)
    rows = [_level(builder, str(level.label), (level.value,), (f"stayed|level={level}",)) for level in levels]
    whole = _level(builder, _("All levels"), tuple(levels), tuple(keys), stayed, is_total=True)
    columns = (_("Nights available"), _("Nights slept"), _("Occupancy"), _("Persons"))
    return Section(
        lead=(
            (
                stayed,
                _(" persons stayed in a shelter"),
                ("; ", whole.cells[2], _(" of the available nights were slept")),
                ".",
            ),
        ),
        tables=(Table(_("Shelter by level"), _("Level"), tuple(map(Column, columns)), (*rows, whole)),),
        chart=Chart(
            _("Occupancy by level"),
            _("% of available nights"),
            tuple((row.label, (row.cells[2],)) for row in rows),
        ),
    )


def _level(
    builder: Builder,
    label: Words,
    levels: tuple[str, ...],
    keys: tuple[str, ...],
    persons: Count | None = None,
    *,
    is_total: bool = False,
) -> Row:
    """Nights follow the persons who slept them: where these are hidden, so are the nights."""
    slept = sum(int(builder.value(f"nights|level={level}")) for level in levels)
    there = sum(int(builder.value(f"capacity|level={level}")) for level in levels)
    occupancy = 100 * slept / there if there else None
    cells = (
        Companion(there),
        Companion(slept, of=keys),
        Companion(occupancy, of=keys, kind="percent"),
        persons or Count(keys[0]),
    )
    return Row(label, cells, is_total)


PARTS = (
    Part(
        "T8",
        _("Services"),
        _("Services and persons by category"),
        ("assisted", "secondary", "services"),
        _services,
    ),
    Part("T9", _("Shelter"), _("Nights, occupancy and persons by level"), ("nights",), _shelter),
)
