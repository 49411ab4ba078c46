"""Authenticated encryption of single values: AES-256-GCM, bound to the place where the value stands.

A sealed cell is `0x01 | key version (2 bytes) | nonce (12) | ciphertext and tag`. The associated data
name the cell's place, so a ciphertext moved to another row, column or organisation does not open.
"""

import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
KEY_BYTES = 32
_NONCE_BYTES = 12
_HEADER = 1 + 2 + _NONCE_BYTES


class SealBroken(Exception):
    """The value does not authenticate: altered, moved, or sealed under another key. Never shown."""


def new_key() -> bytes:
    """A fresh random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, associated_data: bytes, *, key_version: int = 1) -> bytes:
    """Encrypt `plaintext` so that it opens only with `key` and the same `associated_data`."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    header = FORMAT + key_version.to_bytes(2, "big")
    return header + nonce + AESGCM(key).encrypt(nonce, plaintext, header + associated_data)


def key_version_of(cell: bytes) -> int:
    """The key version a cell was sealed under. Raises SealBroken for what is no cell."""
    if len(cell) < _HEADER or cell[:1] != FORMAT:
        raise SealBroken("not a sealed value")
    return int.from_bytes(cell[1:3], "big")


def open_sealed(key: bytes, cell: bytes, associated_data: bytes) -> bytes:
    """Decrypt a cell. Raises SealBroken when it does not authenticate; never falls back to the raw text."""
    key_version_of(cell)
    try:
        return AESGCM(key).decrypt(cell[3:_HEADER], cell[_HEADER:], cell[:3] + associated_data)
    except InvalidTag:
        raise SealBroken("the sealed value does not authenticate") from None


def keyed_hash(key: bytes, text: str) -> bytes:
    """An HMAC-SHA256 for exact search over encrypted values; 16 bytes are ample inside one organisation."""
    return hmac.new(key, text.encode(), sha256).digest()[:16]
