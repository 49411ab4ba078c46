"""Complaints and feedback: taken by any member, read by who oversees the cases and is not meant."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.access import readable_feedback
from cases.forms.work import FeedbackForm, HandleFeedbackForm
from cases.operations import handle_feedback, take_feedback
from cases.views.editing import edited
from cases.views.page import sent, succeeds
from renate.accounts.decorators import member, requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held
from renate.kit.forms import form_status

PAGE_SIZE = 25


@requires(Act.SEE_CASELOAD)
def feedback_list(request: MemberRequest) -> HttpResponse:
    """What people said, the open first."""
    found = readable_feedback(request.membership).select_related("handled_by__user", "about__user")
    rows = found.order_by(F("settled_on").desc(nulls_first=True), "-on", "-id")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "cases/feedback_list.html", {"page": page})


@member
def feedback_add(request: MemberRequest) -> HttpResponse:
    """Take a complaint, a suggestion or thanks."""
    membership = request.membership
    form = FeedbackForm(sent(request), initial={"on": clock.today()})
    form = drafted(request, form, label=_("Feedback"))
    if succeeds(form, lambda: take_feedback(by=membership, **form.cleaned_data)):
        messages.success(request, _("Thank you. It goes to those who oversee the cases."))
        return redirect("pages:home")
    return render(request, "cases/feedback_add.html", {"form": form}, status=form_status(form))


@requires(Act.SEE_CASELOAD)
def feedback_handle(request: MemberRequest, feedback_ref: str) -> HttpResponse:
    """Read one, take it in hand, settle it."""
    membership, today = request.membership, clock.today()
    found = readable_feedback(membership).select_related("handled_by__user", "about__user")
    feedback = held(request, get_object_or_404(found, public_id=feedback_ref))
    form = edited(
        HandleFeedbackForm(sent(request), initial=HandleFeedbackForm.initial_for(feedback)), feedback
    )
    if succeeds(
        form, lambda: handle_feedback(by=membership, on=today, feedback=feedback, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("cases:feedback_list")
    context = {"form": form, "feedback": feedback}
    return render(request, "cases/feedback_handle.html", context, status=form_status(form))
