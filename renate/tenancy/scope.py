"""Whose data the running code may touch: one organisation at a time, in one transaction at a time.

The scope lives in a context variable (wall 1 reads it) and, signed, in the transaction (wall 3 reads it).
"""

import hmac
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg.pq import TransactionStatus

if TYPE_CHECKING:
    from renate.tenancy.models import Organisation

LIFETIME_SECONDS = 900
PLATFORM = "p"
wall_clock: Callable[[], float] = time.time


class ScopeError(Exception):
    """Tenant data was touched outside a scope, or across two."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An organisation and who acts in it. Without an organisation: a person choosing one, or the platform."""

    organisation_id: int | None
    user_id: int | None = None
    platform: bool = False


_current: ContextVar[Scope | None] = ContextVar("renate_scope", default=None)


def current_or_none() -> Scope | None:
    """The scope, if any."""
    return _current.get()


def current() -> Scope:
    """The scope. Raises ScopeError where none is set."""
    scope = _current.get()
    if scope is None:
        raise ScopeError("tenant data outside a scope")
    return scope


def organisation_id() -> int:
    """The organisation in scope. Raises ScopeError where there is none."""
    found = current().organisation_id
    if found is None:
        raise ScopeError("no organisation in scope")
    return found


def _primary_key(value: Any) -> int | None:
    return None if value is None else int(getattr(value, "pk", value))


@contextmanager
def enter(
    *,
    organisation: "Organisation | int | None" = None,
    user: Any = None,
    platform: bool = False,
) -> Iterator[Scope]:
    """Work inside one organisation, in one transaction; the scope before is restored on leaving.

    `platform=True` without an organisation may keep the directory of organisations and nothing else.
    """
    scope = Scope(_primary_key(organisation), _primary_key(user), platform)
    with _become(scope), transaction.atomic():
        yield scope


@contextmanager
def leave() -> Iterator[None]:
    """Work outside every organisation: what an anonymous request does."""
    with _become(None):
        yield


@contextmanager
def _become(scope: Scope | None) -> Iterator[None]:
    token = _current.set(scope)
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.in_atomic_block:
        bind(connection)
    try:
        yield
    finally:
        _current.reset(token)
        if connection.in_atomic_block:
            bind(connection)


def sign(scope: Scope, backend_pid: int, expires_at: int) -> str:
    """The text that the database believes: organisation, user, kind, process, expiry, and their HMAC."""
    claim = ".".join(
        str(part)
        for part in (
            scope.organisation_id or "",
            scope.user_id or "",
            PLATFORM if scope.platform else "",
            backend_pid,
            expires_at,
        )
    )
    mac = hmac.new(bytes.fromhex(settings.CONTEXT_KEY), claim.encode(), sha256).hexdigest()
    return f"{claim}.{mac}"


def bind(connection: Any) -> None:
    """Tell the open transaction of `connection` its scope; local to the transaction, so never pooled."""
    raw = connection.connection
    if raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR:
        return
    scope = _current.get()
    token = "" if scope is None else sign(scope, raw.info.backend_pid, int(wall_clock()) + LIFETIME_SECONDS)
    raw.execute("SELECT set_config('app.ctx', %s, true)", [token])
