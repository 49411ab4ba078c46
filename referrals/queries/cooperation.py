"""The directory and the log of cooperation as lists and sums, also for donors (S3-66…70, S3-79, S1-10)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q, QuerySet

from referrals.models import Agreement, ContactEntry, CooperationActivity, Partner, PartnerContact
from renate.tenancy.models import Organisation


def activities_between(first: date, last: date) -> QuerySet[CooperationActivity]:
    """The activities of a period, newest first."""
    return CooperationActivity.objects.filter(on__range=(first, last)).order_by("-on", "-id")


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
