"""The check above a view, as one line; what it demands is left on the function so that tests can list it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from renate import audit
from renate.accounts.access import can
from renate.accounts.confirming import ask_to_confirm, was_confirmed
from renate.accounts.roles import Act

View = Callable[..., HttpResponseBase]


def demand(view: View, text: str) -> View:
    """Mark what a view asks for, e.g. "act:write_report", "member", "public", "case:C:write"."""
    view.demand = text  # type: ignore[attr-defined]
    return view


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.headers.get("HX-Request"):
        # The page around it holds what was typed: a sign-in page has no place in it.
        return HttpResponse(status=403)
    return redirect_to_login(request.get_full_path())


def _signed_in(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if getattr(request, "membership", None) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def public(view: View) -> View:
    """Open to anybody."""
    return demand(view, "public")


def signed_in(view: View) -> View:
    """Open to whoever is signed in, in an organisation or not yet."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return demand(checked, "signed_in")


def member(view: View) -> View:
    """Open to every active member of the organisation in scope."""
    return demand(_signed_in(view), "member")


def requires(*acts: Act) -> Callable[[View], View]:
    """Open to members who may do one of `acts`; for others the page is not there."""

    def above(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            membership = request.membership  # type: ignore[attr-defined]
            if not any(can(membership, act) for act in acts):
                audit.record("access.denied", acts=[str(act) for act in acts])
                raise Http404
            return view(request, *args, **kwargs)

        return demand(_signed_in(checked), "act:" + "|".join(acts))

    return above


def sudo(view: View | None = None, *, back: str = "") -> Any:
    """Stands under the check: an act of consequence asks for the password or second step again.

    `back` names the page to come back to, where the address itself only takes what is sent.
    """

    def above(view: View) -> View:
        @wraps(view)
        def confirmed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if was_confirmed(request):
                return view(request, *args, **kwargs)
            return ask_to_confirm(request, reverse(back) if back else request.get_full_path())

        confirmed.sudo = True  # type: ignore[attr-defined]
        return confirmed

    return above if view is None else above(view)
