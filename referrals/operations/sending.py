"""The sender's side: draft, check, send, withdraw, end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, Consent, RiskAssessment
from cases.queries import valid_consent
from referrals import exchange, lifecycle, rules, snapshot
from referrals.access import shareable_sections
from referrals.codes import Direction, ReferralKind, ReferralReason, ReferralState
from referrals.lifecycle import ReferralError
from referrals.models import Referral, ReferralPackage
from referrals.rules import RiskFacts
from renate import audit
from renate.accounts.models import Membership
from renate.tenancy.models import Organisation


@dataclass(frozen=True)
class Request:
    """What is asked of another organisation, and what may be shared with it."""

    counterpart: Organisation
    services_asked: list[str]
    sections: list[str]
    reason: str = ReferralReason.ADDITIONAL_SERVICES
    kind: str = ReferralKind.REFERRAL
    urgent: bool = False
    note: str = ""


@transaction.atomic
def draft_referral(
    *, by: Membership, on: date, case: Case, request: Request, draft: Referral | None = None
) -> Referral:
    """Prepare a referral, or change one not sent yet (share_org consent, R-20, sections of domain 7)."""
    referral = draft or Referral(case=case, direction=Direction.OUT, made_by=by)
    _demand_state(referral, ReferralState.DRAFT)
    for name in ("counterpart", "services_asked", "sections", "reason", "kind", "urgent", "note"):
        setattr(referral, name, getattr(request, name))
    referral.consent = _check(referral, by=by, on=on)
    referral.full_clean()
    referral.save()
    audit.record("referral.drafted", on=referral, receiver=referral.counterpart.public_id)
    return referral


@transaction.atomic
def send_referral(*, by: Membership, on: date, referral: Referral) -> ReferralPackage:
    """Offer the package: an anonymous summary and the letters of the sections, nothing sealed yet (R-25)."""
    referral = _lock(referral)
    _demand_state(referral, ReferralState.DRAFT)
    referral.consent = _check(referral, by=by, on=on)
    if Referral.objects.sent().live().filter(case=referral.case, counterpart=referral.counterpart).exists():
        raise ReferralError(_("A referral to this organisation is under way."), field="counterpart")
    package = ReferralPackage(
        referral=referral,
        receiver=referral.counterpart,
        sections=sorted(referral.sections),
        summary=snapshot.summary(referral, on=on),
        offered_on=on,
        valid_until=rules.valid_until(on=on, consent_until=referral.consent.valid_until),
    )
    package.full_clean()
    package.save()
    referral.state, referral.sent_on, referral.package_ref = ReferralState.OFFERED, on, package.public_id
    referral.full_clean()
    referral.save()
    audit.record(
        "referral.offered", on=package, receiver=package.receiver.public_id, sections=package.sections
    )
    exchange.tell_receiver(package, on=on)
    return package


@transaction.atomic
def discard_referral(*, by: Membership, on: date, referral: Referral) -> Referral:
    """Give up a draft; it stays in the list as withdrawn, and nothing ever crossed."""
    referral = _lock(referral)
    _demand_state(referral, ReferralState.DRAFT)
    referral.state, referral.ended_on = ReferralState.WITHDRAWN, on
    referral.full_clean()
    referral.save()
    audit.record("referral.discarded", on=referral)
    return referral


@transaction.atomic
def withdraw_referral(*, by: Membership, on: date, referral: Referral) -> Referral:
    """Take the package back: key, payload and grants go at once, and an open tab finds nothing (R-25)."""
    return _finish(referral, ReferralState.WITHDRAWN, on)


@transaction.atomic
def end_referral(*, by: Membership, on: date, referral: Referral) -> Referral:
    """The help asked for is given: end the receiver's access (R-25)."""
    return _finish(referral, ReferralState.ENDED, on)


