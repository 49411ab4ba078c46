"""What happens to a package, seen from its owner: every function runs in the sender's scope, under lock.

Called by the operations of the sender, by the sweep, and by `exchange` on behalf of the receiver.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from guardian.shortcuts import assign_perm

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from cases.queries import valid_consent
from cases.queries.safety import transfer_block
from cases.rules.consent import is_valid
from referrals import rules, sealing, snapshot
from referrals.codes import EndReason, MessageKind, ReferralState
from referrals.models import (
    PackageMessage,
    Referral,
    ReferralPackage,
    ReferralPackageGroupObjectPermission,
    ReferralPackageUserObjectPermission,
)
from referrals.rules import ConsentFacts
from renate import audit
from renate.accounts.models import User
from renate.accounts.operations import role_group
from renate.accounts.roles import Role
from renate.kit.errors import RuleError
from renate.kit.public_ids import new_public_id
from renate.tenancy.models import Organisation

OPEN_PACKAGE = "open_package"
_FOLLOWS = (
    "state",
    "answered_on",
    "answer_due_on",
    "ended_on",
    "end_reason",
    "decline_reason",
    "network_ref",
)
_CONVERSATION = (MessageKind.QUESTION, MessageKind.ANSWER)


class ReferralError(RuleError):
    """The referral breaks a rule of consent, sections, risk or state."""


def gone() -> ReferralError:
    """The one answer to whatever comes too late, so that it tells nothing more."""
    return ReferralError(_("This referral is not available any more."))


@dataclass(frozen=True)
class Taker:
    """Who takes a package over at the receiver."""

    user: User


def consent_facts(consent: Consent | None, *, on: date) -> ConsentFacts | None:
    """The consent as the rules want it."""
    if consent is None:
        return None
    return ConsentFacts(
        is_valid=is_valid(consent.period(), on),
        receiver_id=consent.receiver_id,
        sections=frozenset(consent.sections),
        valid_until=consent.valid_until,
    )


def lock(package: ReferralPackage) -> ReferralPackage:
    """The package again, from its owner's rows, until the end of the transaction.

    The case first: of two candidates who accept at once, and of a withdrawal beside them, one comes first.
    """
    Case.objects.select_for_update(of=("self",)).only("pk").get(referrals=package.referral_id)
    return ReferralPackage.objects.owned().select_for_update().get(pk=package.pk)


def accept(package: ReferralPackage, *, on: date, taker: Taker) -> list[ReferralPackage]:
    """The receiver says yes: the sections are sealed at once where a consent carries them, else later.

    Whoever was asked beside it is let go; returns their packages. The consent is asked anew here: between
    offer and answer it may have been withdrawn or have run out.
    """
    _demand(package, ReferralState.AGREED)
    if rules.has_expired(package.valid_until, on=on):
        raise gone()
    referral = _referral(package)
    package.state, package.answered_on, package.answer_due_on = ReferralState.AGREED, on, None
    package.contact_name, package.taken_by = taker.user.get_full_name(), taker.user
    package.network_ref = _network_mark(referral.case)
    if not opening_faults(package, referral, on=on):
        _seal(package, referral, on)
    save(package, referral)
    _grant(package)
    audit.record("referral.accepted", on=package, state=package.state, sections=sorted(package.sections))
    return _let_go_of_the_others(referral, on)


def opening_faults(package: ReferralPackage, referral: Referral, *, on: date) -> list[str]:
    """What still stands between an acceptance and the open sections: consent that names it, R-20."""
    consent = valid_consent(referral.case, ConsentPurpose.SHARE_ORG, on, receiver=package.receiver)
    shared = set(package.sections) & set(consent.sections if consent else ())
    facts = consent_facts(consent, on=on)
    faults = rules.consent_faults(facts, receiver_id=package.receiver_id, sections=shared)
    if consent and not shared:
        faults = [_("The consent to share covers none of the sections.")]
    if not package.receiver.is_active:
        faults.append(_("The organisation does not take part in the network at present."))
    return faults + rules.risk_faults(referral.kind, transfer_block(referral.case, on))


def open_sections(package: ReferralPackage, *, on: date) -> None:
    """Seal the ticked sections that the consent covers, after an acceptance without one (share_org, R-20)."""
    if package.state != ReferralState.AGREED:
        raise gone()
    referral = _referral(package)
    if faults := opening_faults(package, referral, on=on):
        raise ReferralError(faults)
    _seal(package, referral, on)
    save(package, referral)
    _grant(package)
    audit.record("referral.sections_opened", on=package, sections=sorted(package.sections))


def renew(package: ReferralPackage, *, on: date) -> None:
    """Seal the sections again as they stand today, under a new key; what was sealed before is gone."""
    demand_open(package)
    referral = _referral(package)
    if faults := opening_faults(package, referral, on=on):
        raise ReferralError(faults)
    _close(package, referral, on)
    package.updated_on = on
    save(package, referral)
    audit.record("referral.updated", on=package, sections=sorted(package.sections))


def decline(package: ReferralPackage, *, on: date, reason: str) -> None:
    """The receiver says no; nothing was ever sealed."""
    _demand(package, ReferralState.DECLINED)
    package.state, package.answered_on, package.decline_reason = ReferralState.DECLINED, on, reason
    _finish(package, on)


def ask(package: ReferralPackage, *, on: date, writer: str, question: str) -> None:
    """The receiver wants to know more before it answers."""
    _demand(package, ReferralState.ASKED)
    write(package, MessageKind.QUESTION, on=on, writer=writer, body={"text": question})
    package.state, package.answer_due_on = ReferralState.ASKED, None
    save(package, _referral(package))
    audit.record("referral.question_asked", on=package)


def put_on_waiting_list(package: ReferralPackage, *, on: date, until: date) -> None:
    """The receiver would, but has no place before a day."""
    _demand(package, ReferralState.WAITING)
    package.state, package.waiting_until, package.answer_due_on = ReferralState.WAITING, until, until
    save(package, _referral(package))
    audit.record("referral.on_waiting_list", on=package)


def reassign(package: ReferralPackage, *, on: date, taker: Taker) -> None:
    """Another worker of the receiver takes the package over: one grant goes, another comes."""
    if package.state not in (ReferralState.AGREED, ReferralState.ACCEPTED):
        raise gone()
    ReferralPackageUserObjectPermission.objects.filter(content_object=package).delete()
    package.contact_name, package.taken_by = taker.user.get_full_name(), taker.user
    save(package, _referral(package))
    _grant(package)
    audit.record("referral.reassigned", on=package)


def report_back(package: ReferralPackage, *, on: date, writer: str, body: dict[str, Any]) -> None:
    """Feedback in the form agreed: numbers and days, or named services; never a file."""
    demand_open(package)
    write(package, MessageKind.FEEDBACK, on=on, writer=writer, body=body)
    audit.record("referral.feedback_given", on=package, what=str(body["what"]))


def hand_back(package: ReferralPackage, *, on: date) -> None:
    """The receiver has given the help, or cannot: its access ends."""
    finish(package, ReferralState.ENDED, on=on)


def finish(package: ReferralPackage, state: ReferralState, *, on: date, reason: str = "") -> None:
    """Withdrawn, expired, ended or taken over: payload, key and grants go in this transaction."""
    _demand(package, state)
    package.state, package.ended_on, package.end_reason = state, on, reason
    _finish(package, on)


def demand_open(package: ReferralPackage) -> None:
    """Refuse unless the package is accepted and not ended since."""
    if package.state != ReferralState.ACCEPTED:
        raise gone()


def write(
    package: ReferralPackage, kind: str, *, on: date, writer: str, body: dict[str, Any], theirs: bool = True
) -> PackageMessage:
    """Keep one message of the two sides, sealed under a key of its own."""
    message = PackageMessage(
        package=package, receiver_id=package.receiver_id, kind=kind, on=on, from_receiver=theirs,
        writer_name=writer,
    )  # fmt: skip
    message.organisation_id = package.organisation_id
    sealing.close_text(message, body)
    message.full_clean()
    message.save()
    return message


def save(package: ReferralPackage, referral: Referral) -> None:
    """The sender's own record follows the package."""
    package.full_clean()
    package.save()
    for name in _FOLLOWS:
        setattr(referral, name, getattr(package, name))
    referral.full_clean()
    referral.save()


