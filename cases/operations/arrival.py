"""How the person came, and what was decided about them (S0-01…07, S1-17, S2-06…08)."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from cases.codes import Confidentiality, IdentificationStatus, TargetPopulation
from cases.models import Case, Person
from cases.operations.alerts import tell_coordinators
from cases.rules.arrival import ArrivalFacts, arrival_problems
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError

_LISTS = ("complexity", "urgent_needs", "first_help")


class ArrivalError(RuleError):
    """The arrival can't be recorded as given."""


@dataclass(frozen=True)
class ArrivalDetails:
    """How the person came, and what was decided about them."""

    intake_route: str = ""
    rescue_context: str = ""
    with_police: str = ""
    in_detention: bool | None = None
    detention_place: str = ""
    detained_from: date | None = None
    detained_to: date | None = None
    held_with_traffickers: bool | None = None
    first_responder: str = ""
    type_of_return: str = ""
    urgent_needs: tuple[str, ...] = ()
    first_help: tuple[str, ...] = ()
    identification_status: str = IdentificationStatus.POSSIBLE
    identified_on: date | None = None
    presumed_on: date | None = None
    identified_by: str = ""
    country_of_identification: str = ""
    support_mode: str = ""
    model_of_care: str = ""
    target_population: str = TargetPopulation.VOT
    complexity: tuple[str, ...] = ()
    confidentiality: str = Confidentiality.STANDARD
    not_answered: dict[str, str] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """As columns of a case."""
        return {**asdict(self), **{name: list(getattr(self, name)) for name in _LISTS}}


@transaction.atomic
def update_arrival(*, by: Membership, on: date, case: Case, values: dict[str, Any]) -> Case:
    """Replace what is known about the arrival; raises ArrivalError (R-15).

    Held together with those who exploited: the coordinators are told at once (S0-06).
    """
    known = {name: values.get(name, getattr(case, name)) for name in ArrivalDetails.__dataclass_fields__}
    check_arrival(ArrivalDetails(**known), case.person)
    was_held = case.held_with_traffickers
    changed = [name for name, value in values.items() if getattr(case, name) != value]
    for name, value in values.items():
        setattr(case, name, value)
    case.full_clean()
    case.save()
    audit.record("case.arrival_updated", on=case, fields=changed)
    if not was_held:
        tell_if_held(case, on)
    return case


def check_arrival(details: ArrivalDetails, person: Person) -> None:
    """Raise ArrivalError with the first date that can't be."""
    facts = ArrivalFacts(
        details.identification_status, details.presumed_on, details.identified_on, details.detained_from,
        details.detained_to, details.in_detention, person.birth,
    )  # fmt: skip
    problems = arrival_problems(facts, clock.today())
    if problems:
        name, text = problems[0]
        raise ArrivalError(text, field=name)


def tell_if_held(case: Case, on: date) -> None:
    """Somebody may still be in the hands of those who exploited: nobody may find this out tomorrow."""
    if case.held_with_traffickers and case.is_open:
        tell_coordinators(case, f"held:{case.public_id}", page="cases:identity", on=on)
