"""Processes known by a pid from a file: is it alive, is it what we think, end it."""

import os
import signal
import subprocess
import time
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Whether a process of this number runs and is no zombie."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _status(pid).startswith("Z")


def runs_program(pid: int, *names: str) -> bool:
    """Whether the process of this number is one of these programs: a pid may have been used anew."""
    return is_alive(pid) and any(name in _field(pid, "comm=") for name in names)


def read_pid(path: Path) -> int:
    """The number in the first line of a pid file, or 0."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def wait_until_gone(pid: int, seconds: float) -> bool:
    """Wait for a process that may not be our child."""
    deadline = time.monotonic() + seconds
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        reap(pid)
        time.sleep(0.05)
    return True


def end(pid: int, *, seconds: float, polite: signal.Signals = signal.SIGTERM) -> None:
    """Ask a process to end, and kill it when it doesn't."""
    for number, patience in ((polite, seconds), (signal.SIGKILL, 5.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until_gone(pid, patience):
            return


def reap(pid: int) -> None:
    """Collect a child that ended, so that it isn't taken for alive; others' children are none of ours."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return


def _status(pid: int) -> str:
    return _field(pid, "stat=")


def _field(pid: int, field: str) -> str:
    answer = subprocess.run(["ps", "-o", field, "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
