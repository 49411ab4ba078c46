"""Who hears of a request for an act of two people, and of its end."""

from django.urls import reverse

from renate.accounts.models import ApprovalRequest, Membership
from renate.notices.codes import NoticeKind
from renate.notices.operations import post_notice


def tell_deciders(request: ApprovalRequest, deciders: list[Membership]) -> None:
    """Everybody who could decide: whoever comes first does."""
    url = reverse("accounts:approval_decide", args=[request.public_id])
    for member in deciders:
        key = f"approval:{request.public_id}:{member.public_id}"
        post_notice(to=member, key=key, kind=NoticeKind.APPROVAL, ref=request.public_id, url=url)


def tell_asker(request: ApprovalRequest) -> None:
    """Who asked, once it is decided."""
    key = f"approval:{request.public_id}:decided"
    url = reverse("accounts:approval_list")
    post_notice(to=request.asked_by, key=key, kind=NoticeKind.DECISION, ref=request.public_id, url=url)
