"""Who decides for a minor, and what the case of a minor still needs (R-16)."""

from datetime import date

from cases.models import Case, ChildProtection, FamilyAssessment, Person
from cases.rules.guardians import GuardianFacts, MinorFacts, missing_for_minor


def guardians_of(person: Person) -> tuple[GuardianFacts, ...]:
    """The recorded guardians, as the rules look at them; nobody for a person not stored yet."""
    if person.pk is None:
        return ()
    rows = person.related_people.filter(is_guardian=True).order_by("id")
    return tuple(
        GuardianFacts(row.guardian_verified, row.conflict_of_interest, row.involved, row.guardian_kind)
        for row in rows
    )


def missing_for(case: Case, on: date) -> list[str]:
    """What R-16 asks for and is not recorded; nothing for an adult."""
    if not case.person.is_minor_on(on):
        return []
    row = ChildProtection.objects.filter(case=case).first()
    facts = MinorFacts(
        guardians=guardians_of(case.person),
        has_actor=bool(row and row.actor),
        has_best_interest=bool(row and row.best_interest),
        has_family_assessment=FamilyAssessment.objects.filter(case=case).exists(),
    )
    return missing_for_minor(facts)
