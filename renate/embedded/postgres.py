"""One PostgreSQL cluster in a private folder, reached by a socket only."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from renate.embedded import processes
from renate.embedded.binaries import PostgresPrograms, find_postgres
from renate.embedded.errors import StartError
from renate.embedded.layout import Layout, need_space, open_log, write_private
from renate.embedded.secrets_store import Secrets

SUPERUSER = "renate_super"
ROLES = Path(__file__).with_name("roles.sql")
START_SECONDS, STOP_SECONDS = 60.0, 20.0

# Modest: a demo and its tests on an old laptop. Durable, but a commit doesn't wait for the disk.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "timezone": "UTC",
    "log_statement": "none",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# For a cluster that holds nothing but tests.
FAST_SETTINGS = {"fsync": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0"}


@dataclass(frozen=True)
class Postgres:
    """The cluster of a layout: start it, stop it, ask it."""

    layout: Layout
    store: Secrets
    fast: bool = False

    @property
    def data(self) -> Path:
        return self.layout.servers / "postgresql"

    def start(self) -> str:
        """Adopt the running server, or start one; returns which of the two, in a word."""
        if self.running_pid() and self.answers():
            word = "running"
        else:
            self.stop()
            programs = self._programs()
            if self.layout.is_new():
                self._make_cluster(programs)
            self._launch(programs)
            word = "started"
        self._ensure_roles()
        return word

    def stop(self) -> bool:
        """End the server that runs on our data, be it ours or an orphan; True if there was one."""
        pid = self.running_pid()
        if not pid:
            return False
        processes.end(pid, seconds=STOP_SECONDS, polite=signal.SIGINT)
        return True

    def running_pid(self) -> int:
        """The pid of the server on our data; 0 when the pid file is stale or of another folder."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return 0
        if len(lines) < 2 or not lines[0].isdigit() or Path(lines[1]) != self.data:
            return 0
        pid = int(lines[0])
        return pid if processes.runs_program(pid, "postgres") else 0

    def answers(self) -> bool:
        """Whether the server takes our password on our socket."""
        return self.psql("SELECT 1").returncode == 0

    def psql(self, sql: str | Path, database: str = "postgres") -> subprocess.CompletedProcess[str]:
        """Run SQL (or a file of it) as superuser; passwords travel in the environment."""
        source = ["-f", str(sql)] if isinstance(sql, Path) else ["-c", sql]
        program = self._programs().path("psql")
        return subprocess.run(
            [program, "-X", "-q", "-At", "-w", "-d", database, *source],
            env=self._psql_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def _programs(self) -> PostgresPrograms:
        try:
            major = int((self.data / "PG_VERSION").read_text())
        except (OSError, ValueError):
            major = None
        return find_postgres(self.layout, major)

    def _make_cluster(self, programs: PostgresPrograms) -> None:
        need_space(self.layout.servers, 500)
        # Under another name until it is whole: what a half-finished initdb left is not taken for a cluster.
        draft = self.data.with_name("postgresql.new")
        for leftover in (draft, self.data):
            shutil.rmtree(leftover, ignore_errors=True)
        password_file = self.layout.servers / "password.new"
        write_private(password_file, self.store.super)
        self.layout.identity.own(password_file)
        try:
            with open_log(self.layout.log("initdb")) as log:
                code = self.layout.identity.run(_initdb(programs, draft, password_file), log)
        finally:
            password_file.unlink(missing_ok=True)
        if code != 0:
            raise StartError(f"initdb failed; {_last_line(self.layout.log('initdb'))}")
        if not self.fast:
            os.sync()  # once for the whole folder instead of once per file
        draft.rename(self.data)

    def _clear_stale_locks(self) -> None:
        """Remove the lock files of a killed server whose number is a zombie's or another program's now.

        PostgreSQL would take that for itself running. They go only when surely nobody works on the data.
        """
        deadline = time.monotonic() + STOP_SECONDS
        while processes.any_works_in(self.data) and time.monotonic() < deadline:
            time.sleep(0.1)
        if processes.PROC.exists() and not processes.any_works_in(self.data):
            for stale in (self.data / "postmaster.pid", self.layout.sockets / ".s.PGSQL.5432.lock"):
                stale.unlink(missing_ok=True)

    def _launch(self, programs: PostgresPrograms) -> None:
        self._clear_stale_locks()
        settings = {**SETTINGS, **(FAST_SETTINGS if self.fast else {})}
        settings["unix_socket_directories"] = str(self.layout.sockets)
        command: list[str | Path] = [programs.path("postgres"), "-D", self.data]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + START_SECONDS
        while True:
            with open_log(self.layout.log("postgresql")) as log:
                server = self.layout.identity.spawn(command, log)
            while server.poll() is None and time.monotonic() < deadline:
                if self._is_ready(server.pid) and self.answers():
                    return
                time.sleep(0.05)
            # After a kill -9, children of the old server may hold its memory for a moment: try again.
            if server.poll() is None or "shared memory block" not in _tail(self.layout.log("postgresql")):
                break
            time.sleep(0.5)
        if server.poll() is None:
            processes.end(server.pid, seconds=STOP_SECONDS, polite=signal.SIGINT)
        raise StartError(f"PostgreSQL does not start; {_last_line(self.layout.log('postgresql'))}")

    def _is_ready(self, pid: int) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"

    def _ensure_roles(self) -> None:
        stamp = self.layout.home / "roles.stamp"
        content = ROLES.read_text() + str(self.data.stat().st_ino)
        if stamp.exists() and stamp.read_text() == content:
            return
        answer = self.psql(ROLES)
        if answer.returncode != 0:
            raise StartError(f"The database roles could not be made: {answer.stderr.strip()}")
        write_private(stamp, content)

    def _psql_environment(self) -> dict[str, str]:
        # Nothing of the caller's: PGSERVICE, PGOPTIONS or a psqlrc would change what we do.
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/nonexistent",
            "LC_ALL": "C",
            "PGCLIENTENCODING": "UTF8",
            "PGHOST": str(self.layout.sockets),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": self.store.super,
            "RENATE_OWNER_PASSWORD": self.store.owner,
            "RENATE_WEB_PASSWORD": self.store.web,
            "RENATE_WORKER_PASSWORD": self.store.worker,
            "RENATE_BACKUP_PASSWORD": self.store.backup,
        }


def _initdb(programs: PostgresPrograms, data: Path, password_file: Path) -> list[str | Path]:
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    if programs.major < 17:
        locale = ["--locale=C.UTF-8"]
    return [
        programs.path("initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth-local=scram-sha-256",
        "--auth-host=reject",
        "--encoding=UTF8",
        *locale,
        "--data-checksums",
        "--no-sync",
        "--no-instructions",
    ]


def _tail(path: Path, size: int = 2000) -> str:
    try:
        return path.read_bytes()[-size:].decode(errors="replace")
    except OSError:
        return ""


def _last_line(path: Path) -> str:
    lines = _tail(path).strip().splitlines()
    lines = [line for line in lines if "FATAL" in line] or lines
    return f"{path} says: {lines[-1]}" if lines else f"{path} is empty."
