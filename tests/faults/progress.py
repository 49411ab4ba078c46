"""What the run is at, on the error output: it takes minutes."""

import resource
import sys
import time

_began = time.monotonic()


def say(what: str) -> None:
    """One line: seconds since the start, processor seconds of this process, what is done."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    took = time.monotonic() - _began
    sys.stderr.write(f"{took:7.1f} s  {used.ru_utime + used.ru_stime:6.1f} s  {what}\n")
    sys.stderr.flush()
