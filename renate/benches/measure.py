"""How long, how many statements, how much memory."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Timing:
    """Milliseconds of many calls."""

    median: float
    p95: float

    def __str__(self) -> str:
        return f"median {self.median:.1f} ms, p95 {self.p95:.1f} ms"


def timing(act: Callable[[], Any], times: int = 40, warm_up: int = 3) -> Timing:
    """Call it `times` times after a few calls that don't count."""
    for _ in range(warm_up):
        act()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return Timing(statistics.median(spent), statistics.quantiles(spent, n=20)[-1])


def seconds(act: Callable[[], Any], times: int = 1) -> float:
    """Seconds for one call, the best of three rounds of `times` calls."""
    rounds = []
    for _round in range(3):
        began = time.perf_counter()
        for _ in range(times):
            act()
        rounds.append((time.perf_counter() - began) / times)
    return min(rounds)


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        sent.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def peak_memory_mb() -> float:
    """The most that this program has held so far.

    Where the kernel tells it: what `getrusage` says begins with the peak of whoever started the program.
    """
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plan_of(queryset: Any) -> str:
    """How PostgreSQL goes about it, with what it really took."""
    return str(queryset.explain(analyze=True))
