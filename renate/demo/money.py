"""Grants: those of the first years, which add up to the network's figure exactly, and present ones."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from renate.demo.figures import GRANTS_FROM, GRANTS_TO, Share, allot
from renate.demo.luck import Luck
from renate.demo.story import Row, days
from renate.funding.codes import CostCategory, DeadlineKind, FundingKind

_STEP = 500
_PERIODS = (
    (GRANTS_FROM, date(2008, 12, 31), 44),
    (date(2009, 1, 1), GRANTS_TO, 56),
)
DONORS = {
    "Lindenholt Foundation": FundingKind.FOUNDATION,
    "Ministry of Social Policy": FundingKind.GOVERNMENT,
    "Halden Family Fund": FundingKind.PRIVATE,
}
PROGRAMMES = {
    "RP-07": ("Re/integration programme 2007–2011", GRANTS_FROM, GRANTS_TO),
    "SH": ("Shelter and reintegration", None, None),
}


def grants(share: Share, today: date, luck: Luck) -> list[Row]:
    """All grants of an organisation; donor and programme by name and code."""
    steps = allot(int(share.grants) // _STEP, [weight for *_days, weight in _PERIODS])
    early = [
        {
            "donor": "Lindenholt Foundation",
            "programme": "RP-07",
            "code": f"LF-{from_on:%y}-{share.key.upper()}",
            "amount": Decimal(count * _STEP),
            "from_on": from_on,
            "to_on": to_on,
        }
        for (from_on, to_on, _weight), count in zip(_PERIODS, steps, strict=True)
        if count
    ]
    return early + _present(share.key, today, luck)


def _present(key: str, today: date, luck: Luck) -> list[Row]:
    start = today.replace(month=1, day=1) - relativedelta(years=3)
    plan = (
        ("Ministry of Social Policy", "MSP", 90),
        ("Halden Family Fund", "HFF", 30),
        ("Lindenholt Foundation", "LF", 60),
    )
    return [
        {
            "donor": donor,
            "programme": "SH",
            "code": f"{code}-{start:%y}-{key.upper()}",
            "amount": Decimal(luck.number(thousands - 10, thousands + 20) * 1000),
            "from_on": start,
            "to_on": start + relativedelta(years=5) - days(1),
        }
        for donor, code, thousands in plan
    ]


# Name of the line, category, per cent of the grant; the first is restricted and paid out service by service.
_LINES = (
    ("Services to persons", CostCategory.SERVICES, 60),
    ("Social workers and psychologist", CostCategory.STAFF, 26),
    ("Rent and heating", CostCategory.PREMISES, 9),
    ("Administration", CostCategory.ADMINISTRATION, 5),
)
SERVICE_SHARE = Decimal(_LINES[0][2]) / 100
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Parts:
    """Budget lines, instalments, deadlines and costs of one grant, as rows."""

    lines: list[Row]
    instalments: list[Row]
    deadlines: list[Row]
    costs: list[Row]


def parts_of(amount: Decimal, from_on: date, to_on: date, today: date) -> Parts:
    """Half at the start and half in the middle; a report a year; salaries and rent each quarter."""
    lines = [
        {
            "name": name,
            "category": category,
            "amount": (amount * share / 100).quantize(_CENT),
            "is_restricted": category == CostCategory.SERVICES,
        }
        for name, category, share in _LINES
    ]
    middle = from_on + (to_on - from_on) / 2
    instalments = [
        {"amount": (amount / 2).quantize(_CENT), "due_on": on, "received_on": on if on <= today else None}
        for on in (from_on, middle)
    ]
    return Parts(lines, instalments, _deadlines(from_on, to_on, today), _costs(lines, from_on, to_on, today))


def _deadlines(from_on: date, to_on: date, today: date) -> list[Row]:
    rows = []
    end = from_on + relativedelta(years=1)
    while end < to_on:
        rows.append({"kind": DeadlineKind.REPORT, "due_on": end + days(24)})
        end += relativedelta(years=1)
    rows.append({"kind": DeadlineKind.FINAL, "due_on": to_on + days(60)})
    return [row | {"done_on": row["due_on"] - days(5) if row["due_on"] < today else None} for row in rows]


def _costs(lines: list[Row], from_on: date, to_on: date, today: date) -> list[Row]:
    """Each quarter its part of all lines but the one for services, a little less than planned."""
    quarters = max(1, round((to_on - from_on).days / 91))
    ends = [from_on + relativedelta(months=3 * n + 3) - days(1) for n in range(quarters)]
    return [
        {
            "on": on,
            "category": line["category"],
            "amount": (line["amount"] * Decimal("0.94") / quarters).quantize(_CENT),
            "note": line["name"],
        }
        for on in ends
        if on <= min(to_on, today)
        for line in lines[1:]
    ]
