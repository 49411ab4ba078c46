"""Acts that need two people: which there are, who decides them, and whether an approval stands (domain 7)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from renate.accounts.access import can
from renate.accounts.models import ApprovalRequest, Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.tenancy.models import TenantModel


def _nowhere(row: Any) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """How one act is decided: by whom, and where its row stands for a member who may see it."""

    act: str
    decided_by: Act
    # (member, refs) -> the rows among them that the member may see, by ref.
    find: Callable[[Membership, Collection[str]], Mapping[str, Any]]
    # What stands for the row on the page, and where it is shown.
    label: Callable[[Any], str] = str
    page: Callable[[Any], str] = _nowhere
    # (request, row): run when it is approved, in the same transaction.
    on_approved: Callable[[ApprovalRequest, Any], None] | None = None


_kinds: dict[str, Kind] = {}
# Inside the transaction: who is told that something waits, and who asked that it was decided.
on_asked: list[Callable[[ApprovalRequest, list[Membership]], None]] = []
on_decided: list[Callable[[ApprovalRequest], None]] = []


def register(kind: Kind) -> None:
    """Make an act one that two people do; the same act again replaces it."""
    _kinds[kind.act] = kind


def kind_of(act: str) -> Kind:
    """How the act is decided. Raises KeyError for one that nobody registered."""
    return _kinds[act]


def acts_decided_by(membership: Membership) -> list[str]:
    """The acts of others that this member decides."""
    return [kind.act for kind in _kinds.values() if can(membership, kind.decided_by)]


def may_decide(by: Membership, request: ApprovalRequest) -> bool:
    """Whether the member is one who decides: another than who asked, with the act, who sees the row."""
    kind = _kinds.get(request.act)
    if kind is None or by.pk == request.asked_by_id or not can(by, kind.decided_by):
        return False
    return request.ref in kind.find(by, [request.ref])


def deciders(request: ApprovalRequest) -> list[Membership]:
    """Everybody who could decide the request."""
    holders = Membership.objects.with_act(_kinds[request.act].decided_by)
    found = holders.select_related("user", "organisation").order_by("id")
    return [member for member in found if may_decide(member, request)]


def approved(*, by: Membership, act: str, about: TenantModel) -> ApprovalRequest | None:
    """The approval that stands: what this member asked for, about this row, not used and not run out."""
    standing = ApprovalRequest.objects.standing(clock.now()).about(about).filter(act=act, asked_by=by)
    return standing.order_by("-id").first()
