"""The idle lock, as a page's script asks for it; and what was kept when a form came too late."""

import json

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from renate import audit
from renate.accounts import locking
from renate.accounts.decorators import member
from renate.accounts.models import HeldForm
from renate.accounts.requests import MemberRequest
from renate.kit import clock


@require_http_methods(["GET", "POST"])
@member
def session_lock(request: MemberRequest) -> HttpResponse:
    """GET: how long it holds, without prolonging it. POST: somebody is there, or lock now."""
    minutes = request.membership.idle_minutes  # type: ignore[attr-defined]
    if request.method == "POST":
        if "lock" in request.POST:
            locking.lock(request)
            audit.record("member.locked", on=request.membership)
        elif not request.is_locked:
            locking.keep_alive(request)
    left = locking.seconds_left(request, minutes)
    return JsonResponse({"left": left, "who": request.membership.public_id, "token": get_token(request)})


@require_safe
@member
def held_show(request: MemberRequest, ref: str) -> HttpResponse:
    """What was typed, to be sent again; for who typed it."""
    held = _held(request, ref)
    context = {"held": held, "fields": json.loads(held.body)}
    return render(request, "accounts/held_show.html", context)


@require_POST
@member
def held_drop(request: MemberRequest, ref: str) -> HttpResponse:
    """It is no longer needed."""
    _held(request, ref).delete()
    return redirect("/")


def _held(request: MemberRequest, ref: str) -> HeldForm:
    own = HeldForm.objects.filter(membership=request.membership, expires_at__gt=clock.now())
    return get_object_or_404(own, public_id=ref)
