"""A few rows of work beyond the house: whom to call, what was agreed, meetings, a legal matter, a return.

All by the product's own operations, as somebody would enter them.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentPurpose
from cases.operations import record_consent
from cases.operations.supervision import record_supervision
from referrals.codes import (
    AgreementKind,
    CoopKind,
    HearingKind,
    HearingMode,
    MatterKind,
    MatterRole,
    MatterStatus,
    PartnerKind,
    ReferralReason,
    ReturnType,
    ServiceAsked,
    StepState,
    TrmPhase,
)
from referrals.models import Partner
from referrals.operations import keep_agreement, keep_contact, log_activity, log_contact
from referrals.operations.justice import keep_hearing, keep_matter
from referrals.operations.outside import OutsideRequest, draft_outside
from referrals.operations.returns import keep_way_contact, mark_step, open_return
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.demo.writing.files import Filed
from renate.tenancy import scope

if TYPE_CHECKING:
    from renate.demo.build import Place

#: Handing over takes the first ones; what follows belongs to others.
_AFTER_HANDOVER = 3
_MEETINGS = (
    (
        CoopKind.NRM_MEETING,
        "Quarterly meeting of the coordination group",
        40,
        {"police": 4, "social_workers": 6},
    ),
    (CoopKind.TRAINING_OTHERS, "Listening first: one day for social workers", 75, {"social_workers": 18}),
    (CoopKind.SOP_DRAFTING, "Working group on referral procedures", 110, {"prosecutors": 2, "ngo_staff": 5}),
)


# Days ago, how, and for how many of the case managers.
_SUPERVISION = ((12, "group", None), (45, "individual", 1), (75, "group", None), (160, "after_event", 2))


def write_beyond(place: Place) -> None:
    """Contacts and agreements of two bodies, the log of the year, one legal matter and one return."""
    assert place.seats is not None  # noqa: S101 - built before
    with scope.enter(organisation=place.organisation):
        _cooperate(place, place.seats.one(Role.COORDINATOR))
        for days, kind, some in _SUPERVISION:
            record_supervision(
                by=place.seats.one(Role.COORDINATOR),
                on=place.setting.today - timedelta(days=days),
                members=place.seats.managers[:some],
                kind=kind,
            )
        rest = place.to_refer[_AFTER_HANDOVER:]
        if rest:
            _go_to_court(place, rest[0])
        if len(rest) > 1:
            _prepare_return(place, rest[1])
            _refer_outside(place, rest[1])


def _cooperate(place: Place, by: Membership) -> None:
    today = place.setting.today
    for number, partner in enumerate(Partner.objects.order_by("pk")[:2]):
        signed = today - timedelta(days=400 + number)
        keep_contact(
            by=by,
            on=today,
            partner=partner,
            name="Reception desk",
            job="First contact",
            reach="+000 00 000101",
        )
        keep_agreement(
            by=by, on=today, partner=partner, kind=AgreementKind.MOU, signed_on=signed,
            valid_until=signed + timedelta(days=730),
        )  # fmt: skip
        log_contact(
            by=by, on=today, partner=partner, happened_on=today - timedelta(days=12 + number),
            topic="Talked through opening hours and how we announce somebody.",
        )  # fmt: skip
    for kind, title, days_ago, people in _MEETINGS:
        log_activity(
            by=by, on=today, happened_on=today - timedelta(days=days_ago), participants=people, kind=kind,
            title=title, country=place.row["country"],
        )  # fmt: skip


def _go_to_court(place: Place, filed: Filed) -> None:
    today = place.setting.today
    matter = keep_matter(
        by=filed.manager, on=today, case=filed.case, kind=MatterKind.CRIMINAL_AGAINST_OTHERS,
        country=place.row["country"], role=MatterRole.INJURED, status=MatterStatus.TRIAL,
        status_on=today - timedelta(days=30), claim_deadline=today + timedelta(days=200),
    )  # fmt: skip
    at = timezone.make_aware(datetime.combine(today + timedelta(days=11), time(9, 30)))
    keep_hearing(
        by=filed.manager, on=today, matter=matter, kind=HearingKind.HEARING, at=at, testifies=True,
        mode=HearingMode.VIDEO,
    )  # fmt: skip


def _prepare_return(place: Place, filed: Filed) -> None:
    today, by = place.setting.today, filed.manager
    here = place.row["country"]
    home = filed.case.person.citizenship or here
    # Who is at home here is prepared for while still abroad.
    journey = open_return(
        by=by, on=today, case=filed.case, kind=ReturnType.IDENTIFIED, to_country=home,
        from_country="IT" if home == here else here,
    )  # fmt: skip
    for code in ("brought_by", "options_told", "stay_explained"):
        mark_step(by=by, on=today, journey=journey, code=code, state=StepState.DONE)
    keep_way_contact(
        by=by, on=today, journey=journey, role="origin", country=journey.to_country, name="Partner house",
        reach="+000 00 000102",
    )  # fmt: skip


def _refer_outside(place: Place, filed: Filed) -> None:
    """A referral to a body without an account, ready for its protected file."""
    today, by = place.setting.today, filed.manager
    consent = record_consent(
        by=by, on=today, case=filed.case, purpose=ConsentPurpose.SHARE_AUTHORITY, sections=["A", "C"],
        decision=ConsentDecision.GIVEN, scope="The social service, to look for a flat together",
        checklist=dict.fromkeys(ChecklistQuestion.values, True),
    )  # fmt: skip
    body = Partner.objects.filter(kind=PartnerKind.STATE_SERVICE).order_by("pk")[0]
    wish = OutsideRequest(
        partner=body, services_asked=[ServiceAsked.ACCOMMODATION], sections=["A", "C"],
        reason=ReferralReason.ADDITIONAL_SERVICES, trm_phase=TrmPhase.LONG_TERM,
        if_impossible="We ask the housing fund.",
    )  # fmt: skip
    draft_outside(by=by, on=today, case=filed.case, request=wish, consent=consent)
