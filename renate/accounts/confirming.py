"""Before an act of consequence: is it still the person who signed in? (security 3)

The form's page asks sooner than its sending, so that there is time to write in between.
"""

from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from renate.kit import clock

SECONDS_TO_OPEN = 10 * 60
SECONDS_TO_SEND = 30 * 60


def was_confirmed(request: HttpRequest, *, within: int | None = None) -> bool:
    """Whether a password, passkey or code was given lately, at sign-in or since."""
    limit = within or (SECONDS_TO_OPEN if request.method in ("GET", "HEAD") else SECONDS_TO_SEND)
    return clock.now().timestamp() - last_confirmed(request) < limit


def last_confirmed(request: HttpRequest) -> float:
    """The moment of the last proof in this session, in seconds; 0 when there is none."""
    user: Any = request.user
    moments = [float(record["at"]) for record in get_authentication_records(request, user)]
    return max(moments, default=0.0)


def ask_to_confirm(request: HttpRequest, back_to: str) -> HttpResponseRedirect:
    """To the page that asks for a proof; who has none to give sets a second step up first."""
    flows = [flow["id"] for flow in get_reauthentication_flows(request.user)]
    if not flows:
        return redirect("mfa_index")
    page = "account_reauthenticate" if "reauthenticate" in flows else "mfa_reauthenticate"
    return redirect(f"{reverse(page)}?{urlencode({'next': back_to})}")
