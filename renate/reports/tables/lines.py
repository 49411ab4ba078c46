"""Lines of a table made of groups: small groups are joined first, then bound to their whole (rule 2)."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from renate.reports.indicators import Words
from renate.reports.indicators.spreads import SPREADS
from renate.reports.tables.base import Builder, Chart, Column, Count, Row, Section, Sentence, Share, Table

Line = tuple[Words, str]
OTHERS = _("All others")


def partition(builder: Builder, whole: str, stem: str, labels: Mapping[str, Words]) -> list[Line]:
    """Groups of which each person is in exactly one; two or more small ones become one line."""
    groups = joined(builder, stem, labels)
    found = [(label, _key_of(builder, stem, codes)) for label, codes in groups]
    builder.count(whole)
    if found:
        builder.total(whole, [key for _label, key in found])
    return found


def joined(builder: Builder, stem: str, labels: Mapping[str, Words]) -> list[tuple[Words, tuple[str, ...]]]:
    """Labels with their codes: groups that are empty fall away, small ones stand together at the end."""
    used = {code: int(builder.value(f"{stem}={code}")) for code in labels}
    used = {code: number for code, number in used.items() if number}
    small = tuple(code for code, number in used.items() if number < builder.threshold)
    if len(small) < 2:
        return [(labels[code], (code,)) for code in used]
    large = [(labels[code], (code,)) for code in used if code not in small]
    return [*large, (OTHERS, small)]


def _key_of(builder: Builder, stem: str, codes: Sequence[str]) -> str:
    """The cell of one group, or of several that stand together; named after them, so it means the same."""
    key = f"{stem}={'+'.join(codes)}"
    if len(codes) > 1:
        builder.merged(key, [f"{stem}={code}" for code in codes])
    return key


def overlap(
    builder: Builder, whole: str, stem: str, labels: Mapping[str, Words], *, covers: bool = False
) -> list[Line]:
    """Groups of which a person can be in several, largest first; `covers`: everybody is in one at least."""
    builder.count(whole)
    used = [code for code in labels if builder.value(f"{stem}={code}")]
    used.sort(key=lambda code: -int(builder.value(f"{stem}={code}")))
    found = []
    for code in used:
        key = builder.count(f"{stem}={code}").key
        builder.figures.add_share(whole, key)
        found.append((labels[code], key))
    if covers and found:
        builder.figures.add_cover(whole, [key for _label, key in found])
    return found


def counted(title: Words, first: Words, whole: str, lines: Iterable[Line], *, total: Words) -> Table:
    """Number and share of each line, and the whole below."""
    rows = [Row(label, (Count(key), Share((key,), (whole,)))) for label, key in lines]
    rows.append(Row(total, (Count(whole), Share((whole,), (whole,))), is_total=True))
    return Table(title, first, (Column(_("Persons")), Column(_("Share"))), tuple(rows))


def parts_of(builder: Builder, title: Words, lines: Iterable[tuple[Words, str, str]]) -> Table:
    """Lines of a label, a part, and the whole that it is a part of."""
    rows = []
    for label, part, whole in lines:
        builder.count(part)
        builder.figures.add_share(whole, part)
        rows.append(Row(label, (Count(part), Count(whole), Share((part,), (whole,)))))
    return Table(title, _("What"), (Column(_("Persons")), Column(_("Of")), Column(_("Share"))), tuple(rows))


def spread_table(builder: Builder, key: str) -> tuple[list[Line], Table]:
    """The table of one attribute of the assisted persons."""
    spread = SPREADS[key]
    builder.count("assisted", headline=True)
    lines = partition(builder, "assisted", spread.stem, spread.groups)
    table = counted(spread.label, _("Group"), "assisted", lines, total=_("Assisted persons"))
    return lines, table


def spread_section(builder: Builder, keys: Sequence[str], *, chart: int = 0) -> Section:
    """A section of several attributes; one of them is drawn, and stands first."""
    made = [spread_table(builder, key) for key in (keys[chart], *keys[:chart], *keys[chart + 1 :])]
    lines, table = made[0]
    said = largest(builder, lines, "assisted")
    return Section(
        lead=(said,) if said else (),
        tables=tuple(table for _lines, table in made),
        chart=bars(table.title, lines),
    )


def largest(builder: Builder, lines: Sequence[Line], whole: str) -> Sentence | None:
    """A sentence that gives the largest line in words; what is not recorded says little."""
    if not lines:
        return Sentence(_("Nothing of this is recorded."))
    named = [line for line in lines if not line[1].endswith(("=", "=unknown")) and "+" not in line[1]]
    if not named:
        return None
    label, key = max(named, key=lambda line: int(builder.value(line[1])))
    share = Share((key,), (whole,))
    text = _("{group}: {n} of {all} assisted persons[ ({share})].")
    return Sentence(text, group=label, n=Count(key), all=Count(whole), share=share)


def bars(title: Words, lines: Sequence[Line], unit: Words = "") -> Chart:
    """One bar a line."""
    return Chart(title, unit or _("persons"), tuple((label, (Count(key),)) for label, key in lines))
