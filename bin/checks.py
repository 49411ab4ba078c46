"""`make test`: the static checks, then every test once, on embedded servers of its own.

Run by the environment's Python after bin/environment.py. The last line is pytest's.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from renate.embedded.children import end_on_signals, log_tail
from renate.embedded.errors import StartError
from renate.embedded.layout import home_folder, need_space
from renate.embedded.preflight import need_browser
from renate.embedded.secrets_store import read_env
from renate.embedded.supervisor import open_servers

PROJECT = Path(__file__).resolve().parent.parent

BIN = Path(sys.executable).parent
SPACE_MB = 1000


@dataclass(frozen=True)
class Step:
    """One check: its name and command, and what its environment has besides."""

    name: str
    command: Sequence[str]
    extra: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[bool, str]:
        """Whether it passed, and what it printed."""
        answer = subprocess.run(
            [str(BIN / self.command[0]), *self.command[1:]],
            cwd=PROJECT,
            env={**os.environ, **self.extra},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return answer.returncode == 0, answer.stdout.strip()


# What a production start needs, with values that open nothing: `check --deploy` reads settings only.
PRODUCTION = {
    "RENATE_MODE": "production",
    "RENATE_HOME": "/nonexistent",
    "SECRET_KEY": "not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM",
    "CONTEXT_KEY": "00" * 32,
    "AUDIT_KEY": "00" * 32,
    "RENATE_ROOT_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "DATABASE_URL": "postgres://renate_web:none@database.invalid/renate",
    "DATABASE_OWNER_URL": "postgres://renate_owner:none@database.invalid/renate",
    "REDIS_URL": "redis://:none@queue.invalid/0",
    "ALLOWED_HOSTS": "renate.invalid",
    "PUBLIC_URL": "https://renate.invalid",
    "EMAIL_HOST": "mail.invalid",
}

STATIC_STEPS = (
    Step("mypy", ("mypy", "renate", "cases", "shelters", "reintegration", "referrals")),
    Step("ruff check", ("ruff", "check", "--quiet", ".")),
    Step("ruff format", ("ruff", "format", "--quiet", "--check", ".")),
    Step("djlint", ("djlint", "--lint", "--quiet", ".")),
    Step("import contracts", ("lint-imports",)),
    Step(
        "migrations",
        ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
        {"RENATE_MODE": "test"},
    ),
    Step(
        "production settings",
        ("python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        PRODUCTION,
    ),
)

# Migrating takes as long as half of the static checks; mypy leaves the other core free.
DATABASE_STEP = Step(
    "test database", ("python", "-m", "tests.databases"), {"DJANGO_SETTINGS_MODULE": "renate.settings"}
)


def main() -> int:
    """Run the static steps, then pytest with the remaining arguments; stop at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--static", action="store_true", help="without the tests")
    options, pytest_arguments = parser.parse_known_args()
    end_on_signals()
    os.environ["RENATE_MODE"] = "test"
    os.environ.setdefault("RENATE_HOME", str(PROJECT / ".renate-test"))
    os.environ.setdefault("RENATE_EMBEDDED_FAST", "1")
    try:
        return _static(options.static) or (0 if options.static else _tests(pytest_arguments))
    except StartError as trouble:
        for name in ("postgresql", "valkey"):
            print(log_tail(home_folder() / f"{name}.log"), file=sys.stderr)
        print(trouble, file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
    return 1


def _static(alone: bool) -> int:
    steps = STATIC_STEPS if alone else (*STATIC_STEPS, DATABASE_STEP)
    need_space(PROJECT, SPACE_MB)
    servers = open_servers()
    with servers.in_use():
        os.environ.update(read_env(servers.layout.env_file))
        # Two at a time: mypy takes about as long as all the others.
        with ThreadPoolExecutor(2) as pool:
            passed = list(pool.map(_report, steps))
    failed = [step.name for step, ok in zip(steps, passed, strict=True) if not ok]
    if failed:
        print(f"Failed: {', '.join(failed)}. The tests were not run.", file=sys.stderr)
    return 1 if failed else 0


def _report(step: Step) -> bool:
    began = time.monotonic()
    passed, output = step.run()
    word = "ok" if passed else "FAILED"
    print(f"{step.name:.<32} {word} ({time.monotonic() - began:.1f} s)", flush=True)
    if not passed:
        print(output, flush=True)
    return passed


def _tests(arguments: Sequence[str]) -> int:
    if browser := need_browser():
        os.environ["RENATE_CHROMIUM"] = browser
    servers = open_servers()
    began = time.monotonic()
    with servers.in_use():
        print(f"{'servers':.<32} ok ({time.monotonic() - began:.1f} s)", flush=True)
        os.environ.update(read_env(servers.layout.env_file) | {"RENATE_TEST_DATABASE_READY": "yes"})
        command = [sys.executable, "-m", "pytest", "-n", "2", *arguments]
        return subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
