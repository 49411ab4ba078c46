"""The people around the person, and who decides for a minor (S3-64, R-16)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import Relation
from cases.models import Case, ChildProtection, Person, RelatedPerson
from cases.operations.people import PersonError, may_identify
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock


@dataclass(frozen=True)
class GuardianDetails:
    """Who decides for a minor, as known in the first hour."""

    relation: str = Relation.GUARDIAN
    name: str = ""
    kind: str = ""
    is_verified: bool = False
    conflict_of_interest: bool | None = None
    reason: str = ""


@transaction.atomic
def add_guardian(*, by: Membership, on: date, person: Person, details: GuardianDetails) -> RelatedPerson:
    """Record a guardian with the answer to the question of a conflict of interest (R-16)."""
    guardian = RelatedPerson(
        person=person, relation=details.relation, name=details.name if may_identify(person) else "",
        is_guardian=True, guardian_kind=details.kind, guardian_verified=details.is_verified,
        conflict_of_interest=details.conflict_of_interest,
        not_answered={"conflict_of_interest": details.reason} if details.reason else {},
    )  # fmt: skip
    return _save_relative(guardian, on, "related_person.added")


@transaction.atomic
def add_related_person(*, by: Membership, on: date, case: Case, **values: Any) -> RelatedPerson:
    """Add somebody close to the person (S3-64)."""
    relative = RelatedPerson(person=case.person, **values)
    return _save_relative(relative, on, "related_person.added")


@transaction.atomic
def update_related_person(
    *, by: Membership, on: date, relative: RelatedPerson, **values: Any
) -> RelatedPerson:
    """Replace what is known about somebody close to the person."""
    for name, value in values.items():
        setattr(relative, name, value)
    return _save_relative(relative, on, "related_person.updated")


@transaction.atomic
def protect_child(*, by: Membership, on: date, case: Case, **values: Any) -> ChildProtection:
    """Record the child-protection authority and the note on what is best for the child (R-16)."""
    if not case.person.is_minor_on(clock.today()):
        raise PersonError(_("The person is an adult."))
    for name in ("informed_on", "best_interest_on"):
        if values.get(name) and values[name] > clock.today():
            raise PersonError(_("This date is in the future. Enter a date up to today."), field=name)
    row, _new = ChildProtection.objects.get_or_create(case=case)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    audit.record("child_protection.recorded", on=row)
    return row


def _save_relative(relative: RelatedPerson, on: date, action: str) -> RelatedPerson:
    if relative.birth_year and relative.birth_year > on.year:
        raise PersonError(_("The year of birth is in the future."), field="birth_year")
    if not may_identify(relative.person) and (relative.name or relative.guardian_order):
        field = "name" if relative.name else "guardian_order"
        raise PersonError(_("Storing identifying data was refused: leave it empty."), field=field)
    if relative.guardian_verified and not relative.is_guardian:
        raise PersonError(_("Say first that this is the guardian."), field="is_guardian")
    if relative.needs and not relative.is_beneficiary:
        text = _("Needs are recorded for those who receive services too: tick that, or take them out.")
        raise PersonError(text, field="is_beneficiary")
    relative.full_clean()
    relative.save()
    audit.record(action, on=relative, relation=relative.relation)
    return relative
