"""What was delivered month by month: by whom, how, at what cost, from which grant (S3-10, S3-64, R-15)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cases.codes import Relation
from reintegration.catalogue import AUTONOMOUS, SERVICES
from reintegration.codes import DeliveryMode, Phase, PlanItemStatus, ProviderKind, Unit
from renate.demo.figures import PERIOD_TO
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.money import SERVICE_SHARE
from renate.demo.people import Relative
from renate.demo.plans import WORKING_AGE
from renate.demo.story import MANAGER, PSYCHOLOGIST, CaseStory, Item, PersonStory, Row, clip, days

_LEVEL_SERVICE = {
    "crisis": "accommodation.crisis_shelter",
    "rehabilitation": "accommodation.rehabilitation_shelter",
    "long_term": "accommodation.long_term_accommodation",
}
_SERVED = (PlanItemStatus.COMPLETED, PlanItemStatus.IN_PROGRESS, PlanItemStatus.STOPPED)
_OUTSIDE = {ProviderKind.STATE_SERVICE: "state", ProviderKind.CARE_PROVIDER_PARTNER_NGO: "ngo"}


@dataclass
class Purse:
    """The grants of an organisation: what is left of each. A cost is charged to one, within its period."""

    grants: list[Row]
    left: dict[str, Decimal] = field(default_factory=dict)

    def charge(self, on: date, cost: Decimal) -> str | None:
        """The code of the grant that pays, or None when none can."""
        for grant in self.grants:
            left = self.left.setdefault(grant["code"], grant["amount"] * SERVICE_SHARE)
            if grant["from_on"] <= on <= grant["to_on"] and left >= cost:
                self.left[grant["code"]] = left - cost
                return grant["code"]
        return None


@dataclass
class Teller:
    """Tells the deliveries of one case."""

    luck: Luck
    person: PersonStory
    case: CaseStory
    purse: Purse

    def tell(self) -> list[Row]:
        """All of them, in the order of time."""
        rows = self._first_days() + self._of_plans() + self._of_phases() + self._of_stays()
        if self.person.profile.values["interpreter_needed"]:
            rows.append(self._row("interpretation.interpretation", self.case.opened_on))
        for relative in self.person.profile.family:
            if relative.is_beneficiary and self.case is self.person.cases[0]:
                rows += self._of_relative(relative)
        once = {(row["on"], row["service"], id(row.get("recipient"))): row for row in reversed(rows)}
        return sorted(once.values(), key=lambda row: row["on"])

    def _first_days(self) -> list[Row]:
        """The talk on the day of opening is the first service of all; the others follow soon."""
        first, *others = load("work")["first_days"]
        rows = [self._row(first, self.case.opened_on, own=True)]
        for code in others:
            if self.luck.chance(0.8):
                day = clip(
                    self.case.opened_on + days(self.luck.number(0, 14)),
                    self.case.opened_on,
                    self.case.last_day(),
                )
                rows.append(self._row(code, day, own=True))
        return rows

    def _of_plans(self) -> list[Row]:
        rows = []
        for plan in self.case.plans:
            for item in (item for _goal, items in plan.goals for item in items):
                if item.values["status"] in _SERVED and item.values["decided_on"] >= plan.values["agreed_on"]:
                    day = self.luck.day(
                        plan.values["agreed_on"], min(plan.until, plan.values["agreed_on"] + days(150))
                    )
                    rows.append(self._row(item.values["service"], min(day, self.case.last_day()), item=item))
        return rows

    def _of_phases(self) -> list[Row]:
        work = load("work")
        rows = []
        for course in self.case.courses:
            for span in course.spans:
                last = span.to_on or course.until
                months = max(0, (last - span.from_on).days) / 30.4
                count = months * work["monthly"][span.phase]
                whole = int(count) + self.luck.chance(count % 1)
                table = work["services"][Phase.REINTEGRATION if span.phase == Phase.EXTENDED else span.phase]
                for _ in range(whole):
                    rows.append(self._row(self._fitting(table), self.luck.day(span.from_on, last)))
        return rows

    def _fitting(self, table: dict[str, float]) -> str:
        """A service of the phase that fits the age."""
        code = self.luck.weighted(table)
        if code.startswith("economic.") and self.person.profile.age_on(self.case.opened_on) < WORKING_AGE:
            return self.luck.pick(load("work")["minors"]["economic"])
        return code

    def _of_stays(self) -> list[Row]:
        """Nights, booked when the stay ends, or on its first day while it lasts."""
        rows = []
        for stay in self.case.stays:
            wish = stay.wish
            day = wish.to_on or self.case.until
            row = self._row(_LEVEL_SERVICE[wish.level], day, own=True)
            rows.append(row | {"quantity": Decimal(max(1, (day - wish.from_on).days)), "unit": Unit.NIGHT})
        return rows

    def _of_relative(self, relative: Relative) -> list[Row]:
        """At least one in the counted period, for those who came in it (S3-64)."""
        kinds = load("work")["secondary"]
        services = kinds["child" if relative.values["relation"] == Relation.CHILD else "other"]
        first = self.case.opened_on
        last = min(self.case.last_day(), PERIOD_TO) if first <= PERIOD_TO else self.case.last_day()
        count = self.luck.number(1, 4)
        return [
            self._row(self.luck.pick(services), self.luck.day(first, last)) | {"recipient": relative}
            for _ in range(count)
        ]

    def _row(self, code: str, on: date, *, own: bool = False, item: Item | None = None) -> Row:
        luck, service = self.luck, SERVICES[code]
        kinds = dict(zip(service.providers, (58, 30, 9, 2, 1), strict=False))
        kind = ProviderKind.CARE_PROVIDER_OWN if own else luck.weighted(kinds)
        if item is not None:
            kind = item.values["provider_kind"]
        row: Row = {
            "on": on,
            "service": code,
            "category": service.category,
            "item": item,
            "phase_at": self.case.phase_on(on),
            "provider_kind": kind,
            "unit": service.unit,
            **self._amount(code, on, kind),
        }
        if kind == ProviderKind.CARE_PROVIDER_OWN:
            row["delivered_by"] = PSYCHOLOGIST if service.category == "psychosocial" else MANAGER
        if row["mode"] in (DeliveryMode.IN_PERSON, DeliveryMode.PHONE) and service.unit == Unit.SESSION:
            row["duration_min"] = luck.pick((30, 45, 60, 60, 90))
        if luck.chance(0.06):
            row["satisfaction"] = luck.weighted({5: 5, 4: 4, 3: 1})
        return row

    def _amount(self, code: str, on: date, kind: str) -> Row:
        """Quantity, way, cost and grant; what people and families arrange alone costs us nothing."""
        luck, unit = self.luck, SERVICES[code].unit
        quantity = Decimal(luck.weighted({1: 8, 2: 1}) if unit != Unit.DAY else luck.number(3, 20))
        mode = {Unit.EUR: DeliveryMode.CASH, Unit.ITEM: DeliveryMode.IN_KIND}.get(
            Unit(unit), DeliveryMode.IN_PERSON
        )
        if code.endswith(("accompaniment", "escort")):
            mode = DeliveryMode.ACCOMPANIMENT
        elif mode == DeliveryMode.IN_PERSON and luck.chance(0.09):
            mode = DeliveryMode.PHONE
        range_of = load("work")["costs"].get(code)
        if kind in AUTONOMOUS or range_of is None:
            return {"quantity": quantity, "mode": mode, "cost": None, "grant": None}
        cost = Decimal(luck.number(*range_of))
        if unit == Unit.EUR:
            quantity = cost
        return {"quantity": quantity, "mode": mode, "cost": cost, "grant": self.purse.charge(on, cost)}
