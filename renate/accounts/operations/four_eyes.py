"""Acts that need two people: one asks, another decides, and nobody their own (domain 7).

An upper app registers a `Kind` for each act; the page of the act calls `need_approval` and `use_approval`.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.codes import ApprovalState
from renate.accounts.four_eyes import (
    Kind,
    approved,
    deciders,
    kind_of,
    may_decide,
    on_asked,
    on_decided,
    register,
)
from renate.accounts.models import ApprovalRequest, Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.tenancy.models import TenantModel

__all__ = [
    "ApprovalError",
    "ApprovalNeeded",
    "Kind",
    "approved",
    "ask_approval",
    "decide_approval",
    "need_approval",
    "register",
    "use_approval",
    "withdraw_approval",
]

WAITS = timedelta(hours=72)
HOLDS = timedelta(hours=24)


class ApprovalError(RuleError):
    """The request can't be made or decided as things stand."""


class ApprovalNeeded(RuleError):
    """The act waits for a second member's approval."""


@transaction.atomic
def ask_approval(*, by: Membership, act: str, about: TenantModel, reason: str) -> ApprovalRequest:
    """Ask for an act on a row; who may decide is told. Raises ApprovalError."""
    if not reason.strip():
        raise ApprovalError(_("Say why."), field="reason")
    now = clock.now()
    own = ApprovalRequest.objects.select_for_update().about(about).filter(act=act, asked_by=by)
    own.filter(state=ApprovalState.ASKED, expires_at__lte=now).update(state=ApprovalState.EXPIRED)
    if own.filter(state=ApprovalState.ASKED).exists():
        raise ApprovalError(_("You asked already; it waits for a decision."))
    request = ApprovalRequest(
        act=act, subject=about._meta.label_lower, ref=about.public_id, asked_by=by, asked_at=now,
        reason=reason, expires_at=now + WAITS,
    )  # fmt: skip
    told = deciders(request)
    if not told:
        raise ApprovalError(_("There is nobody else who could decide this: ask an administrator."))
    request.full_clean()
    request.save()
    audit.record("approval.asked", on=about, act=act, request=request.public_id)
    for hook in on_asked:
        hook(request, told)
    return request


@transaction.atomic
def decide_approval(
    *, by: Membership, request: ApprovalRequest, approve: bool, note: str = ""
) -> ApprovalRequest:
    """Approve or refuse what another asked for. Raises ApprovalError."""
    now = clock.now()
    request = ApprovalRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state != ApprovalState.ASKED or request.expires_at <= now:
        raise ApprovalError(_("This request was decided, withdrawn or ran out."))
    if not may_decide(by, request):
        raise ApprovalError(_("Somebody else decides this: never the one who asked."))
    if not approve and not note.strip():
        raise ApprovalError(_("Say why not."), field="note")
    request.state = ApprovalState.GIVEN if approve else ApprovalState.REFUSED
    request.decided_by, request.decided_at, request.decision_note = by, now, note
    request.expires_at = now + HOLDS
    request.full_clean()
    request.save()
    kind = kind_of(request.act)
    row = kind.find(by, [request.ref])[request.ref]
    action = "approval.given" if approve else "approval.refused"
    audit.record(action, on=row, act=request.act, request=request.public_id)
    if approve and kind.on_approved is not None:
        kind.on_approved(request, row)
    for hook in on_decided:
        hook(request)
    return request


@transaction.atomic
def withdraw_approval(*, by: Membership, request: ApprovalRequest) -> ApprovalRequest:
    """Take one's own request back, or the approval one no longer needs. Raises ApprovalError."""
    request = ApprovalRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if by.pk != request.asked_by_id or request.state not in (ApprovalState.ASKED, ApprovalState.GIVEN):
        raise ApprovalError(_("Only who asked takes a request back, before it is used."))
    request.state = ApprovalState.WITHDRAWN
    request.save(update_fields=["state", "updated_at"])
    audit.record("approval.withdrawn", on=request, act=request.act)
    return request


def need_approval(*, by: Membership, act: str, about: TenantModel) -> ApprovalRequest:
    """The standing approval. Raises ApprovalNeeded, so that the act can't be done without one."""
    found = approved(by=by, act=act, about=about)
    if found is None:
        raise ApprovalNeeded(_("This needs the approval of a second member."))
    return found


@transaction.atomic
def use_approval(*, by: Membership, approval: ApprovalRequest) -> ApprovalRequest:
    """Use an approval up: it serves once. Raises ApprovalNeeded."""
    standing = ApprovalRequest.objects.select_for_update(of=("self",)).standing(clock.now())
    found = standing.filter(pk=approval.pk, asked_by=by).first()
    if found is None:
        raise ApprovalNeeded(_("The approval was used or ran out: ask again."))
    found.state, found.used_at = ApprovalState.USED, clock.now()
    found.save(update_fields=["state", "used_at", "updated_at"])
    audit.record("approval.used", on=found, act=found.act, about=found.ref)
    return found
