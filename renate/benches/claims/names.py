"""Search among 20,000 sealed names, beside reading and opening the same cells."""

import argparse
from collections.abc import Callable
from typing import Any

from django.db import transaction

from cases.models import Person
from cases.queries import find_people
from renate.accounts.operations import open_organisation
from renate.benches.filling import first_key
from renate.benches.measure import seconds
from renate.kit import clock
from renate.kit.crypto import new_key, open_sealed, seal
from renate.kit.folding import fold
from renate.tenancy import scope

HELP = "search among 20,000 sealed names"
CONSONANTS = "bdfgjklmnprstv"
VOWELS = "aeiou"
REPEATS = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=20_000)


def syllables(number: int) -> str:
    """A made-up name for a number, in the mix of letters that names have."""
    return "".join(f"{CONSONANTS[number // step % 14]}{VOWELS[number // step % 5]}" for step in (1, 14, 196))


def fill_people(number: int) -> None:
    """Persons with sealed names, under the keys that `series` gives, in the organisation in scope."""
    people = (
        Person(
            pk=first_key() + n,
            case_code=f"B{n}",
            legal_name=(name := f"{syllables(n)} {syllables(n * 7919)}"),
            search_names=fold(name),
            birth_year=1990,
        )
        for n in range(1, number + 1)
    )
    Person.objects.bulk_create(people, batch_size=2000)


def run(write: Callable[[str], Any], people: int, **options: Any) -> None:
    """In one transaction that is rolled back."""
    with transaction.atomic():
        organisation = open_organisation(name="Bench", short_name="Bench", country="BE")
        with scope.enter(organisation=organisation):
            _fill(people)
            search = seconds(lambda: find_people(f"{syllables(777)} {syllables(777 * 7919)}x"))
            cells = list(Person.objects.values_list("search_names", flat=True))
            read = seconds(lambda: list(Person.objects.values_list("search_names", flat=True)))
        key = new_key()
        cell = seal(key, b"name|name surname", b"place")
        opened = seconds(lambda: open_sealed(key, cell, b"place"), REPEATS) * len(cells)
        transaction.set_rollback(True)
    write(
        f"{clock.now():%Y-%m-%d}  {people} names: search {search:.2f} s"
        f" = {search / read:.1f} x reading the sealed names = {search / opened:.1f} x opening them"
    )


def _fill(people: int) -> None:
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
