"""Referrals between the organisations of the demo, and each one's directory of partners.

The present ones go through the product's own operations: consent, package, seal, answer. Those of the
first years are over, so their packages are empty, and their rows are written as they would stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cases.codes import (
    CaseStatus,
    ChecklistQuestion,
    Confidentiality,
    ConsentDecision,
    ConsentForm,
    ConsentPurpose,
)
from cases.models import Consent
from cases.operations.consent import record_consent
from referrals import snapshot
from referrals.codes import DeclineReason, Direction, ReferralReason, ReferralState, ServiceAsked
from referrals.models import Partner, Referral, ReferralPackage
from referrals.operations.answering import accept_package, decline_package
from referrals.operations.sending import Request, draft_referral, send_referral, withdraw_referral
from renate.accounts.roles import Role
from renate.demo.figures import PERIOD_TO
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Sheet
from renate.tenancy import scope

if TYPE_CHECKING:
    from renate.demo.build import Place

_SECTIONS = ["A", "C"]
_EXPLAINED = dict.fromkeys(ChecklistQuestion.values, True)
Answer = Callable[["Place", "Place", ReferralPackage, date], None]


def write_partners(sheet: Sheet, row: dict) -> None:
    """Outside bodies that an organisation works with."""
    for name, kind, services in load("words")["partners"]:
        sheet.add(
            Partner,
            name=name,
            kind=kind,
            country=row["country"],
            area=row["region"],
            services=services,
            contact="Reception, +000 00 000100",
        )
    sheet.write(Partner)


def refer(places: Sequence[Place], seed: int) -> None:
    """One offer waits at each organisation; further ones were accepted, turned down or taken back."""
    count = len(places)
    if count < 2:
        return
    for number, place in enumerate(places):
        steps = {1: _leave_waiting, 2: _accept, 3: _decline if number % 2 else _withdraw}
        luck = Luck(seed, place.setting.key, "handover")
        for (step, answer), filed in zip(steps.items(), place.to_refer, strict=False):
            if step < count:
                _refer(place, places[(number + step) % count], filed, luck, answer)
        _write_early(place, places[(number + 1) % count], luck)


def may_be_referred(each: Filed) -> bool:
    """An open case of an adult that nothing stands against sharing."""
    story = each.story
    return (
        story.is_open
        and story.situation not in ("critical", "closing")
        and each.case.status == CaseStatus.ACTIVE
        and each.case.confidentiality == Confidentiality.STANDARD
        and each.person.profile.adult_on < story.opened_on < story.until - timedelta(days=12)
    )


def was_long_here(each: Filed) -> bool:
    """An adult of the first years who was here for more than half a year."""
    story = each.story
    early = each.person.profile.adult_on < story.opened_on < date(2009, 9, 1)
    return early and (story.last_day() - story.opened_on).days > 200


def _refer(place: Place, to: Place, filed: Filed, luck: Luck, answer: Answer) -> None:
    sent_on = place.setting.today - timedelta(days=luck.number(1, 6))
    by = filed.manager
    with scope.enter(organisation=place.organisation, user=by.user):
        record_consent(by=by, on=sent_on, case=filed.case, receiver=to.organisation, **_agreed(filed))
        asked = luck.some(
            [ServiceAsked.LEGAL, ServiceAsked.HEALTH, ServiceAsked.ECONOMIC, ServiceAsked.FAMILY], 2
        )
        request = Request([to.organisation], [str(code) for code in asked], _SECTIONS)
        referral = draft_referral(by=by, on=sent_on, case=filed.case, request=request)
        package = send_referral(by=by, on=sent_on, referral=referral)
    answer(place, to, package, place.setting.today)


def _leave_waiting(place: Place, to: Place, package: ReferralPackage, today: date) -> None:
    """Nobody has answered yet."""


def _accept(place: Place, to: Place, package: ReferralPackage, today: date) -> None:
    assert to.seats is not None  # noqa: S101 - built before
    by, manager = to.seats.one(Role.COORDINATOR), to.seats.managers[0]
    with scope.enter(organisation=to.organisation, user=by.user):
        accept_package(by=by, on=today, package=_received(package), case_manager=manager)


def _decline(place: Place, to: Place, package: ReferralPackage, today: date) -> None:
    assert to.seats is not None  # noqa: S101 - built before
    by = to.seats.one(Role.COORDINATOR)
    with scope.enter(organisation=to.organisation, user=by.user):
        decline_package(by=by, on=today, package=_received(package), reason=DeclineReason.NO_PLACE)


def _withdraw(place: Place, to: Place, package: ReferralPackage, today: date) -> None:
    by = package.referral.made_by
    with scope.enter(organisation=place.organisation, user=by.user):
        withdraw_referral(by=by, on=today, referral=Referral.objects.get(pk=package.referral_id))


def _received(package: ReferralPackage) -> ReferralPackage:
    """The package as the receiver's scope finds it."""
    return ReferralPackage.objects.received().get(pk=package.pk)


def _write_early(place: Place, to: Place, luck: Luck) -> None:
    """Handovers of the first years: accepted then, ended long ago."""
    for each in place.referred_early:
        sent = luck.day(
            each.story.opened_on + timedelta(days=30),
            min(each.story.last_day(), PERIOD_TO) - timedelta(days=60),
        )
        with scope.enter(organisation=place.organisation, user=each.manager.user):
            record = _early_referral(each, to, sent, luck)
        with scope.enter(organisation=to.organisation):
            _early_record(record, place, to)


def _agreed(each: Filed) -> dict:
    """The person's signed yes to sharing two sections."""
    return {
        "purpose": ConsentPurpose.SHARE_ORG,
        "decision": ConsentDecision.GIVEN,
        "form": ConsentForm.SIGNED,
        "language": each.person.profile.language,
        "checklist": _EXPLAINED,
        "sections": _SECTIONS,
    }


def _early_referral(each: Filed, to: Place, sent: date, luck: Luck) -> Referral:
    until = sent + timedelta(days=182)
    consent = Consent(
        person=each.case.person, case=each.case, receiver=to.organisation, valid_from=sent, valid_until=until,
        asked_by=each.manager, **_agreed(each),
    )  # fmt: skip
    consent.save()
    ended = sent + timedelta(days=luck.number(50, 160))
    both = {
        "state": ReferralState.ENDED,
        "sections": _SECTIONS,
        "ended_on": ended,
        "network_ref": luck.code(length=20),
    }
    both["answered_on"] = sent + timedelta(days=luck.number(1, 12))
    referral = Referral(
        case=each.case, counterpart=to.organisation, reason=ReferralReason.ADDITIONAL_SERVICES,
        services_asked=[luck.pick(ServiceAsked.values)], consent=consent, made_by=each.manager, sent_on=sent,
        package_ref=luck.code(), **both,
    )  # fmt: skip
    referral.save()
    ReferralPackage(
        public_id=referral.package_ref, referral=referral, receiver=to.organisation, offered_on=sent,
        summary=snapshot.summary(referral, on=sent), valid_until=until, **both,
    ).save()  # fmt: skip
    return referral


def _early_record(sent: Referral, place: Place, to: Place) -> None:
    """The receiver's own record of it."""
    assert to.seats is not None  # noqa: S101 - built before
    Referral(
        direction=Direction.IN, counterpart=place.organisation, reason=sent.reason,
        services_asked=sent.services_asked, sections=sent.sections, made_by=to.seats.managers[0],
        state=ReferralState.ENDED, sent_on=sent.sent_on, answered_on=sent.answered_on, ended_on=sent.ended_on,
        package_ref=sent.package_ref, network_ref=sent.network_ref,
    ).save()  # fmt: skip
