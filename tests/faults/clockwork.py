"""The product's clock in these processes: real time, moved by what stands in a file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from renate.kit import clock


def moved_now() -> datetime:
    """The present of the run."""
    seconds = float(Path(os.environ["FAULTS_CLOCK"]).read_text() or 0)
    return datetime.now(UTC) + timedelta(seconds=seconds)


def move_to(moment: datetime) -> None:
    """Let it be this moment, in all processes at once."""
    path = Path(os.environ["FAULTS_CLOCK"])
    draft = path.with_suffix(".new")
    draft.write_text(str((moment - datetime.now(UTC)).total_seconds()))
    draft.replace(path)


def install() -> None:
    """Everything in the product asks `clock.now`; the database's and Celery's clocks stay as they are."""
    clock.now = moved_now