def _referral(package: ReferralPackage) -> Referral:
    rows = Referral.objects.select_related("case__person", "case__organisation", "consent", "journey")
    return rows.get(pk=package.referral_id)


def _seal(package: ReferralPackage, referral: Referral, on: date) -> None:
    consent = valid_consent(referral.case, ConsentPurpose.SHARE_ORG, on, receiver=package.receiver)
    if consent is None:
        raise gone()
    package.sections = sorted(set(package.sections) & set(consent.sections))
    _close(package, referral, on)
    package.state, package.opened_on, package.updated_on = ReferralState.ACCEPTED, on, on
    package.valid_until = rules.valid_until(on=on, consent_until=consent.valid_until)
    referral.consent, referral.sections = consent, package.sections


def _close(package: ReferralPackage, referral: Referral, on: date) -> None:
    """The sections under a new key; the way only while the consent to the return stands too (domain 4)."""
    journey = referral.journey
    if journey and (not journey.is_open or valid_consent(referral.case, ConsentPurpose.RETURN, on) is None):
        journey = None
    package.carries_journey = journey is not None
    sealing.close(package, snapshot.build(referral.case, package.sections, journey=journey))


def cut_way(package: ReferralPackage) -> None:
    """Take the way out of an open package; the sections stay as they were sent."""
    content = sealing.read(package)
    content.pop(snapshot.JOURNEY, None)
    sealing.close(package, content)
    package.carries_journey = False
    package.save()
    audit.record("referral.way_cut", on=package)


