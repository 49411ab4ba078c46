"""Group activities: a course, an outing, a talk for several at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.views.page import sent, succeeds
from reintegration import operations
from reintegration.forms.activity import ActivityForm
from reintegration.models import GroupActivity
from reintegration.queries.activities import guests_for, participants_of, recent_activities
from reintegration.views.page import one_or_404
from renate.accounts.access import section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status


@requires(Act.WORK_CASES)
def activity_list(request: MemberRequest) -> HttpResponse:
    """What took place, with how many took part."""
    may_log = section_access(request.membership, Section.PLAN) >= Access.WRITE
    context = {"activities": recent_activities(), "may_log": may_log}
    return render(request, "reintegration/activity_list.html", context)


@requires(Act.WORK_CASES)
def activity_log(request: MemberRequest) -> HttpResponse:
    """Log an activity with everybody who took part."""
    by = request.membership
    if section_access(by, Section.PLAN) < Access.WRITE:
        raise Http404
    form = ActivityForm(sent(request), guests=guests_for(by), initial={"on": clock.today()})

    def save() -> None:
        on, took_part = form.cleaned_data["on"], form.who_took_part()
        operations.log_activity(by=by, on=on, details=form.details(), participants=took_part)

    if succeeds(form, save):
        messages.success(request, _("The activity is logged in every file."))
        return redirect("reintegration:activity_list")
    return render(request, "reintegration/activity_log.html", {"form": form}, status=form_status(form))


@requires(Act.WORK_CASES)
def activity_show(request: MemberRequest, ref: str) -> HttpResponse:
    """One activity; of those who took part only whom the reader may open."""
    activity = one_or_404(GroupActivity.objects.select_related("led_by__user", "grant"), ref)
    shown, others = participants_of(activity, request.membership)
    context = {"activity": activity, "participants": shown, "others": others}
    return render(request, "reintegration/activity_show.html", context)
