"""Check the audit chain against the events, and against heads known from outside."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renate.audit.chain import verify


class Command(BaseCommand):
    """`verify_audit [--head HEX …]`: exit code 1 and a line for each fault when anything was touched."""

    help = "Recompute the audit chain; --head names a head printed on a report or sent by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", action="append", default=[], help="a head that must still be in the chain"
        )

    def handle(self, *args: Any, head: list[str], **options: Any) -> None:
        verdict = verify(heads=tuple(head))
        if verdict.faults:
            raise CommandError("\n".join(verdict.faults))
        self.stdout.write(f"{verdict.seals} seals over {verdict.events} events: nothing was touched")
