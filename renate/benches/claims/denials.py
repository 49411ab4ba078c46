"""Whether the time of an answer tells a file that is denied from one that does not exist."""

import argparse
import statistics
from collections.abc import Callable
from typing import Any

from cases.codes import Confidentiality
from cases.models import Case, Person
from renate.accounts.models import Membership
from renate.accounts.operations import open_organisation
from renate.accounts.roles import Role
from renate.benches.browser import asking, new_member
from renate.benches.database import analyse, fresh_database
from renate.benches.filling import key_of, series
from renate.benches.measure import elapsed
from renate.kit import clock
from renate.kit.public_ids import new_public_id
from renate.tenancy import scope
from renate.tenancy.models import Organisation

HELP = "whether the time of a denial tells it from absence"
ABSENT = "absent"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=5_000, help="of each of two organisations")
    parser.add_argument("--times", type=int, default=300)


def run(write: Callable[[str], Any], cases: int, times: int, **options: Any) -> None:
    """One worker asks for files of four kinds, turn about; absence is asked twice, to know the noise."""
    with fresh_database("denials"):
        # References of a series repeat in each organisation: only the last one there is nobody's here.
        here, there = _filled("Here", cases), _filled("There", cases + 1)
        analyse()
        worker = new_member(here, Role.CASE_MANAGER)
        addresses = _addresses(worker, here, there)
        spent = _turn_about({name: asking(worker, page, 404) for name, page in addresses.items()}, times)
    absent = statistics.median(spent[ABSENT])
    write(f"{clock.now():%Y-%m-%d}  median of {times} answers each, as ratio to a file that does not exist")
    for name, seconds in spent.items():
        write(f"{name:.<28} {statistics.median(seconds) / absent:.3f}")
    low, _median, high = statistics.quantiles(spent[ABSENT], n=4)
    write(f"the middle half of the answers about absence: {low / absent:.3f} to {high / absent:.3f}")


def _filled(name: str, cases: int) -> Organisation:
    organisation = open_organisation(name=name, short_name=name, country="BE")
    with scope.enter(organisation=organisation):
        series(Person, cases, case_code="'B' || n", birth_year="1990")
        series(Case, cases, person_id=key_of(), status="'active'", opened_on="date '2026-11-01'")
    return organisation


def _addresses(worker: Membership, here: Organisation, there: Organisation) -> dict[str, str]:
    with scope.enter(organisation=there):
        foreign = Case.objects.latest("pk").ref
    with scope.enter(organisation=here):
        others, sealed = Case.objects.order_by("pk")[:2]
        Case.objects.filter(pk=sealed.pk).update(confidentiality=Confidentiality.SEALED)
    refs = {
        "another's in the organisation": others.ref,
        "sealed": sealed.ref,
        "of another organisation": foreign,
        "absent, asked again": new_public_id(),
        ABSENT: new_public_id(),
    }
    return {name: f"/cases/{ref}/" for name, ref in refs.items()}


def _turn_about(askers: dict[str, Callable[[], None]], times: int) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {name: [] for name in askers}
    for _ in range(times):
        for name, ask in askers.items():
            spent[name].append(elapsed(ask))
    return spent
