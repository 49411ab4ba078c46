"""T8 services, T9 shelter."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import CATEGORY_LABELS
from reintegration.codes import Phase, ProviderKind, UnmetReason
from renate.reports.codes import Preset
from renate.reports.indicators import Words
from renate.reports.indicators.services import UNVTF
from renate.reports.indicators.support import STAY_BANDS
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
    Share,
    Table,
)
from renate.reports.tables.lines import overlap
from renate.reports.tables.voices import median_of, values_below
from renate.reports.tables.waiting import first_services, waiting_for_beds
from shelters.codes import ShelterLevel

FUND = {group: label for group, (label, _prefixes) in UNVTF.items()} | {"else": _("Other services")}


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
    bars = tuple((CATEGORY_LABELS[c], (Count(f"assisted|service={c}"),)) for c in used)
    told = Sentence(
        _("Services of {categories} categories were delivered to {n} persons."),
        categories=str(len(used)),
        n=assisted,
    )
    return Section(
        lead=(told,),
        tables=(
            _services_table(builder, used, assisted, secondary),
            *(
                (_by_code(builder, _("Services by group of the fund"), "fund", FUND),)
                if builder.preset == Preset.UNVTF
                else ()
            ),
            _by_code(builder, _("Services by provider"), "provider", dict(ProviderKind.choices)),
            _by_code(builder, _("Services by phase"), "phase_at", dict(Phase.choices)),
            first_services(builder),
            _priorities(builder),
            _unmet(builder),
        ),
        chart=Chart(_("Persons by category of service"), _("persons"), bars),
    )


def _services_table(builder: Builder, used: list[str], assisted: Count, secondary: Count) -> Table:
    """Deliveries follow the persons who received them: where these are hidden, so are they."""
    deliveries = {category: builder.value(f"deliveries|service={category}") for category in used}
    rows = [
        Row(
            CATEGORY_LABELS[category],
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


def _by_code(builder: Builder, title: Words, word: str, labels: Mapping[str, Words]) -> Table:
    """Services and persons by a code of the service log; a person can be in several lines."""
    rows = []
    for label, key in overlap(builder, "assisted", f"assisted|{word}", labels):
        services = Companion(builder.value(f"deliveries{key.removeprefix('assisted')}"), of=(key,))
        rows.append(Row(label, (services, Count(key), Share((key,), ("assisted",)))))
    columns = (Column(_("Services")), Column(_("Persons")), Column(_("Share of assisted")))
    return Table(title, _("Kind"), columns, tuple(rows))


def _priorities(builder: Builder) -> Table:
    """Wanted now and come in time; interpreting."""
    wanting, met = builder.count("wanting").key, builder.count("wanting|met").key
    spoken = builder.count("assisted|interpreting").key
    builder.figures.add_share("assisted", wanting)
    builder.figures.add_share(wanting, met)
    builder.figures.add_share("assisted", spoken)
    items, came = builder.value("wanted|items"), builder.value("wanted|met")
    hours = Companion(builder.value("interpreting|hours"), of=(spoken,))
    rows = (
        Row(_("Services that persons wanted now"), (Companion(items, of=(wanting,)), Count(wanting))),
        Row(_("Delivered within 30 days"), (Companion(came, of=(wanting, met)), Count(met))),
        Row(_("Hours of interpreting"), (hours, Count(spoken))),
    )
    columns = (Column(_("Number")), Column(_("Persons")))
    return Table(_("Priorities met and interpreting"), _("What"), columns, rows)


def _unmet(builder: Builder) -> Table:
    lines = overlap(builder, "assisted", "assisted|unmet", dict(UnmetReason.choices))
    rows = tuple(Row(label, (Count(key), Share((key,), ("assisted",)))) for label, key in lines)
    columns = (Column(_("Persons")), Column(_("Share of assisted")))
    title = _("Services that could not be had")
    if not rows:
        rows = (Row(_("None recorded"), (Companion(0), Companion(None))),)
    return Table(title, _("Reason"), columns, rows)


def _lengths(builder: Builder, levels: list[ShelterLevel]) -> Table:
    """Stays by their nights: about as many as persons, so as protected; the median from ten on (rule 3)."""
    rows = []
    for level in levels:
        stayed = f"stayed|level={level}"
        bands = [builder.count(f"stays|level={level}|nights={band}") for band, _most in STAY_BANDS]
        builder.figures.add_cover(stayed, [band.key for band in bands])
        middle = median_of(values_below(builder, f"lengths|level={level}|nights="))
        median = Companion(Decimal(str(middle)) if middle is not None else None, of=(stayed,))
        rows.append(Row(level.label, (*bands, median)))
    columns = (*(Column(band.replace("-", "–")) for band, _most in STAY_BANDS), Column(_("Median nights")))
    return Table(_("Stays by nights"), _("Level"), columns, tuple(rows))


def _shelter(builder: Builder) -> Section:
    stayed = builder.count("stayed", headline=True)
    levels = [level for level in ShelterLevel if builder.value(f"capacity|level={level}")]
    keys = [f"stayed|level={level}" for level in levels]
    for key in keys:
        builder.count(key)
        builder.figures.add_share("stayed", key)
    if keys:
        builder.figures.add_cover("stayed", keys)
    rows = [_level(builder, level.label, (level.value,), (f"stayed|level={level}",)) for level in levels]
    whole = _level(builder, _("All levels"), tuple(levels), tuple(keys), stayed, is_total=True)
    columns = (_("Nights available"), _("Nights slept"), _("Occupancy"), _("Persons"))
    return Section(
        lead=(
            Sentence(
                _("{n} persons stayed in a shelter[; {share} of the available nights were slept]."),
                n=stayed,
                share=whole.cells[2],
            ),
        ),
        tables=(
            Table(_("Shelter by level"), _("Level"), tuple(map(Column, columns)), (*rows, whole)),
            _lengths(builder, levels),
            *waiting_for_beds(builder),
        ),
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
        _("Services and persons by category, provider, phase; waiting, priorities, unmet needs"),
        ("assisted", "secondary", "services", "unvtf", "providers", "first_service", "priorities"),
        _services,
    ),
    Part(
        "T9",
        _("Shelter"),
        _("Nights, occupancy, persons and stays by level, waiting for a bed"),
        ("nights", "stays", "beds"),
        _shelter,
    ),
)
