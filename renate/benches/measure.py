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

Statement = tuple[str, Any]


@dataclass(frozen=True)
class Timing:
    """Milliseconds of many calls."""

    median: float
    p95: float

    def __str__(self) -> str:
        return f"median {self.median:.1f} ms, p95 {self.p95:.1f} ms"


def elapsed(act: Callable[[], Any]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def timing(act: Callable[[], Any], times: int = 40, warm_up: int = 3) -> Timing:
    """Call it `times` times after a few calls that don't count."""
    for _ in range(warm_up):
        act()
    spent = [elapsed(act) * 1000 for _ in range(times)]
    return Timing(statistics.median(spent), statistics.quantiles(spent, n=20)[-1])


def seconds(act: Callable[[], Any], times: int = 1) -> float:
    """Seconds for one call, the best of three rounds of `times` calls."""

    def one_round() -> None:
        for _ in range(times):
            act()

    return min(elapsed(one_round) for _ in range(3)) / times


@contextmanager
def counted_queries() -> Iterator[list[Statement]]:
    """The statements that are sent meanwhile, with what they were sent with."""
    sent: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, *rest)

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
