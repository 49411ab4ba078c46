"""Processes known by a pid from a file: is it alive, is it what we think, end it."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc" if Path("/proc/self/stat").exists() else "/nonexistent")


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
    return _state(pid) != "Z"


def runs_program(pid: int, *names: str) -> bool:
    """Whether the process of this number is one of these programs: a pid may have been used anew."""
    return is_alive(pid) and any(name in _name(pid) for name in names)


def read_pid(path: Path) -> int:
    """The number in the first line of a pid file, or 0."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def any_works_in(folder: Path) -> bool:
    """Whether a process has this folder as its working directory, as PostgreSQL's have their data."""
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink() == folder:
                return True
    return False


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


def command_line(pid: int) -> str:
    """The whole command of a process, for telling whose it is."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return _ask_ps(pid, "args=")


def group_lives(group: int) -> bool:
    """Whether a process group has a member that is no zombie."""
    reap(group)
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    if not PROC.exists():
        return True
    # A zombie that nobody collects (a container without an init) would keep the group alive for ever.
    members = (_stat(int(entry.name)) for entry in PROC.glob("[0-9]*"))
    return any(facts[2] == str(group) and facts[0] != "Z" for facts in members if facts)


def _state(pid: int) -> str:
    facts = _stat(pid)
    return facts[0] if facts else _ask_ps(pid, "stat=")[:1]


def _name(pid: int) -> str:
    try:
        return (PROC / str(pid) / "comm").read_text()
    except OSError:
        return _ask_ps(pid, "comm=")


def _stat(pid: int) -> list[str]:
    """State, parent, group, ... of a process, where the system has /proc."""
    try:
        # The name before the last bracket may hold anything.
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ask_ps(pid: int, field: str) -> str:
    if PROC.exists() or not (ps := shutil.which("ps")):
        return ""
    answer = subprocess.run([ps, "-o", field, "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout.strip()
