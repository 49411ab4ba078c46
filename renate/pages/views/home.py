"""Where a member lands: the work of the day, or the first place their role has."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from renate.accounts.access import can
from renate.accounts.decorators import member, requires, signed_in
from renate.accounts.models import Membership
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.drafts.models import Draft
from renate.kit import clock
from renate.notices.models import Notice
from renate.notices.operations import mark_read
from renate.pages.my_day import day_of

MOST_NOTICES = 12
SHOWN_OF_DRAFTS = ("page", "label", "about", "token", "updated_at")
# The first act that a member may do decides where "/" leads.
_LANDINGS = (
    (Act.SEE_CASELOAD, "pages:caseload_show"),
    (Act.WRITE_REPORT, "reports:report_list"),
    (Act.READ_ISSUED, "reports:report_list"),
    (Act.MANAGE_MEMBERS, "accounts:member_list"),
    (Act.SEE_SHELTERS, "shelters:shelter_list"),
)


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """My day for who works cases; for others the page that their role is for."""
    membership: Membership | None = request.membership  # type: ignore[attr-defined]
    if membership is None:
        return render(request, "pages/home.html", {"nowhere": True}, status=403)
    if can(membership, Act.WORK_CASES):
        return render(request, "pages/home.html", _day_of(membership))
    for act, landing in _LANDINGS:
        if can(membership, act):
            return redirect(landing)
    return render(request, "pages/home.html", {"nowhere": True})


def _day_of(membership: Membership) -> dict[str, Any]:
    today = clock.today()
    day = day_of(membership, today)
    unread = Notice.objects.unread_of(membership).order_by("-id")
    notices = list(unread[:MOST_NOTICES])
    new = len(notices) if len(notices) < MOST_NOTICES else unread.count()
    return {
        "day": day,
        "notices": notices,
        "drafts": list(Draft.objects.of(membership).only("organisation", "public_id", *SHOWN_OF_DRAFTS)),
        "today": today,
        "may_open_intake": can(membership, Act.OPEN_INTAKE),
        "stats": [
            {"label": _("overdue"), "value": len(day.overdue), "url": "#overdue" if day.overdue else ""},
            {"label": _("due today"), "value": len(day.today), "url": "#today" if day.today else ""},
            {
                "label": _("in the next six days"),
                "value": len(day.coming),
                "url": "#coming" if day.coming else "",
            },
            {"label": _("new notices"), "value": new, "url": reverse("pages:notice_list")},
        ],
    }


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def day_show(request: MemberRequest) -> HttpResponse:
    """The same list, for those whose first page is another one."""
    return render(request, "pages/day_show.html", _day_of(request.membership))


@member
def notice_list(request: MemberRequest) -> HttpResponse:
    """All notices of the member, newest first."""
    notices = Notice.objects.filter(to=request.membership).order_by("-id")[:100]
    return render(request, "pages/notice_list.html", {"notices": notices})


@require_POST
@member
def notice_read(request: MemberRequest, ref: str) -> HttpResponse:
    """The member has seen a notice; leads to what it is about when asked to."""
    notice = Notice.objects.filter(public_id=ref, to=request.membership).first()
    if notice is None:
        raise Http404
    mark_read(by=request.membership, notice=notice)
    return redirect(notice.url if "follow" in request.POST and notice.url else "pages:home")
