"""The days of this app, for reminders, lists and calendars (R-23): registered at start-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from cases.due import case_source
from cases.models import Case
from cases.models.case import CaseQuerySet
from referrals.codes import OUTSIDE_OPEN, HearingState, OrderState, ReferralState
from referrals.models import (
    Agreement,
    ContactEntry,
    Hearing,
    LegalMatter,
    OutsideReferral,
    ProtectionOrder,
    Referral,
    ReferralPackage,
    ReturnProcess,
)
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Asking, Due, Found, Source, asked, with_act
from renate.notices.rules import Steps

#: An organisation that says nothing: reminded on the day and the day after; the lead hears after three days.
ANSWER = Steps(worker=(0, 1), lead=(3,), until=None)
PACKAGE_END = Steps(worker=(-14,))
AGREEMENT_END = Steps(worker=(-30,))


def _hearings(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    planned = Hearing.objects.filter(state=HearingState.PLANNED, at__date__range=(first, last))
    return asked(planned.filter(matter__case__in=cases), TruncDate("at"), "matter__case_id")


def _orders(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    orders = ProtectionOrder.objects.filter(state=OrderState.IN_FORCE, valid_until__range=(first, last))
    return asked(orders.filter(case__in=cases), "valid_until", "case_id")


def _claims(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    unclaimed = LegalMatter.objects.running().filter(compensation_claimed__isnull=True, case__in=cases)
    rows = unclaimed.filter(claim_deadline__range=(first, last))
    return asked(rows, "claim_deadline", "case_id")


def _appeals(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    rows = LegalMatter.objects.running().filter(appeal_deadline__range=(first, last), case__in=cases)
    return asked(rows, "appeal_deadline", "case_id")


def _answers(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    waiting = Referral.objects.sent().unanswered().filter(case__in=cases)
    rows = waiting.filter(answer_due_on__range=(first, last))
    return asked(rows, "answer_due_on", "case_id")


def _ends(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    live = ReferralPackage.objects.owned().filter(state=ReferralState.ACCEPTED, referral__case__in=cases)
    rows = live.filter(valid_until__range=(first, last))
    return asked(rows, "valid_until", "referral__case_id")


def _outside(cases: CaseQuerySet, first: date, last: date) -> QuerySet:
    rows = OutsideReferral.objects.filter(state__in=OUTSIDE_OPEN, case__in=cases)
    rows = rows.filter(feedback_due_on__range=(first, last))
    return asked(rows, "feedback_due_on", "case_id")


def _owed(asking: Asking) -> QuerySet | None:
    """Offers that came to us and wait for our answer."""
    if asking.member is not None and not can(asking.member, Act.ANSWER_REFERRAL):
        return None
    offers = ReferralPackage.objects.received().waiting()
    return asked(offers.filter(answer_due_on__range=asking.days), "answer_due_on")


def _tell_of_owed(rows: list[Found], member: Membership | None) -> Iterable[Due]:
    """Told to whoever answers here."""
    answering = with_act(Act.ANSWER_REFERRAL, member)
    return [row.due(row.row, f"/referrals/{row.row}/", answering) for row in rows if answering]


def _next_steps(asking: Asking) -> QuerySet | None:
    """What was agreed with a body at the last contact (S1-20); a later contact settles it."""
    if asking.member is not None and not can(asking.member, Act.SEE_PARTNERS):
        return None
    later = ContactEntry.objects.filter(partner=OuterRef("partner"), on__gt=OuterRef("on"))
    rows = ContactEntry.objects.filter(~Exists(later), partner__is_active=True, next_on__range=asking.days)
    rows = rows if asking.member is None else rows.filter(by=asking.member)
    return asked(rows, "next_on", to="by_id", facts={"partner": "partner__public_id"})


def _agreements(asking: Asking) -> QuerySet | None:
    """Memoranda and other agreements that end (S3-70); one that was signed later stands for them."""
    if asking.member is not None and not can(asking.member, Act.ANSWER_REFERRAL):
        return None
    renewed = Agreement.objects.filter(
        partner=OuterRef("partner"), kind=OuterRef("kind"), signed_on__gt=OuterRef("signed_on")
    )
    rows = Agreement.objects.filter(~Exists(renewed), partner__is_active=True, valid_until__range=asking.days)
    return asked(rows, "valid_until", facts={"partner": "partner__public_id"})


def _tell_of_bodies(rows: list[Found], member: Membership | None) -> Iterable[Due]:
    """Told to whoever wrote it down, else to the coordinators; who also hear when it is long overdue."""
    leads = with_act(Act.ANSWER_REFERRAL, member)
    for row in rows:
        ref = row.facts["partner"]
        yield row.due(ref, f"/partners/{ref}/", (row.to,) if row.to else leads, leads)


def arrived_on(case: Case, on: date) -> date | None:
    """The day from which contact is close for six months (2.8, S4-11)."""
    journeys = ReturnProcess.objects.filter(case=case, arrived_on__lte=on).order_by("-arrived_on")
    return journeys.values_list("arrived_on", flat=True).first()


_LEGAL, _SENT = "referrals:matter_list", "referrals:offer_list"


def register() -> None:
    """Called once at start-up."""
    for key, what, rows, page, steps in (
        ("hearing", _("Appointment"), _hearings, _LEGAL, rules.HEARING),
        ("order", _("Order ends"), _orders, _LEGAL, rules.PROTECTION_ORDER),
        ("claim", _("Deadline for a claim"), _claims, _LEGAL, rules.COMPENSATION),
        ("appeal", _("Deadline"), _appeals, _LEGAL, Steps(worker=(-7, -2))),
        ("referral-answer", _("No answer to a referral"), _answers, _SENT, ANSWER),
        ("referral-end", _("Referral ends"), _ends, _SENT, PACKAGE_END),
        ("outside-feedback", _("Feedback due"), _outside, _SENT, rules.TO_BE_DONE),
    ):
        source = case_source(key, what, rows, url_name=page, steps=steps, kind=NoticeKind.REVIEW_DUE)
        due.register(source)
    owed = _("Referral to answer")
    due.register(Source("referral-owed", owed, _owed, _tell_of_owed, ANSWER, NoticeKind.REFERRAL))
    for key, what, ask, steps in (
        ("partner-step", _("Next step with a partner"), _next_steps, rules.TO_BE_DONE),
        ("agreement-end", _("Agreement ends"), _agreements, AGREEMENT_END),
    ):
        due.register(Source(key, what, ask, _tell_of_bodies, steps, NoticeKind.REVIEW_DUE))
