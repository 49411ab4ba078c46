"""Oneself: who is signed in, with what, and in which organisation."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from renate import audit
from renate.accounts import witness
from renate.accounts.decorators import signed_in
from renate.accounts.operations import switch_organisation
from renate.accounts.requests import MemberRequest


@require_safe
@signed_in
def account_show(request: MemberRequest) -> HttpResponse:
    """What the account holds, with a way to change each part."""
    context = {"rows": _account_rows(request), "seats": request.own_seats}
    return render(request, "accounts/account_show.html", context)


def _account_rows(request: MemberRequest) -> list[dict[str, Any]]:
    user = request.user
    sessions = UserSession.objects.purge_and_list(user)
    second = _("On") if is_mfa_enabled(user) else _("Off")
    signed_in_at = ngettext("In %(n)d browser", "In %(n)d browsers", len(sessions)) % {"n": len(sessions)}
    return [
        {"label": _("Name"), "value": user.full_name},
        {"label": _("Email address"), "value": user.email, "change_url": reverse("account_email")},
        {"label": _("Password"), "value": _("Set"), "change_url": reverse("account_change_password")},
        {"label": _("Second step at sign-in"), "value": second, "change_url": reverse("mfa_index")},
        {
            "label": _("Keys for programs"),
            "value": _("For reading or writing through the interface"),
            "change_url": reverse("accounts:token_list"),
            "change_label": _("See"),
        },
        {
            "label": _("Signed in"),
            "value": signed_in_at,
            "change_url": reverse("usersessions_list"),
            "change_label": _("See"),
        },
    ]


@require_POST
@signed_in
def organisation_switch(request: MemberRequest) -> HttpResponseRedirect:
    """Work in another of one's own organisations; any other is not found."""
    wanted = request.POST.get("organisation", "")
    for seat in request.own_seats:
        if seat.organisation.public_id == wanted:
            switch_organisation(request, seat)
            witness.moved_over(seat)
            return redirect("/")
    audit.record("access.denied", what="organisation")
    raise Http404
