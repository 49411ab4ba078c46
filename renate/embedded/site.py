"""Brings database, made-up data and static files up to the code; does nothing where none has changed."""

import contextlib
import hashlib
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from renate.embedded.children import log_tail
from renate.embedded.errors import StartError
from renate.embedded.layout import PROJECT, Layout, open_log, write_private

ORGANISATIONS, SEED = 9, 1
APPS = ("renate", "cases", "shelters", "reintegration", "referrals")


def prepare_site(environment: Mapping[str, str], layout: Layout) -> str:
    """Migrate, load the made-up data, collect the static files; returns the demo's sign-ins as text."""
    with _collecting(environment, layout.home):
        return _prepare_database(environment, layout)


def code_digest(project: Path = PROJECT) -> str:
    """Changes when any code of the product, its data files or its packages may have changed."""
    files = (path for app in APPS for path in (project / app).rglob("*") if "__pycache__" not in path.parts)
    return _digest([project / "requirements.lock", *files])


def static_digest(project: Path = PROJECT) -> str:
    """Changes when a static file, the settings or the packages may have changed."""
    # Not `*/static`: that would take in the collected files under .renate, which change each time.
    folders = [project / "static", *(project / app / "static" for app in APPS)]
    folders += (project / "renate").glob("*/static")
    files = (path for folder in folders for path in folder.rglob("*"))
    return _digest([project / "requirements.lock", project / "renate" / "settings.py", *files])


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in set(files) if path.is_file()):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _prepare_database(environment: Mapping[str, str], layout: Layout) -> str:
    stamp, sign_ins = layout.home / "database.stamp", layout.home / "sign-ins.txt"
    # A database made anew has another folder.
    digest = f"{code_digest()} {(layout.servers / 'postgresql').stat().st_ino}"
    if stamp.exists() and stamp.read_text() == digest:
        return sign_ins.read_text()
    stamp.unlink(missing_ok=True)
    print("Preparing the database ...", flush=True)
    _manage(environment, "migrate", "--noinput", "--verbosity", "0")
    print("Loading the made-up data ...", flush=True)
    _manage(environment, "demo_data", "--organisations", str(ORGANISATIONS), "--seed", str(SEED))
    write_private(sign_ins, _manage(environment, "demo_data", "--sign-ins"))
    write_private(stamp, digest)
    return sign_ins.read_text()


@contextlib.contextmanager
def _collecting(environment: Mapping[str, str], home: Path) -> Iterator[None]:
    """Collect the static files beside the rest, for compressing them takes a while."""
    stamp, digest = home / "static.stamp", static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        yield
        return
    stamp.unlink(missing_ok=True)
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    with open_log(home / "collectstatic.log") as log:
        collecting = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    try:
        yield
        if collecting.poll() is None:
            print("Compressing the static files ...", flush=True)
        if collecting.wait() != 0:
            print(log_tail(home / "collectstatic.log"), flush=True)
            raise StartError("The static files could not be collected, see above.")
        write_private(stamp, digest)
    finally:
        collecting.kill()
        collecting.wait()


def _manage(environment: Mapping[str, str], *arguments: str) -> str:
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        print(*(answer.stderr or answer.stdout).strip().splitlines()[-15:], sep="\n", flush=True)
        raise StartError(f"'manage.py {' '.join(arguments)}' failed, see above.")
    return answer.stdout
