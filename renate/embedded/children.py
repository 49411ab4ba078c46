"""The processes of the demo: each in a group of its own, all of them ended when the launcher ends."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self

from renate.embedded.errors import StartError
from renate.embedded.layout import PROJECT, open_log, write_private
from renate.embedded.processes import command_line, group_lives, is_alive

STOP_SECONDS = 15.0


@dataclass(frozen=True)
class Child:
    """A process to keep: its name, command, environment and log."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path


class Children:
    """Starts children and, on leaving the `with` block, ends their whole groups.

    Their group numbers are noted in a file, so that a later start can end what a killed launcher left behind.
    """

    def __init__(self, record: Path) -> None:
        self._record = record
        self._running: dict[str, tuple[Child, subprocess.Popen[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        end_groups([process.pid for _, process in self._running.values()])
        self._record.unlink(missing_ok=True)

    def start(self, child: Child) -> None:
        """Start one child with its output in its log."""
        with open_log(child.log) as log:
            process = subprocess.Popen(
                child.command,
                cwd=PROJECT,
                env=child.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running[child.name] = (child, process)
        groups = {name: process.pid for name, (_, process) in self._running.items()}
        write_private(self._record, json.dumps(groups))

    def check(self) -> None:
        """Raise when a child has ended by itself, with the end of its log."""
        for child, process in self._running.values():
            if process.poll() is not None:
                print(log_tail(child.log), flush=True)
                raise StartError(
                    f"The {child.name} process ended (code {process.returncode}); see {child.log}."
                )

    def watch(self) -> None:
        """Sleep until a signal ends us or a child ends by itself."""
        while True:
            self.check()
            time.sleep(1)

    @staticmethod
    def end_leftovers(record: Path) -> None:
        """End what a launcher that was killed has left running."""
        try:
            noted = json.loads(record.read_text())
        except (OSError, ValueError):
            return
        # A number may have been used anew: only processes of this environment's Python are ours.
        groups = [pid for pid in noted.values() if is_alive(pid) and "renate." in command_line(pid)]
        if groups:
            print("Ending what an earlier demo left running ...", flush=True)
            end_groups(groups)
        record.unlink(missing_ok=True)


def end_groups(groups: Sequence[int]) -> None:
    """Ask all groups to end at once, wait for them, and kill what is left."""
    for number, patience in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 5.0)):
        deadline = time.monotonic() + patience
        for group in groups:
            _signal_group(group, number)
        while any(group_lives(group) for group in groups) and time.monotonic() < deadline:
            time.sleep(0.05)


def end_on_signals() -> None:
    """Let SIGTERM and a closed terminal end us as Ctrl-C does; a second one while ending is ignored."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)


def log_tail(path: Path, lines: int = 15) -> str:
    """The end of a log, for a message."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return
