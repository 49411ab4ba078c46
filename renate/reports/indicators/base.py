"""The frame that figures are counted in, and what an indicator is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Consent, Person
from reintegration.catalogue import AUTONOMOUS
from reintegration.models import ServiceDelivery
from renate.reports.indicators.among import Among

Measures = dict[str, int | Decimal]
Words = str | Promise
__all__ = ["Among", "Frame", "Indicator", "Measures", "Words", "by_group"]


@dataclass(frozen=True)
class Frame:
    """Period, cut-off and money of one report. `as_at`: nothing dated later is known (S3-90)."""

    from_on: date
    to_on: date
    as_at: date
    grant_ids: tuple[int, ...] | None = None  # None: whoever paid
    home: str = ""  # the organisation's country, from which nationality is seen
    elsewhere: tuple[int, ...] = ()  # persons whom another member of the network counts

    @property
    def last(self) -> date:
        """The last day that counts: the end of the period or the cut-off, whichever is earlier."""
        return min(self.to_on, self.as_at)

    def services(self) -> Any:
        """Services made by the cut-off; what a person or family arranged alone is no service of ours."""
        made = ServiceDelivery.objects.exclude(provider_kind__in=AUTONOMOUS).filter(on__lte=self.as_at)
        if self.left_out:
            made = made.exclude(case__person__pk__among=self.left_out)
        return made if self.grant_ids is None else made.filter(grant__pk__among=self.grant_ids)

    def deliveries(self) -> Any:
        """Deliveries of the period."""
        return self.services().between(self.from_on, self.last)

    @cached_property
    def left_out(self) -> list[int]:
        """Persons who said no to reports, or whose file is restricted: today's answer counts (domain 4).

        In a report of the network also those whom another member counts.
        """
        refused = Consent.objects.current().for_purpose(ConsentPurpose.STATISTICS)
        refused = refused.filter(decision__in=[ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN])
        restricted = Person.objects.filter(restricted_on__isnull=False).values_list("pk", flat=True)
        return [*refused.values_list("person", flat=True).distinct(), *restricted, *self.elsewhere]

    @cached_property
    def assisted_ids(self) -> list[int]:
        """Persons with at least one service of their own in the period (S3-62)."""
        return list(self.deliveries().to_primary().values_list("case__person", flat=True).distinct())

    @cached_property
    def ever_ids(self) -> list[int]:
        """Persons with at least one service of their own by the cut-off, whenever."""
        return list(self.services().to_primary().values_list("case__person", flat=True).distinct())

    def assisted(self) -> Any:
        """The assisted persons, for further counting by the database."""
        return Person.objects.filter(pk__among=self.assisted_ids)

    def ever_assisted(self) -> Any:
        """Everybody assisted by the cut-off, likewise."""
        return Person.objects.filter(pk__among=self.ever_ids)


@dataclass(frozen=True)
class Indicator:
    """One figure, or one family of figures, defined once (domain 2.9)."""

    key: str
    name: Words
    definition: Words
    unit: Words
    source: tuple[str, ...]
    count: Callable[[Frame], Measures]


def by_group(rows: Iterable[tuple[str, int]], stem: str, groups: Iterable[str], other: str) -> Measures:
    """Counts by group with a nought for every group that has none; codes outside the groups go to `other`."""
    found: Measures = {f"{stem}={group}": 0 for group in groups}
    for code, number in rows:
        key = f"{stem}={code}"
        found[key if key in found else f"{stem}={other}"] += number
    return found
