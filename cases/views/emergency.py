"""Files opened in an emergency: by whom, why, until when; and opening one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms.access import EmergencyForm
from cases.models import EmergencyAccess
from cases.operations import EmergencyError, end_emergency, open_in_emergency
from cases.operations.emergency import TOLD
from cases.queries.exceptions import emergencies
from cases.views.page import sent
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import requires, sudo
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.forms import add_rule_error, form_status


@require_safe
@requires(*TOLD)
def emergency_list(request: MemberRequest) -> HttpResponse:
    """What stands now and what was, for everybody who is told of it."""
    lines = emergencies(request.membership)
    context = {
        "standing": [line for line in lines if line.stands],
        "earlier": [line for line in lines if not line.stands],
        "may_open": can(request.membership, Act.BREAK_GLASS),
    }
    return render(request, "cases/emergency_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Act.BREAK_GLASS)
@sudo
def emergency_open(request: MemberRequest) -> HttpResponse:
    """Open a file for a day, for reading."""
    form = EmergencyForm(sent(request))
    if form.is_valid():
        try:
            access = open_in_emergency(by=request.membership, **form.cleaned_data)
        except EmergencyError as error:
            audit.record("access.denied", page="emergency")
            add_rule_error(form, error)
        else:
            messages.success(request, _("You may read the file for 24 hours. Others were told."))
            return redirect("cases:team", access.case.public_id)
    return render(request, "cases/emergency_open.html", {"form": form}, status=form_status(form))


@require_POST
@requires(*TOLD)
def emergency_end(request: MemberRequest, ref: str) -> HttpResponse:
    """End one before its time."""
    access: EmergencyAccess = get_object_or_404(
        EmergencyAccess.objects.select_related("case", "membership__user"), public_id=ref
    )
    try:
        end_emergency(by=request.membership, access=access)
    except EmergencyError as error:
        messages.error(request, " ".join(error.reasons))
    else:
        messages.success(request, _("The access is ended."))
    return redirect("cases:emergency_list")
