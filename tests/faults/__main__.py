"""`python -m tests.faults [--long]`: a few weeks of reminders while everything is being killed.

Starts servers of its own, lets simulated days pass, strikes at random, and compares at the end what stands in
the database and in the letterbox with what an oracle computed from the days. Exit 0 when nothing was lost or
doubled. The last line has the figures.
"""

import argparse
import random
import sys
from contextlib import suppress

from renate.embedded.children import end_on_signals
from tests.faults.house import Premises
from tests.faults.mailserver import MailServer
from tests.faults.progress import say

SHORT = {"houses": 2, "follow_ups": 120, "days": 2, "strikes": 3, "hands": 1}
LONG = {"houses": 8, "follow_ups": 3900, "days": 26, "strikes": 9, "hands": 2}


def main() -> int:
    """Set everything up, run, judge, clear away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="ten thousand reminders, two hundred faults")
    parser.add_argument(
        "--template", action="store_true", help="copy the tables of the database that PGDATABASE names"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    end_on_signals()
    size = LONG if options.long else SHORT
    premises, mail = Premises(), MailServer()
    try:
        premises.settle_in(mail.port)
        say("servers")
        luck = random.Random(options.seed)  # noqa: S311
        return _run(premises, mail, size, luck, template=options.template)
    finally:
        mail.server_close()
        premises.leave()


def _run(
    premises: Premises, mail: MailServer, size: dict[str, int], luck: random.Random, *, template: bool
) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.management.sql import emit_post_migrate_signal

    from renate.celery import app
    from tests.faults import clockwork
    from tests.faults.crew import POKE_SECONDS, Crew
    from tests.faults.weeks import Weeks

    clockwork.install()
    app.loader.import_default_modules()
    reminding = ("follow-ups", "due", "mails")
    app.conf.beat_schedule = {
        name: {**entry, "schedule": POKE_SECONDS, "options": {"expires": 5}}
        for name, entry in app.conf.beat_schedule.items()
        if name in reminding
    }
    # Before the first thread and the first connection: neither may be inherited.
    say("code")
    crew = Crew(premises.folder / "crew.log", size["hands"])
    mail.begin()
    if template:
        premises.take_schema()
        emit_post_migrate_signal(verbosity=0, interactive=False, db="owner")
    else:
        call_command("migrate", verbosity=0)
    say("database")
    weeks = Weeks(premises, mail.box, crew, luck, size)
    say("people")
    try:
        verdict = weeks.pass_by()
    finally:
        weeks.end()
        with suppress(OSError):
            log = (premises.folder / "crew.log").read_text()
            if log and weeks.in_trouble:
                sys.stderr.write(log[-4000:])
    for line in weeks.summary(verdict):
        sys.stdout.write(f"{line}\n")
    return 1 if verdict.lost or verdict.doubled else 0


if __name__ == "__main__":
    sys.exit(main())
