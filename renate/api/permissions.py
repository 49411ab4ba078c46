"""Who may ask. What one may not is not there: 404, in the API as on the pages (domain 7, rule 1)."""

from typing import Any

from django.http import Http404
from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from renate import audit
from renate.accounts.access import can
from renate.accounts.confirming import was_confirmed
from renate.accounts.roles import Act


class IsMember(BasePermission):
    """Signed in, with a seat in an organisation."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if request.membership is None:  # type: ignore[attr-defined]
            raise Http404
        return True


class MayDo(BasePermission):
    """May do one of the acts that the view names; asked after `IsMember`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        acts: tuple[Act, ...] = view.acts
        if not any(can(request.membership, act) for act in acts):  # type: ignore[attr-defined]
            audit.record("access.denied", acts=[str(act) for act in acts], by="api")
            raise Http404
        return True


def demand_confirmed(request: Request) -> None:
    """Where the page asks for the password again: a session that was not proved lately is told so.

    A key is a proof of its own: it was made behind a second step. Raises PermissionDenied.
    """
    if request.token is None and not was_confirmed(request._request):  # type: ignore[attr-defined]
        raise PermissionDenied("Give your password or second step again on the pages first, or use a key.")
