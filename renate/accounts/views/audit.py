"""The audit log, for the data protection officer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from renate.accounts import panels
from renate.accounts.decorators import requires
from renate.accounts.forms import AuditFilterForm
from renate.accounts.queries import log_lines, sign_lines
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.audit.signs import LOOK_BACK, MANY_FILES


@require_safe
@requires(Act.READ_AUDIT)
def audit_list(request: MemberRequest) -> HttpResponse:
    """What stands out, then every event of the organisation, the newest first."""
    form = AuditFilterForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    lines, older = log_lines(**chosen)
    context = {
        "form": form,
        "lines": lines,
        "older": older,
        "signs": sign_lines(request.organisation.time_zone),
        "many": MANY_FILES,
        "days": LOOK_BACK.days,
        "panels": panels.drawn_for(request.membership),
    }
    return render(request, "accounts/audit_list.html", context)
