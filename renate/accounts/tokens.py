"""Keys of programs: their text, and whose seat one opens. Only a hash is kept (ASVS: shown once)."""

import hmac
import re
from hashlib import sha256

from renate.accounts.access import narrow, read_only
from renate.accounts.models import ApiToken
from renate.kit import clock
from renate.tenancy import scope

# Recognisable, so that scanners find one that was published by mistake.
_SHAPE = re.compile(r"rnt_([0-9]{1,12})_([0-9a-z]{1,16})_([0-9A-Za-z_-]{43})")


def text_of(token: ApiToken, secret: str) -> str:
    """What the member copies, once: organisation, ref, secret."""
    return f"rnt_{token.organisation_id}_{token.public_id}_{secret}"


def digest_of(secret: str) -> bytes:
    """What is kept. A random secret of 256 bits needs no slow hash."""
    return sha256(secret.encode()).digest()


def token_behind(header: str) -> ApiToken | None:
    """The live key that an `Authorization: Bearer …` header shows, with its member; None for any other."""
    found = _SHAPE.fullmatch(header.removeprefix("Bearer ").strip())
    if found is None:
        return None
    organisation, ref, secret = found.groups()
    with scope.enter(organisation=int(organisation)):
        live = ApiToken.objects.live(clock.now()).filter(
            public_id=ref, membership__organisation__is_active=True
        )
        token = live.select_related("membership__user", "membership__organisation").first()
    known = bytes(token.digest) if token else bytes(32)
    return token if hmac.compare_digest(known, digest_of(secret)) else None


def confine(token: ApiToken) -> None:
    """Make its member's seat, for this request, what the key was made for."""
    if token.acts:
        narrow(token.membership, token.acts)
    if token.reads_only:
        read_only(token.membership)
