"""Back the organisations' keys up apart from the dump, and put them back after a restore."""

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renate.tenancy import bundle


class Command(BaseCommand):
    """`key_bundle write FILE` replaces the file; `key_bundle read FILE` adds what is missing here."""

    help = "Write all organisations' wrapped keys to a file, or read them back after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["write", "read"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, what: str, file: Path, **options: Any) -> None:
        if what == "write":
            lines = bundle.written()
            self._replace(file, json.dumps(lines, indent=1))
            self.stdout.write(f"{len(lines)} keys written")
            return
        try:
            added = bundle.read_back(json.loads(file.read_text()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"this is no bundle that can be read: {error}") from None
        except bundle.BundleError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{added} keys put back")

    def _replace(self, file: Path, text: str) -> None:
        # Whole or not at all, and closed to others from its first byte.
        beside = file.with_name(f"{file.name}.new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(text)
        beside.replace(file)
