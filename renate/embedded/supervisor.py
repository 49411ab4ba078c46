"""Starts and stops both servers under a lock, and knows who still uses them."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from renate.embedded.layout import Layout, disk_errors_as_sentences, prepare
from renate.embedded.postgres import Postgres
from renate.embedded.secrets_store import Secrets, load_secrets, write_env
from renate.embedded.valkey import Valkey


@dataclass(frozen=True)
class Servers:
    """PostgreSQL and Valkey of one private folder."""

    layout: Layout
    store: Secrets
    postgres: Postgres
    valkey: Valkey

    def start(self) -> dict[str, str]:
        """Start or adopt both; says per server "started" or "running". Safe to call at any time."""
        with disk_errors_as_sentences(), _locked(self.layout.home / "supervisor.lock"):
            words = {"postgresql": self.postgres.start(), "valkey": self.valkey.start()}
            write_env(self.layout, self.store)
            return words

    def stop(self) -> list[str]:
        """Stop both, whoever uses them; says which ran."""
        with _locked(self.layout.home / "supervisor.lock"):
            self._keep_mark.unlink(missing_ok=True)
            return [name for name, server in self._both() if server.stop()]

    def remove(self) -> None:
        """Stop both and remove everything they and we have written, keys included."""
        self.stop()
        # Where the servers' folder lies elsewhere, its parent was made for it too.
        elsewhere = self.layout.servers.parent
        for folder in {self.layout.sockets, elsewhere, self.layout.home}:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self) -> None:
        """Leave the servers running after the last user: asked for by `start` at the command line."""
        self._keep_mark.touch(mode=0o600)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[dict[str, str]]:
        """Start the servers for a demo or a test run; the last user to leave stops them."""
        with (self.layout.home / "users.lock").open("w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                yield self.start()
            finally:
                if not self._keep_mark.exists() and _try_exclusive(users):
                    self.stop()

    def status(self) -> dict[str, int]:
        """The pid per server, 0 for one that doesn't run or doesn't answer."""
        return {name: server.running_pid() if server.answers() else 0 for name, server in self._both()}

    @property
    def _keep_mark(self) -> Path:
        return self.layout.home / "keep"

    def _both(self) -> list[tuple[str, Postgres | Valkey]]:
        return [("valkey", self.valkey), ("postgresql", self.postgres)]


def open_servers(home: Path | None = None) -> Servers:
    """The servers of a private folder, made ready to be started."""
    layout = prepare(home)
    store = load_secrets(layout)
    fast = os.environ.get("RENATE_EMBEDDED_FAST") == "1"
    return Servers(layout, store, Postgres(layout, store, fast), Valkey(layout, store))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _try_exclusive(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
