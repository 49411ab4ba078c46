"""`python -m renate.benches.sweeping`: one sweep in a process of its own, as a worker of the queue is.

The memory that it reports is then that of a worker, not of whatever filled the tables before.
"""

import json
import sys

from renate.benches.measure import elapsed, peak_memory_mb


def main() -> None:
    """Sweep every organisation once; the outcome stands on the output as one line of JSON."""
    import django

    django.setup()
    from reintegration import tasks
    from renate.celery import app
    from renate.notices.sweeps import Sweeping, in_each_organisation

    app.loader.import_default_modules()
    peaks: list[tuple[int, float]] = []

    def step(organisation: int) -> int:
        taken = tasks.sweep_organisation(organisation)
        peaks.append((taken, peak_memory_mb()))
        return taken

    idle = peak_memory_mb()
    spent = elapsed(lambda: in_each_organisation(Sweeping("follow-ups", step)))
    taken = sum(each for each, _peak in peaks)
    rows, early = peaks[0]
    sys.stdout.write(
        json.dumps({
            "taken": taken, "seconds": spent, "idle_mb": idle, "early_rows": rows, "early_mb": early,
            "peak_mb": peak_memory_mb(),
        })
    )  # fmt: skip


if __name__ == "__main__":
    main()
