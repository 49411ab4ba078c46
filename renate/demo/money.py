"""Grants: those of the first years, which add up to the network's figure exactly, and present ones."""

from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from renate.demo.figures import GRANTS_FROM, GRANTS_TO, Share, allot
from renate.demo.luck import Luck
from renate.demo.story import Row, days
from renate.funding.codes import FundingKind

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
            "report_due_on": to_on + days(60),
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
            "report_due_on": today + days(luck.number(4, 75)),
        }
        for donor, code, thousands in plan
    ]
