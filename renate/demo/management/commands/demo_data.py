"""Loads the demo: a network of organisations with four years of history and a caseload of today."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from renate.demo import build


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # a second start of the demo takes no time for them
    help = (
        "Loads the demo network: up to nine invented organisations in six countries and their secretariat, "
        "927 persons assisted from 2007 to mid-2010 with their whole stories, and a present caseload dated "
        "from today. The same seed tells the same stories. Does nothing where the demo is loaded already; "
        "refuses in production. --sign-ins prints the demo's sign-ins and loads nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--organisations", type=int, default=9, choices=range(2, 10), metavar="2-9",
            help="how many of the nine organisations (default 9); fewer carry their own part of the figures",
        )  # fmt: skip
        parser.add_argument("--seed", type=int, default=1, help="which stories are told (default 1)")
        parser.add_argument("--sign-ins", action="store_true", help="print who can sign in, and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo is not loaded in production: its passwords are public.")
        if options["sign_ins"]:
            self._print_sign_ins()
        elif build.is_there():
            self.stdout.write("The demo is loaded already.")
        else:
            self._load(options)

    def _load(self, options: dict[str, Any]) -> None:
        def say(stage: str, seconds: float) -> None:
            self.stdout.write(f"  {stage:<20} {seconds:6.1f} s")

        summary = build.build(
            organisations=options["organisations"],
            seed=options["seed"],
            say=say if options["verbosity"] > 1 else None,
        )
        self.stdout.write(
            f"Loaded {summary.organisations} organisations, {summary.persons} persons, "
            f"{summary.rows} rows in {summary.seconds:.0f} s."
        )

    def _print_sign_ins(self) -> None:
        for label, email in settings.DEMO_SIGN_INS:
            self.stdout.write(f"{label:<38} {email:<28} {settings.DEMO_PASSWORD}")