def _grant(package: ReferralPackage) -> None:
    if package.state != ReferralState.ACCEPTED or package.taken_by is None:
        return
    assign_perm(OPEN_PACKAGE, groups_of(package.receiver, Role.COORDINATOR)[0], package)
    assign_perm(OPEN_PACKAGE, package.taken_by, package)


def _network_mark(case: Case) -> str:
    """The mark that this person bears in the network already, or a new one (domain 2.9)."""
    marks = Referral.objects.filter(case__person=case.person_id).exclude(network_ref="")
    return marks.order_by("id").values_list("network_ref", flat=True).first() or new_public_id(20)


def _let_go_of_the_others(referral: Referral, on: date) -> list[ReferralPackage]:
    if not referral.round_ref:
        return []
    others = ReferralPackage.objects.owned().waiting().filter(referral__round_ref=referral.round_ref)
    let_go = list(others.exclude(referral=referral).select_for_update(of=("self",)).order_by("pk"))
    for package in let_go:
        finish(package, ReferralState.WITHDRAWN, on=on, reason=EndReason.TAKEN_ELSEWHERE)
    return let_go


def _demand(package: ReferralPackage, wanted: str) -> None:
    if not rules.may_become(package.state, wanted):
        raise gone()


def _finish(package: ReferralPackage, on: date) -> None:
    sealing.destroy(package)
    package.answer_due_on = None
    ReferralPackageUserObjectPermission.objects.filter(content_object=package).delete()
    ReferralPackageGroupObjectPermission.objects.filter(content_object=package).delete()
    spoken = PackageMessage.objects.filter(package=package, kind__in=_CONVERSATION)
    spoken.update(payload=None, wrapped_key=None)
    save(package, Referral.objects.get(pk=package.referral_id))
    audit.record(f"referral.{package.state}", on=package)


def groups_of(organisation: Organisation, *roles: str) -> tuple[Group, ...]:
    """The groups that hold these roles in an organisation."""
    return tuple(role_group(organisation, role) for role in roles)
