#!/usr/bin/env python3
"""Make `.venv` from the lock files, and run a Python command in it: environment.py [--dev] [-- ARGUMENTS].

Runs under the system's Python with nothing installed; `make demo` and `make test` begin here.
RENATE_VENV names another environment, which is then taken as it is.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parent.parent
NEWEST, OLDEST = 14, 11
SPACE_MB = 1500


def main() -> int:
    """Find a Python, make the environment, and become the command."""
    os.environ.setdefault("RENATE_STARTED_AT", str(time.time()))
    _use_new_python()
    sys.path[0] = str(PROJECT)
    from renate.embedded.errors import StartError

    options = _options()
    try:
        python = Path(sys.executable) if options.bare else _environment(options.dev, options.port)
    except StartError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if options.command:
        os.chdir(PROJECT)
        _keep_compiled(python.parent.parent)
        sys.stdout.flush()
        os.execv(python, [str(python), *options.command])
    return 0


def _keep_compiled(folder: Path) -> None:
    """Compiled modules stay in the environment: to compile 2,300 of them costs each process ten seconds.

    Beside the sources nothing is written, so whoever wanted that has it still.
    """
    if folder == PROJECT / ".venv":
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="with what the tests need")
    parser.add_argument("--bare", action="store_true", help="in the Python that was found")
    parser.add_argument("--port", help="a port that must be free before anything is installed")
    parser.add_argument("command", nargs="*", help="arguments for the environment's Python")
    return parser.parse_args()


def _use_new_python() -> None:
    if sys.version_info >= (3, OLDEST):
        return
    for minor in range(NEWEST, OLDEST - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit(
        f"Renate needs Python 3.{OLDEST} or newer, and this is {sys.version.split()[0]}: "
        "install a newer one, or name it, as in: make demo PYTHON=/path/to/python3.12"
    )


def _environment(dev: bool, port: str | None) -> Path:
    """The environment's Python, after making or completing the environment if its locks changed."""
    from renate.embedded.layout import home_folder
    from renate.embedded.preflight import need_pdf_libraries, need_port, port_from

    if os.environ.get("RENATE_VENV"):
        return Path(os.environ["RENATE_VENV"]) / "bin" / "python"
    folder = PROJECT / ".venv"
    locks = ["requirements-dev.lock"] if dev else ["requirements.lock"]
    home_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home_folder() / "environment.lock").open("w") as lock:
        _wait_for(lock)
        if not _is_complete(folder, locks):
            if port is not None:
                need_port(port_from(port))
            _make(folder, locks)
    need_pdf_libraries()
    return folder / "bin" / "python"


def _wait_for(lock: IO[str]) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("Another start is making the environment; waiting for it ...", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)


def _is_complete(folder: Path, locks: list[str]) -> bool:
    try:
        done = json.loads((folder / "complete.json").read_text())
    except (OSError, ValueError):
        return False
    return all(done.get(lock) == _digest(lock) for lock in locks) and _works(folder)


def _works(folder: Path) -> bool:
    python = folder / "bin" / "python"
    try:
        return subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _digest(lock: str) -> str:
    return hashlib.sha256((PROJECT / lock).read_bytes()).hexdigest()


def _make(folder: Path, locks: list[str]) -> None:
    from renate.embedded.layout import need_space, write_private

    need_space(PROJECT, SPACE_MB)
    print(f"Making the environment in {folder} (once, a minute or two) ...", flush=True)
    if not _works(folder):
        _make_empty(folder)
    (folder / "complete.json").unlink(missing_ok=True)
    _install(folder, locks)
    done = {lock: _digest(lock) for lock in locks}
    if locks == ["requirements-dev.lock"]:
        done["requirements.lock"] = _digest("requirements.lock")
    write_private(folder / "complete.json", json.dumps(done))


def _make_empty(folder: Path) -> None:
    from renate.embedded.errors import StartError
    from renate.embedded.preflight import SystemPackages

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = SystemPackages("for the environment", {"apt-get": (f"{version}-venv",)})
    if importlib.util.find_spec("ensurepip") is None and not packages.install():
        raise StartError(f"This Python can't make environments. Type: {packages.line()}")
    answer = subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=False)
    if answer.returncode != 0:
        raise StartError(f"The environment {folder} could not be made: see above, mend it and start again.")


def _install(folder: Path, locks: list[str]) -> None:
    from renate.embedded.errors import StartError

    python = str(folder / "bin" / "python")
    commands = [[python, "-m", "pip", "install", "-qq", "--no-compile", "--disable-pip-version-check"]]
    uv = shutil.which("uv")
    if uv:
        commands.insert(0, [uv, "pip", "install", "--quiet", "--python", python])
    arguments = ["--require-hashes", *(part for lock in locks for part in ("-r", str(PROJECT / lock)))]
    for command in commands:
        if subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, check=False).returncode == 0:
            return
    raise StartError("The packages could not be installed: see above; check the network and start again.")


if __name__ == "__main__":
    sys.exit(main())
