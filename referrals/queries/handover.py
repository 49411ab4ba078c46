"""Reads over referrals and packages for the lists."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from cases.access import visible_cases
from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals import sealing, showing
from referrals.codes import OPEN_STATES, MessageKind, ReferralState
from referrals.models import (
    CopiedField,
    OutsideReferral,
    PackageMessage,
    PackageReading,
    PersonRequest,
    Referral,
    ReferralPackage,
    RequestNote,
)
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
    settled = models.Case(models.When(state__in=OPEN_STATES, then=0), default=1)
    return received.order_by(settled, "-offered_on", "-id")


def sent_by_us(membership: Membership) -> QuerySet[Referral]:
    """What we asked of others, in cases that the member may open; newest first."""
    sent = Referral.objects.sent().filter(case__in=visible_cases(membership))
    return sent.select_related("case__person", "counterpart").order_by("-created_at", "-id")


def services_asked(row: Referral | ReferralPackage) -> list[str]:
    """What is asked for, in words, on either side of a referral."""
    codes = row.summary["services_asked"] if isinstance(row, ReferralPackage) else row.services_asked
    return showing.services_in_words(codes)


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


def messages(package: ReferralPackage, *kinds: MessageKind) -> list[showing.ShownMessage]:
    """What passed between the two sides, oldest first; a destroyed text shows as such."""
    rows = PackageMessage.objects.filter(package=package, kind__in=kinds).order_by("created_at", "id")
    return [
        showing.message(row.kind, row.on, row.writer_name, row.from_receiver, sealing.read_text(row))
        for row in rows
    ]


def asked_beside(referral: Referral) -> list[Referral]:
    """The other candidates of the same round."""
    if not referral.round_ref:
        return []
    rows = Referral.objects.sent().filter(case=referral.case_id, round_ref=referral.round_ref)
    return list(rows.exclude(pk=referral.pk).select_related("counterpart").order_by("id"))


def outside_of_case(case: Case) -> list[OutsideReferral]:
    """Referrals of a case to bodies without an account, newest first."""
    rows = OutsideReferral.objects.filter(case=case).select_related("partner").order_by("-created_at", "-id")
    return list(rows)


def requests_of_case(case: Case) -> list[PersonRequest]:
    """What we asked other organisations about the person."""
    rows = PersonRequest.objects.owned().filter(case=case).select_related("receiver")
    return list(rows.order_by("-sent_on", "-id"))


def requests_received(on: date) -> QuerySet[PersonRequest]:
    """What others ask us about persons, newest first, while it is kept."""
    rows = PersonRequest.objects.received().filter(valid_until__gte=on, wrapped_key__isnull=False)
    return rows.select_related("organisation").defer("payload", "wrapped_key").order_by("-sent_on", "-id")


def handling_of(requests: list[PersonRequest]) -> dict[str, RequestNote]:
    """What we did about each, in one query."""
    refs = [request.public_id for request in requests]
    return {note.request_ref: note for note in RequestNote.objects.filter(request_ref__in=refs)}


def copied_into(case: Case) -> list[CopiedField]:
    """Where the values of a taken-over file came from."""
    rows = CopiedField.objects.filter(case=case).select_related("referral__counterpart")
    return list(rows.order_by("section", "block", "id"))


def received_record(package: ReferralPackage) -> Referral | None:
    """Our own record of a package that we accepted."""
    return (
        Referral.objects.taken_in()
        .filter(package_ref=package.public_id)
        .select_related("case__person", "made_by__user")
        .first()
    )
