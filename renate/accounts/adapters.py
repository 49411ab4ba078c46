"""allauth, told how this house works: no sign-up, audit of sign-ins, encrypted second-factor secrets."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from renate.accounts import devices
from renate.tenancy.keys import open_with_root, reseal_with_root, seal_with_root

MFA_PLACE = b"mfa-secret"
# What allauth encrypts in an authenticator's data; codes that came from elsewhere are a list.
_SEALED_IN_DATA = ("secret", "seed", "migrated_codes")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try, which is taken back when it was right. Raises ValidationError over a limit."""
        login = _login_of(credentials)
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=[])
        for action, key in _counts(request, login):
            used = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not used:
                self._rollback_login_failed_rl_usage()
                raise self.validation_error("too_many_login_attempts")
            self._login_failed_rl_usage.usage += used.usage

    def forgive(self, request: HttpRequest, **credentials: Any) -> None:
        """After a new password by mail: what was guessed before counts no more."""
        for action, key in _counts(request, _login_of(credentials)):
            ratelimit.clear(request, app="allauth.account", action=action, key=key)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        send, request = super().send_notification_mail, context.request

        def afterwards() -> None:
            with context.request_context(request):
                send(*args, **kwargs)

        # Whatever becomes of the mail: a password is changed while the mail server is away, too.
        transaction.on_commit(afterwards, robust=True)

    def post_login(self, request: HttpRequest, user: Any, **hooks: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **hooks)
        devices.remember(request, response, user.email)
        return response


def _login_of(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").lower()


def _counts(request: HttpRequest, login: str) -> list[tuple[str, str]]:
    """The limits that a try counts for, and under which key."""
    if browser := devices.known(request, login):
        return [("login_failed_known", f"{login}:{browser}")]
    address = devices.address_of(request)
    return [("login_failed", f"{login}:{address}"), ("login_failed_elsewhere", login)]


class MFAAdapter(DefaultMFAAdapter):
    """Second-factor secrets are sealed under the root key."""

    def encrypt(self, text: str) -> str:
        return seal_with_root(text.encode(), MFA_PLACE).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return open_with_root(bytes.fromhex(encrypted_text), MFA_PLACE).decode()

    def get_public_key_credential_rp_entity(self) -> Any:
        entity = super().get_public_key_credential_rp_entity()
        entity["name"] = "Renate"
        return entity


def rewrap_second_factors() -> int:
    """Seal the secrets of second factors under the new root key; returns how many authenticators changed."""
    from allauth.mfa.models import Authenticator

    done = 0
    for authenticator in Authenticator.objects.select_for_update().order_by("pk"):
        anew = {
            name: _resealed(authenticator.data[name])
            for name in _SEALED_IN_DATA
            if name in authenticator.data
        }
        if any(anew[name] != authenticator.data[name] for name in anew):
            authenticator.data = {**authenticator.data, **anew}
            authenticator.save(update_fields=["data"])
            done += 1
    return done


def _resealed(value: Any) -> Any:
    if isinstance(value, list):
        return [_resealed(each) for each in value]
    anew = reseal_with_root(bytes.fromhex(value), MFA_PLACE)
    return value if anew is None else anew.hex()
