"""What a connection can say about who it is: the signed context, and everything that only looks like it."""

from collections.abc import Callable
from typing import Any

from renate.tenancy import scope
from renate.tenancy.scope import Scope
from tests.isolation.world import World

Pass = Callable[[Any, World], str]


def sign_for(connection: Any, meant: Scope, *, lives: int = 600, process: int = 0) -> str:
    """A context for this connection, as the application signs it."""
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid + process
    return scope.sign(meant, pid, int(scope.wall_clock()) + lives)


def own(connection: Any, world: World) -> str:
    return sign_for(connection, Scope(world.here.organisation.pk))


def _foreign(world: World) -> Scope:
    return Scope(world.there.organisation.pk)


def _forged(connection: Any, world: World) -> str:
    parts = own(connection, world).split(".")
    return ".".join([str(world.there.organisation.pk), *parts[1:]])


def _unsigned(connection: Any, world: World) -> str:
    return sign_for(connection, _foreign(world)).rpartition(".")[0] + "." + "0" * 64


# Each claims the foreign organisation, and none may be believed.
REFUSED: dict[str, Pass] = {
    "none": lambda connection, world: "",
    "forged": _forged,
    "unsigned": _unsigned,
    "expired": lambda connection, world: sign_for(connection, _foreign(world), lives=-1),
    "of another session": lambda connection, world: sign_for(connection, _foreign(world), process=1),
}
# Believed, and of no organisation.
WITHOUT_ORGANISATION: dict[str, Pass] = {
    "a person": lambda connection, world: sign_for(
        connection, Scope(None, world.here.actors["admin"].membership.user_id)
    ),
    "the platform": lambda connection, world: sign_for(connection, Scope(None, None, platform=True)),
}


def present(connection: Any, token: str) -> None:
    """Put a context into the open transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.ctx', %s, true)", [token])
