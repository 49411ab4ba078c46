"""The sender's side: draft, check, send, withdraw, end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, Consent
from cases.queries import valid_consent
from cases.queries.safety import transfer_block
from referrals import exchange, lifecycle, rules, snapshot
from referrals.access import shareable_sections
from referrals.codes import (
    Direction,
    EndReason,
    FeedbackAgreed,
    MessageKind,
    ReferralKind,
    ReferralReason,
    ReferralState,
)
from referrals.lifecycle import ReferralError
from referrals.models import Referral, ReferralPackage, ReturnProcess
from renate import audit
from renate.accounts.models import Membership
from renate.kit.public_ids import new_public_id
from renate.tenancy.models import Organisation

SAID_NO = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)


@dataclass(frozen=True)
class Request:
    """What is asked of which organisations, and what may be shared with the one that accepts."""

    counterparts: list[Organisation]
    services_asked: list[str]
    sections: list[str]
    reason: str = ReferralReason.ADDITIONAL_SERVICES
    kind: str = ReferralKind.REFERRAL
    urgent: bool = False
    note: str = ""
    person_agrees: bool = True
    feedback_agreed: str = FeedbackAgreed.COUNTS
    journey: ReturnProcess | None = None


_SHARED = (
    "services_asked", "sections", "reason", "kind", "urgent", "note", "person_agrees", "feedback_agreed",
    "journey",
)  # fmt: skip


@transaction.atomic
def draft_referral(
    *, by: Membership, on: date, case: Case, request: Request, draft: Referral | None = None
) -> Referral:
    """Prepare a referral to one or several candidates, or change one not sent yet (sections of domain 7).

    One row a candidate, tied by `round_ref`; only one of them can accept. Returns the first. What rests on a
    consent is checked against it; without one, the offer is anonymous and opens nothing (share_org).
    """
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    if not request.counterparts:
        raise ReferralError(_("Choose at least one organisation."), field="counterparts")
    if not request.person_agrees:
        raise ReferralError(_("Ask the person first, and note that they agree."), field="person_agrees")
    before = {row.counterpart_id: row for row in _drafts_beside(draft)}
    round_ref = (draft and draft.round_ref) or new_public_id()
    drafts = []
    for counterpart in request.counterparts:
        referral = before.pop(counterpart.pk, None) or Referral(
            case=case, direction=Direction.OUT, made_by=by, counterpart=counterpart, round_ref=round_ref
        )
        for name in _SHARED:
            setattr(referral, name, getattr(request, name))
        referral.consent = _check(referral, by=by, on=on)
        referral.full_clean()
        referral.save()
        audit.record("referral.drafted", on=referral, receiver=counterpart.public_id)
        drafts.append(referral)
    for dropped in before.values():
        discard_referral(by=by, on=on, referral=dropped)
    return drafts[0]


@transaction.atomic
def send_referral(*, by: Membership, on: date, referral: Referral) -> ReferralPackage:
    """Offer the package to every candidate of the draft (R-25): an anonymous summary, nothing sealed yet.

    Returns the package of the referral named.
    """
    referral = _lock(referral)
    _demand_state(referral, ReferralState.DRAFT)
    sent = [_offer(row, by=by, on=on) for row in _drafts_beside(referral)]
    return next(package for package in sent if package.referral_id == referral.pk)


def _offer(referral: Referral, *, by: Membership, on: date) -> ReferralPackage:
    referral.consent = _check(referral, by=by, on=on)
    live = Referral.objects.sent().live()
    if live.filter(case=referral.case, counterpart=referral.counterpart).exists():
        raise ReferralError(_("A referral to this organisation is under way."), field="counterparts")
    until = referral.consent.valid_until if referral.consent else rules.anonymous_until(on=on)
    package = ReferralPackage(
        referral=referral,
        receiver=referral.counterpart,
        sections=sorted(referral.sections),
        summary=snapshot.summary(referral, on=on),
        offered_on=on,
        answer_due_on=rules.answer_due(on=on, urgent=referral.urgent),
        valid_until=rules.valid_until(on=on, consent_until=until),
        feedback_agreed=referral.feedback_agreed,
    )
    package.full_clean()
    package.save()
    referral.state, referral.sent_on, referral.package_ref = ReferralState.OFFERED, on, package.public_id
    referral.answer_due_on = package.answer_due_on
    referral.full_clean()
    referral.save()
    audit.record(
        "referral.offered", on=package, receiver=package.receiver.public_id, sections=package.sections
    )
    exchange.tell_receiver(package, on=on)
    return package


def _drafts_beside(draft: Referral | None) -> list[Referral]:
    """The drafts of one round, locked; the given one alone where it has no round."""
    if draft is None:
        return []
    beside = Referral.objects.sent().filter(case=draft.case_id, state=ReferralState.DRAFT)
    beside = beside.filter(round_ref=draft.round_ref) if draft.round_ref else beside.filter(pk=draft.pk)
    rows = beside.select_related("case__person", "case__organisation", "counterpart", "made_by")
    return list(rows.select_for_update(of=("self",)).order_by("id"))


@transaction.atomic
def open_sections(*, by: Membership, on: date, referral: Referral) -> ReferralPackage:
    """Open the sections after an acceptance that had to wait for the consent or the risk.

    share_org, R-20.
    """
    package = package_of(referral)
    lifecycle.open_sections(package, on=on)
    exchange.tell_receiver(package, on=on)
    return package


@transaction.atomic
def update_package(*, by: Membership, on: date, referral: Referral) -> ReferralPackage:
    """Send the sections again as they stand today; a number of statements that no file's size changes."""
    package = package_of(referral)
    lifecycle.renew(package, on=on)
    exchange.tell_receiver(package, on=on)
    return package


