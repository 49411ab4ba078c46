"""The directory and the log of cooperation as lists and sums, also for donors (S3-66…70, S3-79, S1-10)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum

from referrals.codes import TRAININGS, Audience, CoopKind
from referrals.models import Agreement, ContactEntry, CooperationActivity, Partner, PartnerContact
from renate.tenancy.models import Organisation


@dataclass(frozen=True)
class KindOfWork:
    """One line of the report: a kind of cooperation, how often, how many days and people."""

    kind: str
    label: str
    times: int
    days: int
    people: int


def activities_between(first: date, last: date) -> QuerySet[CooperationActivity]:
    """The activities of a period, newest first."""
    return CooperationActivity.objects.filter(on__range=(first, last)).order_by("-on", "-id")


def work_between(first: date, last: date) -> list[KindOfWork]:
    """Each kind of cooperation of a period, in the order of the list; kinds without any are left out."""
    rows = activities_between(first, last).order_by().values("kind")
    counted = {row["kind"]: row for row in rows.annotate(times=Count("pk"), sum_of_days=Sum("days"))}
    people = Counter[str]()
    for kind, groups in activities_between(first, last).values_list("kind", "participants"):
        people[kind] += sum(groups.values())
    return [
        KindOfWork(code, str(label), counted[code]["times"], counted[code]["sum_of_days"], people[code])
        for code, label in CoopKind.choices
        if code in counted
    ]


def trained_between(first: date, last: date) -> dict[str, int]:
    """People reached by trainings of a period, by group (S1-10, S3-79)."""
    sums = Counter[str]()
    rows = activities_between(first, last).filter(kind__in=TRAININGS)
    for groups in rows.values_list("participants", flat=True):
        sums.update(groups)
    return {group: sums[group] for group in Audience.values if sums[group]}


def partners(kind: str = "", country: str = "", service: str = "") -> QuerySet[Partner]:
    """The directory, those in use first, with the last contact."""
    wanted = Q()
    if kind:
        wanted &= Q(kind=kind)
    if country:
        wanted &= Q(country=country)
    if service:
        wanted &= Q(services__contains=[service])
    rows = Partner.objects.filter(wanted).annotate(last_contact=Max("log__on"))
    return rows.order_by("-is_active", "country", "name")


def members_without_entry(here: Organisation) -> QuerySet[Organisation]:
    """Members of the network that are not in the directory yet."""
    known = Partner.objects.filter(member__isnull=False).values("member")
    others = Organisation.objects.filter(is_active=True, kind="member").exclude(pk=here.pk)
    return others.exclude(pk__in=known).order_by("country", "name")


def about(partner: Partner) -> dict[str, list]:
    """Everything that is kept about a body, in three queries."""
    return {
        "contacts": list(PartnerContact.objects.filter(partner=partner).order_by("-is_current", "id")),
        "agreements": list(Agreement.objects.filter(partner=partner).order_by("-signed_on", "-id")),
        "log": list(
            ContactEntry.objects.filter(partner=partner).select_related("by__user").order_by("-on", "-id")
        ),
    }
