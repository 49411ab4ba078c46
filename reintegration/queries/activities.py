"""Group activities: who can take part, who did, and in which phase each was; a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from cases.access import visible_cases
from cases.models import Case, RelatedPerson
from reintegration.models import GroupActivity, PhasePeriod, ServiceDelivery
from renate.accounts.models import Membership

MOST_OFFERED = 400


@dataclass(frozen=True)
class Guest:
    """Somebody who can take part; `recipient` is a family member, none is the person."""

    case: Case
    recipient: RelatedPerson | None = None

    @property
    def key(self) -> str:
        """What the form sends."""
        return self.recipient.public_id if self.recipient else self.case.public_id

    @property
    def label(self) -> str:
        """The code, and for family the relation."""
        code = self.case.person.case_code
        return f"{code} – {self.recipient.without_name.lower()}" if self.recipient else code


def guests_for(membership: Membership) -> list[Guest]:
    """Everybody in open files of a member, each person followed by family who receive services."""
    cases = list(visible_cases(membership).open().with_people().order_by("person__case_code")[:MOST_OFFERED])
    family: dict[int, list[RelatedPerson]] = {}
    people = [case.person_id for case in cases]
    for relative in RelatedPerson.objects.filter(person__in=people, is_beneficiary=True).order_by("id"):
        family.setdefault(relative.person_id, []).append(relative)
    return [
        guest
        for case in cases
        for guest in (Guest(case), *(Guest(case, relative) for relative in family.get(case.person_id, [])))
    ]


def phases_on(cases: Iterable[Case], on: date) -> dict[int, str]:
    """The decided phase of each case on a day."""
    periods = PhasePeriod.objects.filter(cycle__case__in=[case.pk for case in cases], from_on__lte=on)
    there = periods.filter(Q(to_on__isnull=True) | Q(to_on__gt=on)).order_by("from_on", "id")
    return dict(there.values_list("cycle__case", "phase"))


def recent_activities() -> list[GroupActivity]:
    """The newest first, each with how many took part."""
    found = GroupActivity.objects.select_related("led_by__user", "grant")
    return list(found.annotate(took_part=Count("deliveries")).order_by("-on", "-id")[:100])


def participants_of(activity: GroupActivity, membership: Membership) -> tuple[list[ServiceDelivery], int]:
    """Who took part, as far as the reader may open their files; and how many others."""
    rows = ServiceDelivery.objects.filter(activity=activity)
    shown = list(
        rows.filter(case__in=visible_cases(membership))
        .select_related("case__person", "recipient")
        .order_by("case__person__case_code", "id")
    )
    return shown, rows.count() - len(shown)
