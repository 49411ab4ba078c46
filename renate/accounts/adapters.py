"""allauth, told how this house works: no sign-up, audit of sign-ins, encrypted second-factor secrets."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from renate.tenancy.keys import open_with_root, reseal_with_root, seal_with_root

MFA_PLACE = b"mfa-secret"
# What allauth encrypts in an authenticator's data; codes that came from elsewhere are a list.
_SEALED_IN_DATA = ("secret", "seed", "migrated_codes")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


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
