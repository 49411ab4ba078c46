"""How often the organisation wants to be in touch."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reintegration import operations
from reintegration.forms.monitoring import MonitoringForm
from reintegration.operations import MonitoringError
from reintegration.queries.schedule import monitoring
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.forms import add_rule_error, form_status


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_SETTINGS)
def monitoring_edit(request: MemberRequest) -> HttpResponse:
    """Change the days between contacts by phase."""
    form = MonitoringForm(request.POST or None, initial=model_to_dict(monitoring()))
    if form.is_valid():
        try:
            operations.change_monitoring(by=request.membership, **form.cleaned_data)
        except MonitoringError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Saved. It holds as soon as a case is planned again."))
            return redirect("reintegration:monitoring_edit")
    return render(request, "reintegration/monitoring_edit.html", {"form": form}, status=form_status(form))