@transaction.atomic
def answer_question(*, by: Membership, on: date, referral: Referral, answer: str) -> ReferralPackage:
    """Answer what a candidate wanted to know, still without a name; it has its days to decide again."""
    if not answer.strip():
        raise ReferralError(_("Write the answer."), field="answer")
    package = package_of(referral)
    if package.state != ReferralState.ASKED:
        raise ReferralError(_("There is no open question."))
    lifecycle.write(
        package,
        MessageKind.ANSWER,
        on=on,
        writer=by.user.get_full_name(),
        body={"text": answer},
        theirs=False,
    )
    package.state = ReferralState.OFFERED
    package.answer_due_on = rules.answer_due(on=on, urgent=referral.urgent)
    lifecycle.save(package, Referral.objects.get(pk=referral.pk))
    audit.record("referral.question_answered", on=package)
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
def withdraw_referral(
    *, by: Membership, on: date, referral: Referral, reason: str = EndReason.BY_SENDER
) -> Referral:
    """Take the package back: key, payload and grants go at once, and an open tab finds nothing (R-25).

    What was never sent is given up.
    """
    if referral.state == ReferralState.DRAFT:
        return discard_referral(by=by, on=on, referral=referral)
    return _finish(referral, ReferralState.WITHDRAWN, on, reason)


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


def _finish(referral: Referral, state: ReferralState, on: date, reason: str = "") -> Referral:
    package = package_of(referral)
    lifecycle.finish(package, state, on=on, reason=reason)
    exchange.tell_receiver(package, on=on)
    return Referral.objects.get(pk=referral.pk)


def package_of(referral: Referral) -> ReferralPackage:
    """The package of a referral, locked. Raises ReferralError for a draft."""
    package = ReferralPackage.objects.owned().filter(referral=referral).first()
    if package is None:
        raise ReferralError(_("This referral was never sent."))
    return lifecycle.lock(package)


def _lock(referral: Referral) -> Referral:
    # The case first: two drafts to one organisation, sent at once, go one after the other.
    Case.objects.select_for_update().only("pk").get(pk=referral.case_id)
    Referral.objects.select_for_update().only("pk").get(pk=referral.pk)
    return Referral.objects.select_related("case__person", "counterpart", "made_by").get(pk=referral.pk)


def _demand_state(referral: Referral, state: ReferralState) -> None:
    if referral.state != state:
        raise ReferralError(_("This referral has been sent already."))


def _check(referral: Referral, *, by: Membership, on: date) -> Consent | None:
    """Every rule that stands between a case and another organisation.

    Returns the consent it rests on so far.
    """
    if not referral.case.is_open:
        raise ReferralError(_("The case is closed: it is offered to nobody."))
    if not referral.counterpart.is_active or referral.counterpart_id == by.organisation_id:
        raise ReferralError(_("Choose another organisation of the network."), field="counterparts")
    faults = rules.section_faults(referral.sections, readable=shareable_sections(by))
    if faults:
        raise ReferralError(faults, field="sections")
    said = Consent.objects.filter(case=referral.case, receiver=referral.counterpart)
    answers = said.for_purpose(ConsentPurpose.SHARE_ORG).current().values_list("decision", flat=True)
    faults = rules.said_no_faults(list(answers), said_no=SAID_NO)
    if faults:
        raise ReferralError(faults, field="counterparts")
    faults = rules.risk_faults(referral.kind, transfer_block(referral.case, on))
    if faults:
        raise ReferralError(faults, field="kind")
    consent = valid_consent(referral.case, ConsentPurpose.SHARE_ORG, on, receiver=referral.counterpart)
    if consent is None:
        return None
    facts = lifecycle.consent_facts(consent, on=on)
    faults = rules.consent_faults(facts, receiver_id=referral.counterpart_id, sections=referral.sections)
    if faults:
        raise ReferralError(faults, field="sections")
    return consent
