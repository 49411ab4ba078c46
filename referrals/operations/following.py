"""What a later consent, or the end of a case, does to referrals under way.

Called by the hooks of the file.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from referrals import exchange, lifecycle, rules
from referrals.codes import EndReason, ReferralState
from referrals.models import Referral, ReferralPackage, ReturnProcess
from referrals.operations.sending import SAID_NO, discard_referral, package_of, withdraw_referral
from renate import audit
from renate.accounts.models import Membership


@transaction.atomic
def follow_consent(consent: Consent, by: Membership, on: date) -> None:
    """A later answer about sharing acts at once on the packages under the earlier one (domain 4).

    No, withdrawn, or a yes to less: the package is destroyed. A yes to at least the same: it carries on.
    """
    if consent.purpose != ConsentPurpose.SHARE_ORG:
        return
    sent = Referral.objects.sent().filter(case=consent.case_id, counterpart=consent.receiver_id)
    is_no = says_no(consent)
    for draft in sent.filter(state=ReferralState.DRAFT):
        if is_no or (draft.consent_id and not _still_carries(consent, draft, on=on)):
            discard_referral(by=by, on=on, referral=draft)
    for referral in sent.live():
        waits = referral.consent_id is None or referral.state == ReferralState.AGREED
        if waits and not is_no:
            _open_if_possible(referral, on=on)
        elif _still_carries(consent, referral, on=on):
            _carry_on(consent, referral, on=on)
        else:
            withdraw_referral(by=by, on=on, referral=referral, reason=EndReason.CONSENT)


def _open_if_possible(referral: Referral, *, on: date) -> None:
    """An acceptance that waited for this yes is opened now; what else is missing stands on the page."""
    package = package_of(referral)
    if package.state == ReferralState.AGREED and not lifecycle.opening_faults(package, referral, on=on):
        lifecycle.open_sections(package, on=on)
        exchange.tell_receiver(package, on=on)


@transaction.atomic
def follow_closure(case: Case, by: Membership, on: date) -> None:
    """A closed case is offered to nobody any more; what was accepted goes on until its own end."""
    for draft in Referral.objects.sent().filter(case=case, state=ReferralState.DRAFT):
        discard_referral(by=by, on=on, referral=draft)
    for referral in Referral.objects.sent().unanswered().filter(case=case):
        withdraw_referral(by=by, on=on, referral=referral)


@transaction.atomic
def take_way_back(*, on: date, journey: ReturnProcess) -> None:
    """Nobody at the other end reads the way of a return that is off, or that the person said no to."""
    carrying = ReferralPackage.objects.owned().filter(referral__journey=journey, carries_journey=True)
    for row in carrying.filter(state=ReferralState.ACCEPTED).order_by("pk"):
        package = lifecycle.lock(row)
        if package.carries_journey and package.state == ReferralState.ACCEPTED:
            lifecycle.cut_way(package)
            exchange.tell_receiver(package, on=on)


def says_no(consent: Consent) -> bool:
    """The hooks give a refusal itself, or the yes that was taken back."""
    later = consent.superseded_by
    return consent.decision in SAID_NO or (later is not None and later.decision in SAID_NO)


def _still_carries(consent: Consent, referral: Referral, *, on: date) -> bool:
    facts = lifecycle.consent_facts(consent, on=on)
    return not rules.consent_faults(facts, receiver_id=referral.counterpart_id, sections=referral.sections)


def _carry_on(consent: Consent, referral: Referral, *, on: date) -> None:
    package = package_of(referral)
    package.valid_until = rules.valid_until(on=on, consent_until=consent.valid_until)
    package.save()
    referral.consent = consent
    referral.save()
    audit.record("referral.consent_renewed", on=package)
