"""What makes an event one of the application's: a signature under a key that no database holds.

It covers whose event it is, who acted, what was done, and a salted digest of what it was about: the digest
stays when the rest is emptied (rights of the person), so that the event still counts as ours.
"""

import hmac
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Signed:
    """What is stored beside an event: `signature` is an HMAC over all but what `payload` stands for."""

    salt: bytes
    payload: bytes
    signature: bytes


def sign_event(
    organisation_id: int | None, actor_id: int | None, action: str, subject: str, ref: str, meta: dict
) -> Signed:
    """A new event, signed."""
    salt = os.urandom(SALT_BYTES)
    payload = payload_of(salt, subject, ref, meta)
    claim = _claim(organisation_id, actor_id, action, payload)
    return Signed(salt, payload, _sign(settings.AUDIT_KEY, claim))


def plain(meta: dict[str, Any]) -> dict[str, Any]:
    """What an event tells, as it comes back from the database: dates and fractions as text."""
    told: dict[str, Any] = json.loads(json.dumps(meta, default=str), parse_float=str)
    return told


def payload_of(salt: bytes, subject: str, ref: str, meta: dict) -> bytes:
    """The digest of what an event is about. Salted: what was emptied can't be guessed."""
    told = json.dumps([subject, ref, meta], sort_keys=True, separators=(",", ":"))
    return sha256(salt + told.encode()).digest()


def is_ours(
    organisation_id: int | None, actor_id: int | None, action: str, payload: bytes, signature: bytes | None
) -> bool:
    """Whether the application wrote it, under today's key or one of those before."""
    claim = _claim(organisation_id, actor_id, action, payload)
    keys = (settings.AUDIT_KEY, *settings.AUDIT_KEYS_BEFORE)
    return any(hmac.compare_digest(_sign(key, claim), signature or b"") for key in keys)


def _claim(*parts: Any) -> bytes:
    return json.dumps([part.hex() if isinstance(part, bytes) else part for part in parts]).encode()


def _sign(key: str, claim: bytes) -> bytes:
    return hmac.new(bytes.fromhex(key), claim, sha256).digest()
