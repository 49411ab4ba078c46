"""Servers of the run's own, in a folder of their own, and the settings that lead to them."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from renate.embedded.binaries import find_postgres
from renate.embedded.processes import is_alive
from renate.embedded.secrets_store import read_env
from renate.embedded.supervisor import Servers, open_servers
from tests.faults.crew import kill, wait_until


class Premises:
    """PostgreSQL and Valkey in a temporary folder, to be killed and started as one likes."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rf-", dir="/tmp")).resolve()
        self.folder.chmod(0o755)
        os.environ["RENATE_HOME"] = str(self.folder / "home")
        self.servers: Servers = open_servers(self.folder / "home")
        self.servers.start()

    def settle_in(self, mail_port: int) -> None:
        """Point the settings at these servers; must come before Django reads them."""
        (self.folder / "clock").write_text("0")
        os.environ.update(read_env(self.servers.layout.env_file))
        os.environ.update(
            RENATE_MODE="demo", RENATE_PROCESS="worker", DJANGO_SETTINGS_MODULE="renate.settings",
            EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(mail_port), EMAIL_USE_TLS="false", LOG_LEVEL="ERROR",
            FAULTS_CLOCK=str(self.folder / "clock"),
        )  # fmt: skip
        for name in ("RENATE_DB_NAME", "RENATE_TEST_DB"):
            os.environ.pop(name, None)

    def take_schema(self) -> None:
        """Copy the tables of a migrated database: migrating takes a minute of processor time."""
        programs = find_postgres(self.servers.layout)
        dump = subprocess.run(
            [programs.path("pg_dump"), "--schema-only"], env=dict(os.environ), check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip
        # Which version of psql reads it back is the server's own.
        path = self.folder / "schema.sql"
        path.write_text(dump)
        path.chmod(0o644)
        answer = self.servers.postgres.psql(path, "renate")
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr[-2000:])

    def restart_database(self) -> None:
        """End it as a power cut would, and start it again."""
        pid = self.servers.postgres.running_pid()
        kill(pid)
        wait_until(lambda: not is_alive(pid), 20, "the end of the database")
        self.servers.postgres.start()

    def lose_queue(self) -> None:
        """End the broker, forget everything that waited in it, and start an empty one."""
        pid = self.servers.valkey.running_pid()
        kill(pid)
        wait_until(lambda: not is_alive(pid), 20, "the end of the broker")
        for path in self.servers.valkey.data.glob("appendonly*"):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()
        self.servers.valkey.start()

    def leave(self) -> None:
        """Stop the servers and remove everything."""
        self.servers.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