@transaction.atomic
def expire_package(*, on: date, package: ReferralPackage) -> bool:
    """Destroy a package past its last day; says whether there was something to do (share_org)."""
    own = lifecycle.lock(package)
    if not rules.is_live(own.state) or not rules.has_expired(own.valid_until, on=on):
        return False
    lifecycle.finish(own, ReferralState.EXPIRED, on=on)
    exchange.tell_receiver(own, on=on)
    return True


@transaction.atomic
def follow_consent(consent: Consent, by: Membership, on: date) -> None:
    """A later answer about sharing acts at once on the packages under the earlier one (domain 4).

    No, withdrawn, or a yes to less: the package is destroyed. A yes to at least the same: it carries on.
    """
    if consent.purpose != ConsentPurpose.SHARE_ORG:
        return
    sent = Referral.objects.sent().filter(case=consent.case_id, counterpart=consent.receiver_id)
    for draft in sent.filter(state=ReferralState.DRAFT):
        if not _still_carries(consent, draft, on=on):
            discard_referral(by=by, on=on, referral=draft)
    for referral in sent.live():
        if _still_carries(consent, referral, on=on):
            _carry_on(consent, referral, on=on)
        else:
            withdraw_referral(by=by, on=on, referral=referral)


def _still_carries(consent: Consent, referral: Referral, *, on: date) -> bool:
    facts = lifecycle.consent_facts(consent, on=on)
    return not rules.consent_faults(facts, receiver_id=referral.counterpart_id, sections=referral.sections)


def _carry_on(consent: Consent, referral: Referral, *, on: date) -> None:
    package = lifecycle.lock(ReferralPackage.objects.owned().get(referral=referral))
    package.valid_until = rules.valid_until(on=on, consent_until=consent.valid_until)
    package.save()
    referral.consent = consent
    referral.save()
    audit.record("referral.consent_renewed", on=package)


def _finish(referral: Referral, state: ReferralState, on: date) -> Referral:
    package = ReferralPackage.objects.owned().filter(referral=referral).first()
    if package is None:
        raise ReferralError(_("This referral was never sent."))
    package = lifecycle.lock(package)
    lifecycle.finish(package, state, on=on)
    exchange.tell_receiver(package, on=on)
    return Referral.objects.get(pk=referral.pk)


def _lock(referral: Referral) -> Referral:
    # The case first: two drafts to one organisation, sent at once, go one after the other.
    Case.objects.select_for_update().only("pk").get(pk=referral.case_id)
    Referral.objects.select_for_update().only("pk").get(pk=referral.pk)
    return Referral.objects.select_related("case__person", "counterpart", "made_by").get(pk=referral.pk)


def _demand_state(referral: Referral, state: ReferralState) -> None:
    if referral.state != state:
        raise ReferralError(_("This referral has been sent already."))


def _check(referral: Referral, *, by: Membership, on: date) -> Consent:
    """Every rule that stands between a case and another organisation; returns the consent that carries it."""
    if not referral.counterpart.is_active or referral.counterpart_id == by.organisation_id:
        raise ReferralError(_("Choose another organisation of the network."), field="counterpart")
    faults = rules.section_faults(referral.sections, readable=shareable_sections(by))
    if faults:
        raise ReferralError(faults, field="sections")
    consent = valid_consent(referral.case, ConsentPurpose.SHARE_ORG, on, receiver=referral.counterpart)
    faults = rules.consent_faults(
        lifecycle.consent_facts(consent, on=on),
        receiver_id=referral.counterpart_id,
        sections=referral.sections,
    )
    if faults or consent is None:
        raise ReferralError(faults, field="sections" if consent else "counterpart")
    faults = rules.risk_faults(referral.kind, _latest_risk(referral.case), on=on)
    if faults:
        raise ReferralError(faults, field="kind")
    return consent


def _latest_risk(case: Case) -> RiskFacts | None:
    latest = RiskAssessment.objects.latest_for(case)
    return None if latest is None else RiskFacts(on=latest.on, level=latest.overall)
