"""Change keys while the system runs; interrupted, it goes on where it was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from renate.tenancy import keys, rotation, scope
from renate.tenancy.directory import every_organisation, organisation_by_ref
from renate.tenancy.models import Organisation


class Command(BaseCommand):
    """`rotate_keys [--organisation REF] [--retire]`, or `rotate_keys --root` with RENATE_NEW_ROOT_KEY set."""

    help = "Give organisations a new data key and seal everything anew; --root: a new root key."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", metavar="REF", help="one organisation only, by its ref")
        parser.add_argument("--retire", action="store_true", help="delete old keys that nothing needs")
        parser.add_argument("--root", action="store_true", help="wrap every key under RENATE_NEW_ROOT_KEY")
        parser.add_argument("--batch", type=int, default=rotation.BATCH, help="rows in one transaction")

    def handle(self, *args: Any, organisation: str, retire: bool, root: bool, batch: int, **_: Any) -> None:
        if root:
            self._rewrap()
            return
        chosen = [organisation_by_ref(organisation)] if organisation else every_organisation()
        left = sum(self._retire(each, batch) if retire else self._rotate(each, batch) for each in chosen)
        if left:
            raise CommandError(f"{left} cells are left on an old key: run the command again")

    def _rotate(self, organisation: Organisation, batch: int) -> int:
        version = rotation.begin(organisation)
        return self._reseal(organisation, version, batch)

    def _retire(self, organisation: Organisation, batch: int) -> int:
        with scope.enter(organisation=organisation):
            version = rotation.current_version()
        left = self._reseal(organisation, version, batch)
        gone = rotation.retire(organisation)
        self.stdout.write(f"{organisation.public_id}: {gone} old keys deleted")
        return left

    def _reseal(self, organisation: Organisation, version: int, batch: int) -> int:
        sealed = 0

        def progress(label: str, cells: int) -> None:
            nonlocal sealed
            sealed += cells
            self.stdout.write(f"{organisation.public_id}: {label}, {sealed} cells sealed anew")

        left = rotation.reseal(organisation, version, batch=batch, progress=progress)
        self.stdout.write(f"{organisation.public_id}: version {version}, {left} cells left on an old key")
        return left

    def _rewrap(self) -> None:
        if keys.former_root_key() is None:
            raise CommandError("set RENATE_NEW_ROOT_KEY (or …_FILE) here and in every process")
        done = rotation.rewrap(lambda place, count: self.stdout.write(f"{place}: {count} wrapped anew"))
        left = rotation.rewrap()
        self.stdout.write(f"{done} wrapped anew, {left} left under the former root key")
