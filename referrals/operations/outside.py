"""Referrals to bodies without an account: consent, the protected file, the answer by hand (domain 2.3, 4)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals import outside_file, rules, snapshot
from referrals.access import shareable_sections
from referrals.codes import OUTSIDE_OPEN, DeclineReason, OutsideState
from referrals.lifecycle import ReferralError
from referrals.models import OutsideFile, OutsideReferral, Partner
from renate import audit
from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice
from renate.tenancy.models import Organisation

KEEP_FILE = timedelta(days=1)
FEEDBACK_AFTER = timedelta(days=14)
ANSWERS = (
    OutsideState.ACCEPTED,
    OutsideState.WAITING,
    OutsideState.DECLINED,
    OutsideState.NO_ANSWER,
    OutsideState.DONE,
)


@dataclass(frozen=True)
class OutsideRequest:
    """What is asked of which body, how, and what if it is not possible."""

    partner: Partner
    services_asked: list[str]
    sections: list[str]
    reason: str
    urgent: bool = False
    escorted: bool = False
    nrm_channel: bool = False
    trm_phase: str = ""
    contact_person: str = ""
    if_impossible: str = ""
    feedback_due_on: date | None = None


@dataclass(frozen=True)
class OutsideAnswer:
    """What the body said."""

    state: str
    responded_on: date
    decline_reason: str = ""
    feedback: str = ""
    feedback_due_on: date | None = None


@transaction.atomic
def draft_outside(
    *, by: Membership, on: date, case: Case, request: OutsideRequest, consent: Consent
) -> OutsideReferral:
    """Prepare a referral to a body under one consent to tell an authority, which holds for this act.

    share_authority.
    """
    _check_consent(case, consent, request.sections, on=on)
    faults = rules.section_faults(request.sections, readable=shareable_sections(by))
    if faults:
        raise ReferralError(faults, field="sections")
    if not request.partner.is_active:
        raise ReferralError(_("This body is not in use any more."), field="partner")
    if OutsideReferral.objects.filter(consent=consent).exists():
        raise ReferralError(_("This consent was used for another referral: ask again."), field="consent")
    values = {each.name: getattr(request, each.name) for each in fields(request)}
    referral = OutsideReferral(case=case, consent=consent, made_by=by, **values)
    referral.full_clean()
    referral.save()
    audit.record("outside.drafted", on=referral, sections=sorted(referral.sections))
    return referral


@transaction.atomic
def make_file(
    *, by: Membership, on: date, referral: OutsideReferral, sender: Organisation
) -> tuple[OutsideFile, str]:
    """The protected file and its password, which is shown this once and kept nowhere.

    The consent is asked anew. A second file replaces the first: only one password opens anything.
    """
    referral = _locked(referral)
    if referral.state not in (OutsideState.DRAFT, *OUTSIDE_OPEN):
        raise ReferralError(_("This referral is over."))
    _check_consent(referral.case, referral.consent, referral.sections, on=on)
    password = outside_file.new_password()
    content = snapshot.build(referral.case, referral.sections)
    OutsideFile.objects.filter(referral=referral).update(content=None)
    made = OutsideFile(referral=referral, sections=referral.sections, made_by=by, keep_until=on + KEEP_FILE)
    made.content = outside_file.protected_file(referral, content, password=password, sender=sender, on=on)
    made.full_clean()
    made.save()
    if referral.state == OutsideState.DRAFT:
        referral.state, referral.sent_on = OutsideState.SENT, on
        referral.feedback_due_on = referral.feedback_due_on or on + FEEDBACK_AFTER
        referral.full_clean()
        referral.save()
    audit.record("outside.file_made", on=referral, sections=sorted(referral.sections))
    return made, password


@transaction.atomic
def record_answer(
    *, by: Membership, on: date, referral: OutsideReferral, answer: OutsideAnswer
) -> OutsideReferral:
    """Write down what the body said; silence is an answer too, with the next reminder."""
    referral = _locked(referral)
    if referral.state not in OUTSIDE_OPEN or answer.state not in ANSWERS:
        raise ReferralError(_("There is nothing to answer at present."))
    if answer.responded_on > on:
        raise ReferralError(_("The day is in the future."), field="responded_on")
    if answer.state == OutsideState.DECLINED and answer.decline_reason not in DeclineReason:
        raise ReferralError(_("Say why they decline."), field="decline_reason")
    for name, value in asdict(answer).items():
        setattr(referral, name, value)
    if referral.state not in OUTSIDE_OPEN:
        referral.feedback_due_on = None
        OutsideFile.objects.filter(referral=referral).update(content=None)
    referral.full_clean()
    referral.save()
    audit.record("outside.answered", on=referral, state=referral.state)
    return referral


@transaction.atomic
def follow_outside_consent(consent: Consent, by: Membership, on: date) -> None:
    """A yes taken back ends the referral here at once, and becomes a task.

    Tell them to destroy what they hold.
    """
    if consent.purpose != ConsentPurpose.SHARE_AUTHORITY:
        return
    live = OutsideReferral.objects.filter(consent=consent, state__in=(OutsideState.DRAFT, *OUTSIDE_OPEN))
    for referral in live.select_related("case__case_manager", "case__person", "made_by"):
        referral.state, referral.feedback_due_on = OutsideState.WITHDRAWN, None
        referral.save()
        OutsideFile.objects.filter(referral=referral).update(content=None)
        audit.record("outside.withdrawn", on=referral)
        post_notice(
            to=referral.case.case_manager or referral.made_by,
            key=f"outside:{referral.public_id}:withdrawn",
            kind=NoticeKind.REFERRAL,
            ref=referral.case.person.case_code,
            url=f"/cases/{referral.case.public_id}/outside/{referral.public_id}/",
        )


@transaction.atomic
def forget_files(*, on: date) -> int:
    """Protected files are not kept beyond their day."""
    return OutsideFile.objects.filter(keep_until__lt=on, content__isnull=False).update(content=None)


def _locked(referral: OutsideReferral) -> OutsideReferral:
    OutsideReferral.objects.select_for_update().only("pk").get(pk=referral.pk)
    rows = OutsideReferral.objects.select_related("case__person", "partner", "consent__superseded_by")
    return rows.get(pk=referral.pk)


def _check_consent(case: Case, consent: Consent, sections: list[str], *, on: date) -> None:
    valid = Consent.objects.filter(case=case).for_purpose(ConsentPurpose.SHARE_AUTHORITY).valid_on(on)
    if not valid.filter(pk=consent.pk).exists():
        raise ReferralError(_("There is no valid consent to tell this body."), field="consent")
    beyond = sorted(set(sections) - set(consent.sections))
    if beyond:
        text = _("The consent does not cover section %(letters)s.") % {"letters": ", ".join(beyond)}
        raise ReferralError(text, field="sections")
