"""The database a test process works on: migrated once a run, and copied for every process."""

import fcntl
import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django import setup
from django.db import OperationalError, connections
from django.test.utils import setup_databases, teardown_databases

# Said by `make test`, which migrates beside the static checks.
READY = "RENATE_TEST_DATABASE_READY"


def _migrate(keep: bool, verbosity: int) -> list:
    """By the owner, whatever alias a test names; tests then connect as the application does."""
    return setup_databases(
        verbosity=verbosity, interactive=False, aliases=["owner"], serialized_aliases=[], keepdb=keep
    )


@contextmanager
def own_database(keep: bool, keep_after: bool, verbosity: int) -> Iterator[None]:
    """Of a process that tests alone."""
    made = _migrate(keep, verbosity)
    yield
    if not keep_after:
        connections["default"].close()
        gc.collect()
        # A thread that still holds a session keeps its database: the next run drops it and makes it anew.
        with suppress(OperationalError):
            teardown_databases(made, verbosity=verbosity)


@contextmanager
def copied_database(run: str, process: str, verbosity: int) -> Iterator[None]:
    """Of one process of several: whoever comes first migrates, all work on copies."""
    marker = Path(tempfile.gettempdir()) / f"renate-tests-{os.getuid()}-{run}"
    owner = connections["owner"]
    for alias in ("owner", "default"):
        # pytest-django names one for each process; here that is the copy.
        names = connections[alias].settings_dict["TEST"]
        names["NAME"] = names["NAME"].removesuffix(f"_{process}")
    with marker.open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        if not lock.read() and not os.environ.get(READY):
            _migrate(keep=False, verbosity=verbosity)
            lock.write(process)
        else:
            owner.settings_dict["NAME"] = owner.settings_dict["TEST"]["NAME"]
        connections.close_all()
        # PostgreSQL copies nothing that somebody is looking at.
        gc.collect()
        owner.creation.clone_test_db(process, verbosity=verbosity, autoclobber=True)
    copy = owner.creation.get_test_db_clone_settings(process)["NAME"]
    for alias in ("owner", "default"):
        connections[alias].settings_dict["NAME"] = copy
    yield
    connections.close_all()
    gc.collect()
    with suppress(OperationalError):
        owner.creation._destroy_test_db(copy, verbosity)
    marker.unlink(missing_ok=True)


if __name__ == "__main__":
    # What every process of the run copies.
    setup()
    _migrate(keep=False, verbosity=0)
