"""The days of this app, for reminders, lists and calendars (R-23): registered at start-up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.due import case_source
from cases.models import Case
from cases.models.case import CaseQuerySet
from referrals.codes import OUTSIDE_OPEN, HearingState, OrderState, ReferralState
from referrals.models import (
    Hearing,
    LegalMatter,
    OutsideReferral,
    ProtectionOrder,
    Referral,
    ReferralPackage,
    ReturnProcess,
)
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.notices import due, rules
from renate.notices.codes import NoticeKind
from renate.notices.due import Due, Source
from renate.notices.rules import Steps

Rows = Iterable[tuple[str, date, int]]

#: An organisation that says nothing: reminded on the day and the day after; the lead hears after three days.
ANSWER = Steps(worker=(0, 1), lead=(3,), until=None)
PACKAGE_END = Steps(worker=(-14,))


def _hearings(cases: CaseQuerySet, first: date, last: date) -> Rows:
    planned = Hearing.objects.filter(state=HearingState.PLANNED, at__date__range=(first, last))
    rows = planned.filter(matter__case__in=cases).values_list("public_id", "at", "matter__case_id")
    return [(ref, timezone.localtime(at).date(), case) for ref, at, case in rows]


def _orders(cases: CaseQuerySet, first: date, last: date) -> Rows:
    orders = ProtectionOrder.objects.filter(state=OrderState.IN_FORCE, valid_until__range=(first, last))
    return orders.filter(case__in=cases).values_list("public_id", "valid_until", "case_id")


def _claims(cases: CaseQuerySet, first: date, last: date) -> Rows:
    unclaimed = LegalMatter.objects.running().filter(compensation_claimed__isnull=True, case__in=cases)
    rows = unclaimed.filter(claim_deadline__range=(first, last))
    return rows.values_list("public_id", "claim_deadline", "case_id")


def _appeals(cases: CaseQuerySet, first: date, last: date) -> Rows:
    rows = LegalMatter.objects.running().filter(appeal_deadline__range=(first, last), case__in=cases)
    return rows.values_list("public_id", "appeal_deadline", "case_id")


def _answers(cases: CaseQuerySet, first: date, last: date) -> Rows:
    waiting = Referral.objects.sent().unanswered().filter(case__in=cases)
    rows = waiting.filter(answer_due_on__range=(first, last))
    return rows.values_list("public_id", "answer_due_on", "case_id")


def _ends(cases: CaseQuerySet, first: date, last: date) -> Rows:
    live = ReferralPackage.objects.owned().filter(state=ReferralState.ACCEPTED, referral__case__in=cases)
    rows = live.filter(valid_until__range=(first, last))
    return rows.values_list("public_id", "valid_until", "referral__case_id")


def _outside(cases: CaseQuerySet, first: date, last: date) -> Rows:
    rows = OutsideReferral.objects.filter(state__in=OUTSIDE_OPEN, case__in=cases)
    rows = rows.filter(feedback_due_on__range=(first, last))
    return rows.values_list("public_id", "feedback_due_on", "case_id")


def _owed(first: date, last: date, member: Membership | None) -> Iterable[Due]:
    """Offers that came to us and wait for our answer: told to whoever answers here."""
    offers = ReferralPackage.objects.received().waiting().filter(answer_due_on__range=(first, last))
    rows = list(offers.values_list("public_id", "answer_due_on"))
    answering = tuple(Membership.objects.with_act(Act.ANSWER_REFERRAL).values_list("pk", flat=True))
    return [Due(ref, day, ref, f"/referrals/{ref}/", answering) for ref, day in rows if answering]


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
    due.register(Source("referral-owed", _("Referral to answer"), _owed, ANSWER, kind=NoticeKind.REFERRAL))
