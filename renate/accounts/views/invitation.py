"""The page behind the link of an invitation: name, password, done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from renate.accounts import operations
from renate.accounts.decorators import public
from renate.accounts.forms import AcceptanceForm
from renate.accounts.operations import InvitationError
from renate.kit.forms import add_rule_error, form_status


@require_http_methods(["GET", "POST"])
@public
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Make the account and the seat; a link that is used, old or forged says so and nothing more."""
    if request.user.is_authenticated:
        return render(request, "accounts/invitation_signed_in.html", status=409)
    try:
        invitation = operations.open_invitation(token)
    except InvitationError:
        return render(request, "accounts/invitation_void.html", status=404)
    form = AcceptanceForm(request.POST or None, initial={"full_name": invitation.full_name})
    if form.is_valid():
        name, password = form.cleaned_data["full_name"], form.cleaned_data["password"]
        try:
            operations.accept_invitation(token=token, full_name=name, password=password)
        except InvitationError as error:
            add_rule_error(form, error)
        else:
            messages.success(request, _("Welcome. Please sign in with your new password."))
            return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/invitation_accept.html", context, status=form_status(form))
