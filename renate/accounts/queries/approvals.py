"""Requests for acts that need two people, as a member may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from renate.accounts import four_eyes
from renate.accounts.codes import ApprovalState
from renate.accounts.models import ApprovalRequest, Membership
from renate.kit import clock

EARLIER = 30


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request with what stands for its row; without a row, the member may not see it any more."""

    request: ApprovalRequest
    label: str
    url: str
    state: str
    may_withdraw: bool


def decidable(membership: Membership) -> list[RequestLine]:
    """What waits for this member's decision, the oldest first."""
    acts = four_eyes.acts_decided_by(membership)
    if not acts:
        return []
    waiting = ApprovalRequest.objects.waiting(clock.now()).filter(act__in=acts)
    found = waiting.exclude(asked_by=membership).select_related("asked_by__user").order_by("asked_at", "id")
    return [line for line in _lines(membership, found) if line.label]


def own_requests(membership: Membership) -> list[RequestLine]:
    """What the member asked for, the newest first."""
    own = ApprovalRequest.objects.filter(asked_by=membership)
    newest = own.select_related("asked_by__user", "decided_by__user").order_by("-id")
    return _lines(membership, newest[:EARLIER])


def request_line(membership: Membership, request: ApprovalRequest) -> RequestLine:
    """One request, for the page where it is decided."""
    return _lines(membership, [request])[0]


def _lines(membership: Membership, requests: Iterable[ApprovalRequest]) -> list[RequestLine]:
    found = list(requests)
    refs: dict[str, set[str]] = defaultdict(set)
    for request in found:
        refs[request.act].add(request.ref)
    rows = {act: four_eyes.kind_of(act).find(membership, some) for act, some in refs.items()}
    return [_line(request, rows[request.act].get(request.ref)) for request in found]


def _line(request: ApprovalRequest, row: Any | None) -> RequestLine:
    kind = four_eyes.kind_of(request.act)
    open_states = (ApprovalState.ASKED, ApprovalState.GIVEN)
    ran_out = request.state in open_states and request.expires_at <= clock.now()
    state = ApprovalState.EXPIRED if ran_out else ApprovalState(request.state)
    return RequestLine(
        request,
        label=kind.label(row) if row is not None else "",
        url=kind.page(row) if row is not None else "",
        state=str(state.label),
        may_withdraw=request.state in open_states and not ran_out,
    )
