"""Supervision of staff: days, and nothing of what was said (S3-66)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.forms.supervision import SupervisionForm
from cases.models import StaffSupervision
from cases.operations.supervision import record_supervision, take_back_supervision
from cases.queries.supervision import days_of_supervision, supervised_staff
from cases.views.page import sent, succeeds
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status

PAGE_SIZE = 50


@requires(Act.SEE_CASELOAD)
def supervision_list(request: MemberRequest) -> HttpResponse:
    """Who waits longest, a form for the next day, and the days of the last year."""
    today = clock.today()
    form = SupervisionForm(sent(request), initial={"on": today})
    if succeeds(form, lambda: record_supervision(by=request.membership, **form.cleaned_data)):
        messages.success(request, _("Recorded."))
        return redirect("cases:supervision_list")
    page = Paginator(days_of_supervision(today), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "staff": supervised_staff(today), "page": page}
    return render(request, "cases/supervision_list.html", context, status=form_status(form))


@require_POST
@requires(Act.SEE_CASELOAD)
def supervision_remove(request: MemberRequest, supervision_ref: str) -> HttpResponse:
    """Take a day back that was kept by mistake."""
    row = get_object_or_404(StaffSupervision, public_id=supervision_ref)
    take_back_supervision(by=request.membership, supervision=row)
    messages.success(request, _("Taken back."))
    return redirect("cases:supervision_list")
