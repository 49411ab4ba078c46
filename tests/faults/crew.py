"""Workers and beats as processes of their own, forked from one that has imported everything already."""

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

POKE_SECONDS = 1.0


class Crew:
    """Starts Celery processes on demand; must be made before the caller has threads or connections."""

    def __init__(self, log: Path, hands: int) -> None:
        self._ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            self._ours.close()
            _Nursery(theirs, log, hands).serve()
        theirs.close()

    def start(self, kind: str) -> int:
        """A new worker or beat; its pid, which is its process group too."""
        self._ours.sendall(kind.encode() + b"\n")
        return int(self._ours.recv(32))

    def end(self) -> None:
        """End the nursery; what it started must have been ended before."""
        self._ours.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


class _Nursery:
    """The process that forks."""

    def __init__(self, orders: socket.socket, log: Path, hands: int) -> None:
        self._orders, self._log, self._hands, self._count = orders, log, hands, 0
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead

    def serve(self) -> None:
        """Fork what is ordered until the orders end."""
        lines = self._orders.makefile("r")
        for order in lines:
            self._count += 1
            pid = os.fork()
            if pid == 0:
                self._become(order.strip())
            self._orders.sendall(str(pid).encode())
        os._exit(0)

    def _become(self, kind: str) -> None:
        os.setsid()
        self._orders.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        descriptor = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        from renate.celery import app

        try:
            if kind == "worker":
                name, hands = f"worker{self._count}@faults", f"--concurrency={self._hands}"
                app.worker_main(["worker", hands, "--without-gossip", "--without-mingle", "-n", name])
            else:
                schedule = self._log.with_name(f"beat{self._count}")
                app.start(["beat", f"--schedule={schedule}", "--pidfile="])
        finally:
            os._exit(1)


def alive(pid: int) -> bool:
    """Whether a process runs and is no zombie."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children(pid: int) -> list[int]:
    """The processes in which a worker works."""
    with suppress(psutil.NoSuchProcess):
        return [child.pid for child in psutil.Process(pid).children()]
    return []


def kill(pid: int) -> None:
    """End one process at once, as a power cut would."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(pid: int) -> None:
    """End a worker with all its processes, or a beat."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


def wait_until(condition: object, seconds: float, what: str) -> None:
    """Look until it holds. Raises where it doesn't in time."""
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > deadline:
            sys.exit(f"faults: {what} did not come within {seconds:.0f} s")
        time.sleep(0.05)
