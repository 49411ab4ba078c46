"""What a follow-up may hang on besides phase, risk and placement: jobs, trainings, returns (domain 2.8).

Whoever has such rows registers a function here in AppConfig.ready; planning asks them all.
"""

from collections.abc import Callable
from datetime import date

from cases.models import Case
from reintegration.rules.checks import FixedCheck

_checks: list[Callable[[Case, date], list[FixedCheck]]] = []
_arrivals: list[Callable[[Case, date], date | None]] = []


def register(provider: Callable[[Case, date], list[FixedCheck]]) -> None:
    """Add checks of one kind; the provider asks a fixed number of queries."""
    if provider not in _checks:
        _checks.append(provider)


def register_arrival(provider: Callable[[Case, date], date | None]) -> None:
    """Add a day of arrival after a return: it begins six dense months."""
    if provider not in _arrivals:
        _arrivals.append(provider)


def checks_of(case: Case, on: date) -> tuple[FixedCheck, ...]:
    """Everything that is to be checked for a case."""
    return tuple(check for provider in _checks for check in provider(case, on))


def returned_on(case: Case, on: date) -> date | None:
    """The newest arrival after a return."""
    days = (provider(case, on) for provider in _arrivals)
    return max((day for day in days if day is not None), default=None)
