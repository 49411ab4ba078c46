"""Who carries what: the coordinator's view of the organisation's open cases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reintegration.queries import caseload
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock


@requires(Act.SEE_CASELOAD)
def caseload_show(request: MemberRequest) -> HttpResponse:
    """Open cases per worker by phase and weight, what is overdue, and who nears month 36 (R-02, R-07)."""
    today = clock.today()
    load = caseload(request.membership, today)
    stays = [stay for row in load for stay in row.long_stays]
    reviews = [review for row in load for review in row.reviews]
    stats = [
        {
            "label": _("open cases"),
            "value": sum(row.cases for row in load),
            "url": reverse("cases:case_list"),
        },
        {"label": _("follow-ups overdue"), "value": sum(row.overdue for row in load)},
        {"label": _("phase reviews overdue"), "value": len(reviews)},
        {"label": _("near or past the end"), "value": len(stays)},
    ]
    context = {"load": load, "today": today, "stats": stats, "long_stays": stays, "reviews": reviews}
    return render(request, "pages/caseload_show.html", context)
