"""allauth, told how this house works: no sign-up, audit of sign-ins, encrypted second-factor secrets."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from renate.kit.crypto import open_sealed, seal
from renate.tenancy.keys import root_key

_MFA = b"mfa-secret"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second-factor secrets are sealed under the root key."""

    def encrypt(self, text: str) -> str:
        return seal(root_key(), text.encode(), _MFA).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return open_sealed(root_key(), bytes.fromhex(encrypted_text), _MFA).decode()

    def get_public_key_credential_rp_entity(self) -> Any:
        entity = super().get_public_key_credential_rp_entity()
        entity["name"] = "Renate"
        return entity
