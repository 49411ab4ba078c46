"""Speed claims, as ratios of one run: absolute times say more about the machine than about the code."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from cases.models import Person
from cases.queries import find_people
from renate.accounts.operations import open_organisation
from renate.kit import clock
from renate.kit.crypto import new_key, open_sealed, seal
from renate.kit.folding import fold
from renate.tenancy import scope
from renate.tenancy.models import Organisation, OrganisationSettings

PEOPLE = 20_000
REPEATS = 200
CONSONANTS = "bdfgjklmnprstv"
VOWELS = "aeiou"


def seconds(act: Callable[[], Any], times: int = 1) -> float:
    """Seconds for one call, the best of three rounds of `times` calls."""
    rounds = []
    for _round in range(3):
        began = time.perf_counter()
        for _ in range(times):
            act()
        rounds.append((time.perf_counter() - began) / times)
    return min(rounds)


def syllables(number: int) -> str:
    """A made-up name for a number, in the mix of letters that names have."""
    return "".join(f"{CONSONANTS[number // step % 14]}{VOWELS[number // step % 5]}" for step in (1, 14, 196))


class Command(BaseCommand):
    """`bench names`: search among 20,000 encrypted names. `bench context`: what the signed context costs."""

    help = "Print speed claims as ratios measured in one run; nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("claim", choices=["names", "context"])
        parser.add_argument("--people", type=int, default=PEOPLE)

    def handle(self, *args: Any, claim: str, people: int, **options: Any) -> None:
        with transaction.atomic():
            organisation = open_organisation(name="Bench", short_name="Bench", country="BE")
            if claim == "names":
                self._names(organisation, people)
            else:
                self._context(organisation)
            transaction.set_rollback(True)

    def _names(self, organisation: Organisation, people: int) -> None:
        if people < 1:
            raise CommandError("--people takes a number above 0")
        with scope.enter(organisation=organisation):
            Person.objects.bulk_create(
                (
                    Person(
                        case_code=f"B{number:06d}",
                        # bulk_create does not pass by save(), which folds the names.
                        search_names=fold(f"{syllables(number)} {syllables(number * 7919)}"),
                        birth_year=1990,
                    )
                    for number in range(people)
                ),
                batch_size=2000,
            )
            search = seconds(lambda: find_people(f"{syllables(777)} {syllables(777 * 7919)}x"))
            cells = list(Person.objects.values_list("search_names", flat=True))
            read = seconds(lambda: list(Person.objects.values_list("search_names", flat=True)))
            key = new_key()
            cell = seal(key, b"name|name surname", b"place")
            opened = seconds(lambda: open_sealed(key, cell, b"place"), REPEATS) * len(cells)
        self.stdout.write(
            f"{clock.now():%Y-%m-%d}  {people} names: search {search:.2f} s"
            f" = {search / read:.1f} x reading the sealed names = {search / opened:.1f} x opening them"
        )

    def _context(self, organisation: Organisation) -> None:
        def plain() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM django_content_type")

        with scope.enter(organisation=organisation):
            without = seconds(plain, REPEATS)
            guarded = seconds(lambda: OrganisationSettings.objects.count(), REPEATS)

            def bind() -> None:
                scope.bind(connection)

            binding = seconds(bind, REPEATS)
        self.stdout.write(
            f"one row behind a policy = {guarded / without:.1f} x one table without;"
            f" binding the context = {binding / without:.1f} x that query"
        )
