"""`manage.py bench <claim>`: measure one speed claim and print it as ratios of this run."""

import pkgutil
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renate.benches import claims


def names() -> list[str]:
    """The claims there are, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(claims.__path__))


class Command(BaseCommand):
    help = "Print a speed claim as ratios measured in one run; nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        of = parser.add_subparsers(dest="claim", required=True)
        for name in names():
            module = import_module(f"{claims.__name__}.{name}")
            one = of.add_parser(name, help=module.HELP)
            if hasattr(module, "add_arguments"):
                module.add_arguments(one)

    def handle(self, *args: Any, claim: str, **options: Any) -> None:
        import_module(f"{claims.__name__}.{claim}").run(self.stdout.write, **options)
