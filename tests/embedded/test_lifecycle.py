"""The tests that start real servers in a folder of their own: start, adopt, kill, start again, stop."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from renate.embedded.postgres import Postgres
from renate.embedded.processes import wait_until_gone
from renate.embedded.secrets_store import database_url, read_env
from renate.embedded.supervisor import Servers, open_servers

pytestmark = pytest.mark.servers


@pytest.fixture
def servers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Servers:
    monkeypatch.setenv("RENATE_EMBEDDED_FAST", "1")
    return open_servers(folder / ".renate")


def _url(servers: Servers, role: str) -> str:
    return database_url(servers.layout, f"renate_{role}", getattr(servers.store, role))


def _roles(servers: Servers) -> dict[str, tuple[bool, bool, bool]]:
    with psycopg.connect(_url(servers, "super")) as connection:
        rows = connection.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'renate%'"
        )
        return {row[0]: row[1:] for row in rows}


def test_servers_survive_being_killed_and_leave_nothing_running(servers: Servers) -> None:
    with servers.in_use() as words:
        assert words == {"postgresql": "started", "valkey": "started"}
        assert servers.start() == {"postgresql": "running", "valkey": "running"}
        _assert_walls(servers)
        pids = servers.status()
        with psycopg.connect(_url(servers, "owner")) as connection:
            connection.execute("SET synchronous_commit = on")  # what is asked to last, lasts
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")

        for pid in pids.values():
            os.kill(pid, signal.SIGKILL)
            wait_until_gone(pid, 5)

        assert servers.start() == {"postgresql": "started", "valkey": "started"}
        with psycopg.connect(_url(servers, "owner")) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
        assert read_env(servers.layout.env_file)["DATABASE_URL"] == _url(servers, "web")

    assert servers.status() == {"postgresql": 0, "valkey": 0}


def _assert_walls(servers: Servers) -> None:
    """What the product builds on: roles without powers, no way in but the socket and a password."""
    assert _roles(servers) == {
        "renate_super": (True, True, True),
        "renate_owner": (True, False, False),
        "renate_app": (False, False, False),
        "renate_web": (True, False, False),
        "renate_worker": (True, False, False),
        "renate_backup": (True, False, True),
    }
    with psycopg.connect(_url(servers, "web")) as connection:
        answer = connection.execute(
            "SELECT has_schema_privilege('public', 'USAGE'), has_database_privilege('renate', 'TEMP'),"
            " current_setting('listen_addresses'), current_setting('jit'), lower('ЂОРЂЕВИЋ')"
        )
        assert answer.fetchone() == (False, False, "", "off", "ђорђевић")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(_url(servers, "web").replace("renate_web:", "renate_web:wrong"))


def test_an_orphan_that_does_not_take_our_password_is_replaced(servers: Servers) -> None:
    with servers.in_use():
        orphan = servers.postgres.running_pid()
        servers.postgres.psql("ALTER ROLE renate_super PASSWORD 'other'")
        assert not servers.postgres.answers()

        assert Postgres(servers.layout, servers.store, fast=True).stop()

        assert servers.postgres.running_pid() == 0
        assert wait_until_gone(orphan, 5)
