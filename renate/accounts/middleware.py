"""Where a web request enters its organisation: after sign-in, one transaction around view and rendering."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control

from renate import audit
from renate.accounts.devices import address_of
from renate.accounts.locking import look_after, outlived
from renate.accounts.operations.tokens import note_use
from renate.accounts.problems import API_PATH, refusal
from renate.accounts.sessions import SESSION_ORGANISATION, chosen_membership, seats_at_sign_in
from renate.accounts.sign_on import bound_to
from renate.accounts.tokens import confine, token_behind
from renate.kit.limits import Limit, seconds_to_wait
from renate.tenancy import scope, zones

GetResponse = Callable[[HttpRequest], HttpResponse]
BAD_KEYS = Limit("bad-keys-address", 30)


class ScopeMiddleware:
    """Opens the transaction and the scope of the signed-in member; outside it no tenant row is readable.

    ATOMIC_REQUESTS would end before a lazy response is rendered (security 1.4), so it is opened here.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.own_seats = []  # type: ignore[attr-defined]
        request.membership = None  # type: ignore[attr-defined]
        request.organisation = None  # type: ignore[attr-defined]
        request.token = None  # type: ignore[attr-defined]
        request.is_locked = False  # type: ignore[attr-defined]
        header = request.headers.get("Authorization", "")
        if request.path.startswith(API_PATH) and header.startswith("Bearer "):
            return self._with_key(request, header)
        if request.user.is_authenticated and outlived(request):
            logout(request)
        if not request.user.is_authenticated:
            with scope.leave():
                return self.get_response(request)
        chosen = bound_to(request) or request.session.get(SESSION_ORGANISATION)
        organisation_id = chosen or self._first_organisation(request)
        if organisation_id is not None:
            with scope.enter(organisation=organisation_id, user=request.user):
                if self._take_seat(request):
                    with timezone.override(request.organisation.time_zone):  # type: ignore[attr-defined]
                        return self._answer(request)
            request.session.pop(SESSION_ORGANISATION, None)
        with scope.enter(user=request.user):
            return self._answer(request)

    def _with_key(self, request: HttpRequest, header: str) -> HttpResponse:
        """A program's request: the seat of the key's member, confined to what the key was made for."""
        token = token_behind(header)
        if token is None:
            return self._without_key(request)
        if token.reads_only and request.method not in ("GET", "HEAD", "OPTIONS"):
            return refusal(403, "This key may only read.")
        seat = token.membership
        request.user = seat.user
        with scope.enter(organisation=seat.organisation_id, user=seat.user_id):
            confine(token)
            note_use(token)
            request.token = token  # type: ignore[attr-defined]
            request.own_seats = [seat]  # type: ignore[attr-defined]
            request.membership = seat  # type: ignore[attr-defined]
            request.organisation = seat.organisation  # type: ignore[attr-defined]
            zones.remember(seat.organisation)
            with timezone.override(seat.organisation.time_zone):
                return self._answer(request)

    @staticmethod
    def _without_key(request: HttpRequest) -> HttpResponse:
        """A key that is none; who goes on trying neither gets an answer nor fills the record."""
        wait = seconds_to_wait(BAD_KEYS, address_of(request)) if settings.RATE_LIMITS else 0
        if wait:
            refused = refusal(429, "Too many keys that are not valid.")
            refused["Retry-After"] = str(wait)
            return refused
        with scope.leave():
            audit.record_outside("sign_in.key_refused")
        refused = refusal(401, "This key is not valid.")
        refused["WWW-Authenticate"] = "Bearer"
        return refused

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        return self._private(response)

    @staticmethod
    def _first_organisation(request: HttpRequest) -> int | None:
        with scope.enter(user=request.user):
            seat = chosen_membership()
        if seat is None:
            return None
        request.session[SESSION_ORGANISATION] = seat.organisation_id
        return seat.organisation_id

    @staticmethod
    def _take_seat(request: HttpRequest) -> bool:
        seats = seats_at_sign_in(request.user)  # type: ignore[arg-type]
        seat = next((s for s in seats if s.organisation_id == scope.organisation_id()), None)
        if seat is None:
            return False
        request.own_seats = [seat] if bound_to(request) else seats  # type: ignore[attr-defined]
        request.membership = seat  # type: ignore[attr-defined]
        request.organisation = seat.organisation  # type: ignore[attr-defined]
        zones.remember(seat.organisation)
        request.is_locked = look_after(request, seat.idle_minutes)  # type: ignore[attr-defined]
        return True

    @staticmethod
    def _private(response: HttpResponse) -> HttpResponse:
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True)
        return response


class SecondFactorMiddleware:
    """Where a second factor is asked for, nothing but enrolling one is reachable without it. Fails closed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._may_pass(request):
            return self.get_response(request)
        if request.path.startswith(API_PATH):
            return refusal(403, "Set up a second factor first.")
        return redirect("mfa_index")

    @staticmethod
    def _may_pass(request: HttpRequest) -> bool:
        if request.token is not None:  # type: ignore[attr-defined]
            return True  # none is made without a second factor
        if not request.user.is_authenticated or request.path.startswith(settings.SECOND_FACTOR_OPEN_PATHS):
            return True
        asked = settings.REQUIRE_SECOND_FACTOR
        if not asked and request.membership is not None:  # type: ignore[attr-defined]
            # Not False: an answer that is missing asks for it.
            asked = request.membership.second_factor_asked is not False  # type: ignore[attr-defined]
        if not asked:
            return True
        from allauth.mfa.utils import is_mfa_enabled

        return is_mfa_enabled(request.user)
