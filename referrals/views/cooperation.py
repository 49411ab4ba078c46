"""The log of cooperation: meetings, procedures, trainings, advocacy."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.views.page import done, sent, succeeds
from referrals import operations
from referrals.forms.partners import ActivityForm
from referrals.models import CooperationActivity, Partner
from referrals.views.page import page
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import guarded, held

PAGE_SIZE = 50


@requires(Act.LOG_COOPERATION)
def activity_list(request: MemberRequest) -> HttpResponse:
    """All activities, the newest first."""
    rows = CooperationActivity.objects.order_by("-on", "-id")
    found = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [(row, sum(row.participants.values())) for row in found]
    return page(request, "activity_list", page=found, rows=lines)


@requires(Act.LOG_COOPERATION)
def activity_log(request: MemberRequest) -> HttpResponse:
    """Write one down."""
    initial = {"happened_on": clock.today(), "country": request.organisation.country, "days": 1}
    form = drafted(request, ActivityForm(sent(request), initial=initial), label=_("Cooperation"))
    member, today, log = request.membership, clock.today(), operations.log_activity
    if succeeds(form, lambda: log(by=member, on=today, **form.cleaned_data)):
        return done(request, _("Logged."), "referrals:activity_list")
    return page(request, "activity_log", form=form)


@requires(Act.LOG_COOPERATION)
def activity_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Correct one."""
    activity = held(request, get_object_or_404(CooperationActivity, public_id=ref))
    there = Partner.objects.filter(activities__activity=activity)
    initial = {"happened_on": activity.on, "partners": [partner.public_id for partner in there]}
    form = guarded(ActivityForm(sent(request), instance=activity, initial=initial))
    form = drafted(request, form, label=_("Cooperation"))
    member, today, log = request.membership, clock.today(), operations.log_activity
    if succeeds(form, lambda: log(by=member, on=today, activity=activity, **form.cleaned_data)):
        return done(request, _("Saved."), "referrals:activity_list")
    return page(request, "activity_change", form=form, activity=activity)
