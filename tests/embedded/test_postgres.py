"""The cluster without a server: what is taken for running, what is cleaned, what is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from renate.embedded import postgres as module
from renate.embedded import processes
from renate.embedded.binaries import PostgresPrograms, find_postgres
from renate.embedded.errors import StartError
from renate.embedded.layout import Layout
from renate.embedded.postgres import Postgres
from renate.embedded.secrets_store import Secrets


@pytest.fixture
def postgres(layout: Layout) -> Postgres:
    return Postgres(layout, Secrets(), fast=True)


def _pid_file(postgres: Postgres, pid: int, data: Path | None = None) -> Path:
    postgres.data.mkdir(exist_ok=True)
    path = postgres.data / "postmaster.pid"
    path.write_text(f"{pid}\n{data or postgres.data}\n")
    return path


def _dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_running_pid_is_none_without_a_pid_file(postgres: Postgres) -> None:
    assert postgres.running_pid() == 0


def test_running_pid_ignores_a_stale_pid_file(postgres: Postgres) -> None:
    _pid_file(postgres, _dead_pid())

    assert postgres.running_pid() == 0


def test_running_pid_ignores_another_program_with_the_number(postgres: Postgres) -> None:
    _pid_file(postgres, os.getpid())

    assert postgres.running_pid() == 0


def test_running_pid_ignores_the_server_of_a_copied_folder(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "runs_program", lambda pid, *names: True)
    _pid_file(postgres, os.getpid(), Path("/elsewhere/postgresql"))

    assert postgres.running_pid() == 0


def test_stale_locks_go_only_when_nobody_works_on_the_data(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STOP_SECONDS", 0.0)
    lock = _pid_file(postgres, os.getpid())

    monkeypatch.setattr(processes, "any_works_in", lambda folder: True)
    postgres._clear_stale_locks()
    assert lock.exists()

    monkeypatch.setattr(processes, "any_works_in", lambda folder: False)
    postgres._clear_stale_locks()
    assert not lock.exists()


def test_make_cluster_begins_anew_after_a_half_finished_one(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = postgres.data.with_name("postgresql.new")
    (draft / "base").mkdir(parents=True)
    initdb = ["/bin/sh", "-c", 'test ! -e "$0" && mkdir "$0" && echo 18 > "$0/PG_VERSION"', draft]
    monkeypatch.setattr(module, "_initdb", lambda programs, data, password: initdb)
    postgres.layout.identity.own(postgres.layout.servers)

    postgres._make_cluster(PostgresPrograms(Path("/nonexistent"), 18))

    assert not postgres.layout.is_new()
    assert not draft.exists()
    assert not (postgres.layout.servers / "password.new").exists()


def test_make_cluster_tells_what_initdb_said(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = ["/bin/sh", "-c", "echo FATAL: no room >&2; exit 1"]
    monkeypatch.setattr(module, "_initdb", lambda programs, data, password: failing)

    with pytest.raises(StartError, match=r"initdb failed; .* says: FATAL: no room"):
        postgres._make_cluster(PostgresPrograms(Path("/nonexistent"), 18))

    assert postgres.layout.is_new()


def test_old_servers_are_refused_in_words(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("postgres", "psql"):
        program = layout.home / name
        program.write_text('#!/bin/sh\necho "postgres (PostgreSQL) 14.2"\n')
        program.chmod(0o755)
    monkeypatch.setenv("RENATE_POSTGRES_BIN", str(layout.home))

    with pytest.raises(StartError, match=r"PostgreSQL 15 or newer was not found \(seen: 14 in"):
        find_postgres(layout)


def test_programs_out_of_reach_are_copied(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    package = layout.home / "site-packages" / "somewheel"
    (package / "pginstall18" / "bin").mkdir(parents=True)
    (package.parent / "somewheel.libs").mkdir()
    for name in ("postgres", "psql"):
        program = package / "pginstall18" / "bin" / name
        program.write_text('#!/bin/sh\necho "postgres (PostgreSQL) 18.4"\n')
        program.chmod(0o700)
    monkeypatch.setenv("RENATE_POSTGRES_BIN", str(program.parent))
    monkeypatch.setattr(type(layout.identity), "can_execute", lambda self, program: False)

    found = find_postgres(layout)

    assert layout.software in found.folder.parents
    assert (found.folder / ".." / ".." / ".." / "somewheel.libs").is_dir()
    assert found.path("postgres").stat().st_mode & 0o777 == 0o755
