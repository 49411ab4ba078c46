"""What happened before, and to some again after: episodes in the order of time (R-10, R-11, R-15)."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from cases.codes import AskedStatus, Exploitation, Precision, RelationToAssistance
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.people import Profile

_LABOUR = frozenset({Exploitation.LABOUR, Exploitation.CHILD_LABOUR, Exploitation.OTHER_SERVITUDE})
_YOUNGEST = 4
# Between two episodes at least so long that no coarse date can turn their order round.
_APART = timedelta(days=100)


def episodes(luck: Luck, profile: Profile, country: str, opened_on: date, *, previously: bool) -> list[dict]:
    """The experience that led to assistance, after an earlier one where there was one."""
    ended = opened_on - timedelta(days=luck.weighted({0: 4, 5: 4, 20: 3, 60: 2, 150: 1}) + luck.number(0, 12))
    earliest = profile.birth + relativedelta(years=_YOUNGEST)
    if previously:
        earliest += timedelta(days=900)
    length = luck.weighted({30: 2, 120: 4, 300: 4, 600: 2, 1100: 1}) + luck.number(0, 60)
    index = (max(ended - timedelta(days=length), min(earliest, ended)), ended)
    told = [_episode(luck, profile, country, index, RelationToAssistance.INDEX)]
    if previously:
        told.insert(0, _before(luck, profile, country, index[0]))
    return told


def _before(luck: Luck, profile: Profile, country: str, index_from: date) -> dict:
    ended = index_from - _APART - timedelta(days=luck.number(0, 300))
    first = profile.birth + relativedelta(years=_YOUNGEST)
    ended = max(ended, first + timedelta(days=60))
    started = max(first, ended - timedelta(days=luck.number(60, 500)))
    return _episode(luck, profile, country, (started, ended), RelationToAssistance.BEFORE)


def again(luck: Luck, profile: Profile, country: str, started: date, ended: date) -> dict:
    """Exploited again after assistance had begun (R-10)."""
    return _episode(luck, profile, country, (started, ended), RelationToAssistance.AFTER)


def _episode(
    luck: Luck, profile: Profile, country: str, days: tuple[date, date], relation: str
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "relation_to_assistance": relation,
        **_dated("started", days[0], luck, relation),
        **_dated("ended", days[1], luck, relation),
    }
    if relation == RelationToAssistance.INDEX and luck.chance(0.08):
        silent = {AskedStatus.NOT_ASKED: 5, AskedStatus.DECLINED: 3, AskedStatus.UNKNOWN: 1}
        return values | {"asked_status": luck.weighted(silent)}
    return values | _content(luck, profile, country, profile.age_on(days[0]))


def _dated(name: str, day: date, luck: Luck, relation: str) -> dict[str, Any]:
    """A day as the person remembers it; stored as the first day it can mean."""
    coarse = {Precision.DAY: 4, Precision.MONTH: 8}
    if relation == RelationToAssistance.INDEX and name == "ended":
        coarse = {Precision.DAY: 8, Precision.MONTH: 3}
    precision = luck.weighted(coarse)
    return {
        f"{name}_on": day.replace(day=1) if precision == Precision.MONTH else day,
        f"{name}_precision": precision,
    }


def _content(luck: Luck, profile: Profile, country: str, age: int) -> dict[str, Any]:
    tables = load("profile")
    purpose = luck.weighted(tables["purposes"][profile.group])
    abroad = luck.chance(0.55)
    away = luck.weighted(tables["destinations"][country])
    means = {luck.weighted(tables["means"]) for _ in range(luck.number(1, 2))}
    if age < 18:
        means.add("not_required_child")
    values = luck.values(tables["recruitment"]) | {
        "asked_status": AskedStatus.ANSWERED,
        "purposes": [purpose],
        "sex_exploitation_form": luck.weighted({"prostitution": 9, "private_sexual_services": 1, "": 2})
        if purpose == Exploitation.SEXUAL
        else "",
        "labour_industry": luck.weighted(tables["industries"]) if purpose in _LABOUR else "",
        "acts": sorted(luck.some(tables["acts"], luck.number(1, 4))),
        "means": sorted(means),
        "methods_of_control": sorted({luck.weighted(tables["controls"]) for _ in range(luck.number(1, 4))}),
        "country_of_exploitation": away if abroad else country,
        "cross_border": abroad or profile.is_foreign,
        "age_at_start": age,
    }
    if luck.chance(0.12):
        values["narrative"] = luck.pick(load("words")["accounts"])
    return values
