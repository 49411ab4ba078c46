"""`make demo`: the whole product on this machine, in the foreground, until Ctrl-C.

Run by the environment's Python after bin/environment.py; see docs/operations.md.
"""

import contextlib
import fcntl
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from renate.embedded.children import Child, Children, end_on_signals
from renate.embedded.errors import StartError
from renate.embedded.layout import need_space, prepare, write_private
from renate.embedded.preflight import need_port, port_from
from renate.embedded.secrets_store import read_env
from renate.embedded.site import prepare_site
from renate.embedded.supervisor import open_servers

START_SECONDS = 120.0
SPACE_MB = 500


def main() -> int:
    """Run the demo; 0 after a wanted end, 1 after a sentence on what is wrong."""
    started_at = float(os.environ.get("RENATE_STARTED_AT") or time.time())
    end_on_signals()
    try:
        port = port_from(os.environ.get("PORT"))
        layout = prepare()
        with _only_one(layout.home, port):
            Children.end_leftovers(layout.home / "children.json")
            need_port(port)
            need_space(layout.home, SPACE_MB)
            _run(layout.home, port, started_at)
    except StartError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nEnded. The data is kept: make demo goes on with it.")
    return 0


def _run(home: Path, port: int, started_at: float) -> None:
    servers = open_servers()
    _say("Starting PostgreSQL and Valkey ...")
    with servers.in_use():
        environment = demo_environment(servers.layout.env_file, port)
        sign_ins = prepare_site(environment, servers.layout)
        with Children(home / "children.json") as children:
            web, *others = processes_of(environment, home, port)
            _say("Starting web, worker and beat ...")
            children.start(web)
            _wait_for_first_page(children, port)
            seconds = time.time() - started_at
            for child in others:
                children.start(child)
            _say(f"\n  http://127.0.0.1:{port}/   ({seconds:.0f} seconds from start to first page)\n")
            _say(f"{sign_ins.rstrip()}\n\nCtrl-C ends it. Logs are in {home}.")
            children.watch()


def demo_environment(env_file: Path, port: int) -> dict[str, str]:
    """What the web process and management commands see."""
    return {
        **os.environ,
        **read_env(env_file),
        "RENATE_MODE": "demo",
        "STATIC_ROOT": str(env_file.parent / "static"),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "renate.settings",
        "PYTHONUNBUFFERED": "1",
    }


def processes_of(environment: Mapping[str, str], home: Path, port: int) -> list[Child]:
    """Web, worker and beat; the latter two sign in to the database as the worker's role."""
    worker = {**environment, "RENATE_PROCESS": "worker"}
    python = [sys.executable, "-m"]
    web = [
        "gunicorn",
        "renate.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--preload",
        "--workers",
        "2",
        "--threads",
        "4",
    ]
    web += ["--graceful-timeout", "5", "--worker-tmp-dir", str(home), "--no-control-socket"]
    celery = ["celery", "--app", "renate.celery"]
    work = ["worker", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    beat = ["beat", "--schedule", str(home / "beat-schedule"), "--pidfile", "", "--loglevel", "INFO"]
    return [
        Child("web", [*python, *web], dict(environment), home / "web.log"),
        Child("worker", [*python, *celery, *work], worker, home / "worker.log"),
        Child("beat", [*python, *celery, *beat], worker, home / "beat.log"),
    ]


def _wait_for_first_page(children: Children, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    answer = "no answer"
    while time.monotonic() < deadline:
        children.check()
        answer = _fetch(f"http://127.0.0.1:{port}/health/")
        if answer.startswith("200"):
            _fetch(f"http://127.0.0.1:{port}/")
            return
        time.sleep(0.1)
    raise StartError(f"The web process does not get ready; /health/ says: {answer}")


def _fetch(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 (our own address)
            return f"{response.status} {response.read(500).decode(errors='replace')}"
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read(500).decode(errors='replace')}"
    except OSError as error:
        return str(error)


@contextlib.contextmanager
def _only_one(home: Path, port: int) -> Iterator[None]:
    """Refuse a second demo in the same checkout, and say where the first one is."""
    path = home / "demo.lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartError(f"A demo already runs here: {_whereabouts(home)}.") from error
        write_private(home / "demo.json", json.dumps({"pid": os.getpid(), "port": port}))
        yield


def _whereabouts(home: Path) -> str:
    try:
        facts = json.loads((home / "demo.json").read_text())
        address = f"http://127.0.0.1:{facts['port']}/"
        return f"open {address}, or end it by Ctrl-C in its window or by 'kill {facts['pid']}'"
    except (OSError, ValueError, KeyError):
        return "it is just starting"


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
