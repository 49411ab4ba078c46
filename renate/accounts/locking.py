"""The idle lock: a session nobody touches is locked, not ended, so that nothing typed is lost (domain 7).

The server refuses every page of a locked session until the person proves again who they are. A form sent
meanwhile is kept sealed. The script of the page takes its content out of the document until then.
"""

import json
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from renate.accounts.confirming import ask_to_confirm, last_confirmed
from renate.accounts.models import HeldForm
from renate.accounts.models.held import LONGEST
from renate.accounts.problems import API_PATH, refusal
from renate.accounts.sessions import SESSION_TOUCHED, keep_alive
from renate.kit import clock

LOCKED_AT = "locked_at"
LENT = "lent"
BEGAN = "began"
HOLD = timedelta(hours=12)
# What a locked session may still reach: proving who it is, leaving, asking whether it is locked.
OPEN_WHEN_LOCKED = (
    "/account/reauthenticate/",
    "/account/second-step/reauthenticate/",
    "/account/second-step/webauthn/reauthenticate/",
    "/account/logout/",
    "/account/lock/",
    "/static/",
    "/health/",
)
# Asked by pages on their own: no sign of a person.
POLLS = ("/progress/", "/still-open/", "/account/lock/")
# Never kept: what is typed there are passwords and codes.
SECRETS = ("/account/",)


def outlived(request: HttpRequest) -> bool:
    """Whether the session is older than any may get, however busy it was (security 3)."""
    return _now() - request.session.get(BEGAN, _now()) > settings.SESSION_COOKIE_AGE


def look_after(request: HttpRequest, idle_minutes: int) -> bool:
    """Note that somebody is there, or lock; returns whether the session is locked."""
    session, now = request.session, _now()
    touched = session.get(SESSION_TOUCHED)
    if LOCKED_AT not in session and touched is not None and now - touched >= idle_minutes * 60:
        session[LOCKED_AT] = now
    if LOCKED_AT in session:
        if last_confirmed(request) < session[LOCKED_AT]:
            return True
        del session[LOCKED_AT]
        session[SESSION_TOUCHED] = now
    session.setdefault(BEGAN, now)
    if _is_lent(request):
        return True
    if not request.path.endswith(POLLS):
        keep_alive(request)
    return False


def lock(request: HttpRequest) -> None:
    """Lock now, as when the person leaves the desk."""
    # A proof given in this very second is older than the lock.
    request.session[LOCKED_AT] = _now() + 1


def lend(request: HttpRequest, path: str) -> None:
    """The device goes into the hands of the person assisted: nothing opens but `path` and what lies below it,
    until the worker has proved again who they are.
    """
    request.session[LENT] = {"to": path, "at": _now() + 1}


def _is_lent(request: HttpRequest) -> bool:
    """Whether the device is in another's hands, and the page is not the one it was lent for."""
    lent = request.session.get(LENT)
    if lent is None or request.path.startswith(lent["to"]):
        return False
    if last_confirmed(request) < lent["at"]:
        return True
    del request.session[LENT]
    return False


def seconds_left(request: HttpRequest, idle_minutes: int) -> int:
    """Until the session is locked; 0 when it is."""
    if request.is_locked or LOCKED_AT in request.session:  # type: ignore[attr-defined]
        return 0
    return max(0, int(request.session.get(SESSION_TOUCHED, _now())) + idle_minutes * 60 - _now())


def hold(request: HttpRequest) -> HeldForm | None:
    """Keep what was sent from a locked session; files and secrets are not kept."""
    HeldForm.objects.filter(expires_at__lte=clock.now()).delete()
    typed = [[name, value] for name, values in request.POST.lists() for value in values]
    typed = [pair for pair in typed if pair[0] != "csrfmiddlewaretoken"]
    if not typed or request.path.startswith(SECRETS):
        return None
    body = json.dumps(typed, ensure_ascii=False)
    if len(body) > LONGEST:
        return None
    held = HeldForm(
        membership=request.membership,  # type: ignore[attr-defined]
        path=request.get_full_path()[:300],
        body=body,
        expires_at=clock.now() + HOLD,
    )
    held.full_clean()
    held.save()
    return held


class IdleLockMiddleware:
    """Lets nothing but the way back in through, while the session is locked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        locked = getattr(request, "is_locked", False)
        if not locked or request.path.startswith(OPEN_WHEN_LOCKED):
            return self.get_response(request)
        if request.path.startswith(API_PATH):
            return refusal(403, "The session is locked.")
        if request.headers.get("HX-Request"):
            # The page around it holds what was typed: it must stay as it is.
            return HttpResponse(status=403)
        if request.method != "POST":
            return ask_to_confirm(request, request.get_full_path())
        held = hold(request)
        back = reverse("accounts:held_show", args=[held.public_id]) if held else request.path
        return ask_to_confirm(request, back)


def _now() -> int:
    return int(clock.now().timestamp())
