"""The link of a mail: on to what it is about."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from renate.accounts.decorators import member
from renate.accounts.requests import MemberRequest
from renate.notices.models import Notice


@member
def notice_open(request: MemberRequest, ref: str) -> HttpResponse:
    """Go to the page that one's own notice is about; the address in the mail tells nothing."""
    notice = Notice.objects.filter(public_id=ref, to=request.membership).first()
    if notice is None:
        raise Http404
    return redirect(notice.url or "/")
