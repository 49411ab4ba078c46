"""What the organisation decides for itself: boundaries of the phases, second step, thresholds."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renate.accounts import operations
from renate.accounts.decorators import requires, sudo
from renate.accounts.forms import SettingsForm
from renate.accounts.operations import SettingsError
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit.forms import add_rule_error, form_status


@require_http_methods(["GET", "POST"])
@requires(Act.MANAGE_SETTINGS)
@sudo
def organisation_edit(request: MemberRequest) -> HttpResponse:
    """Change the organisation's settings."""
    form = SettingsForm(request.POST or None, initial=model_to_dict(request.organisation.settings()))
    if form.is_valid():
        try:
            operations.change_settings(by=request.membership, **form.cleaned_data)
        except SettingsError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("The settings are saved. They hold from now on."))
            return redirect("accounts:organisation_edit")
    return render(request, "accounts/organisation_edit.html", {"form": form}, status=form_status(form))
