"""Requests for acts that need two people: one's own, and those that wait for one's decision."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renate.accounts.decorators import member, sudo
from renate.accounts.forms import DecisionForm
from renate.accounts.four_eyes import may_decide
from renate.accounts.models import ApprovalRequest
from renate.accounts.operations import four_eyes
from renate.accounts.queries import decidable, own_requests, request_line
from renate.accounts.requests import MemberRequest
from renate.kit.forms import add_rule_error, form_status


@require_safe
@member
def approval_list(request: MemberRequest) -> HttpResponse:
    """What waits for me, and what I asked for."""
    context = {"waiting": decidable(request.membership), "own": own_requests(request.membership)}
    return render(request, "accounts/approval_list.html", context)


@require_http_methods(["GET", "POST"])
@member
@sudo
def approval_decide(request: MemberRequest, ref: str) -> HttpResponse:
    """Approve or refuse; the page is there for those who may decide."""
    asked = _found(ref)
    if not may_decide(request.membership, asked):
        raise Http404
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        approve = form.cleaned_data["decision"] == "approve"
        try:
            four_eyes.decide_approval(
                by=request.membership, request=asked, approve=approve, note=form.cleaned_data["note"]
            )
        except four_eyes.ApprovalError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Approved.") if approve else _("Refused."))
            return redirect("accounts:approval_list")
    context = {"form": form, "line": request_line(request.membership, asked)}
    return render(request, "accounts/approval_decide.html", context, status=form_status(form))


@require_POST
@member
def approval_withdraw(request: MemberRequest, ref: str) -> HttpResponse:
    """Take one's own request back."""
    asked = _found(ref)
    if asked.asked_by_id != request.membership.pk:
        raise Http404
    try:
        four_eyes.withdraw_approval(by=request.membership, request=asked)
    except four_eyes.ApprovalError as error:
        messages.error(request, " ".join(error.reasons))
    else:
        messages.success(request, _("The request is withdrawn."))
    return redirect("accounts:approval_list")


def _found(ref: str) -> ApprovalRequest:
    return get_object_or_404(ApprovalRequest.objects.select_related("asked_by__user"), public_id=ref)
