"""Reads over referrals and packages for the lists."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from cases.access import visible_cases
from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals.codes import ReferralState
from referrals.models import PackageReading, Referral, ReferralPackage
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Section


def inbox(membership: Membership) -> QuerySet[ReferralPackage]:
    """What came to us: all for those who answer, else what the member holds a grant on. Offers first."""
    received = (
        ReferralPackage.objects.received().select_related("organisation").defer("payload", "wrapped_key")
    )
    if not can(membership, Act.ANSWER_REFERRAL):
        granted = Q(user_grants__user=membership.user_id) | Q(group_grants__group__user=membership.user_id)
        mine = ReferralPackage.objects.received().filter(granted, state=ReferralState.ACCEPTED)
        received = received.filter(pk__in=mine.values("pk"))
    settled = models.Case(models.When(state=ReferralState.OFFERED, then=0), default=1)
    return received.order_by(settled, "-offered_on", "-id")


def sent_by_us(membership: Membership) -> QuerySet[Referral]:
    """What we asked of others, in cases that the member may open; newest first."""
    sent = Referral.objects.sent().filter(case__in=visible_cases(membership))
    return sent.select_related("case__person", "counterpart").order_by("-created_at", "-id")


def of_case(case: Case) -> list[Referral]:
    """All referrals of a case, sent and received; newest first."""
    return list(
        Referral.objects.filter(case=case)
        .select_related("counterpart", "made_by__user", "package")
        .order_by("-created_at", "-id")
    )


def sharing_consents(case: Case, on: date) -> list[tuple[Consent, list[str]]]:
    """The yeses to share that stand on a day, with their sections in words: what a referral can rest on."""
    consents = Consent.objects.filter(case=case).for_purpose(ConsentPurpose.SHARE_ORG).valid_on(on)
    return [
        (consent, [str(Section(letter).label) for letter in sorted(consent.sections)])
        for consent in consents.select_related("receiver").order_by("receiver__name")
    ]


def readings(package: ReferralPackage) -> list[PackageReading]:
    """Who opened what, and when; newest first. The same list on both sides."""
    return list(PackageReading.objects.filter(package=package).order_by("-created_at", "-id"))


def received_record(package: ReferralPackage) -> Referral | None:
    """Our own record of a package that we accepted."""
    return (
        Referral.objects.taken_in()
        .filter(package_ref=package.public_id)
        .select_related("case__person", "made_by__user")
        .first()
    )
