"""How often something may be asked within a minute, counted for one member or one address."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from renate.kit import clock


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount` within `seconds`, counted in windows that begin at full multiples of them."""

    name: str
    amount: int
    seconds: int = 60


def seconds_to_wait(limit: Limit, who: str) -> int:
    """Count one more for `who`; 0 when it is within the limit, else how long to wait."""
    now = int(clock.now().timestamp())
    window = now - now % limit.seconds
    # The key says neither who nor from where.
    key = f"limit:{limit.name}:{sha256(who.encode()).hexdigest()[:24]}:{window}"
    if cache.add(key, 1, timeout=limit.seconds + 5):
        return 0
    try:
        counted = cache.incr(key)
    except ValueError:  # it expired between the two
        return 0
    return 0 if counted <= limit.amount else window + limit.seconds - now
