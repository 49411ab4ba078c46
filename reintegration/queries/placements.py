"""What was looked at before a placement: family, community, employer, training."""

from dataclasses import dataclass
from datetime import date

from cases.models import Case, CommunityAssessment, FamilyAssessment
from reintegration.models import Job, Training
from reintegration.queries.employers import latest_check
from reintegration.rules.placements import PlacementFacts, looked_at
from reintegration.rules.work import SENT_BY_US


@dataclass(frozen=True)
class Looked:
    """The facts for the rule, and the assessments behind them."""

    facts: PlacementFacts
    family: FamilyAssessment | None
    community: CommunityAssessment | None


def placement_facts(case: Case, on: date, *, agreed_by_person: bool) -> Looked:
    """As known on the day of the placement."""
    families = FamilyAssessment.objects.filter(case=case, on__lte=on).order_by("-on", "-id")
    community = CommunityAssessment.objects.filter(case=case, on__lte=on).order_by("-on", "-id").first()
    community = community if community is not None and looked_at(community.on, on) else None
    trainings = Training.objects.filter(case=case, from_on__lte=on, ended_on__isnull=True)
    facts = PlacementFacts(
        community=community.conclusion if community else "",
        employer_checked=_employer_checked(case, on),
        in_training=trainings.exists(),
        agreed_by_person=agreed_by_person,
    )
    return Looked(facts, families.first(), community)


def _employer_checked(case: Case, on: date) -> bool:
    """A job under way with an employer whose check stands, or one that the person found alone."""
    jobs = Job.objects.filter(case=case, from_on__lte=on, to_on__isnull=True).select_related("employer")
    for job in jobs:
        check = latest_check(job.employer) if job.employer else None
        if job.found_through not in SENT_BY_US or (check is not None and check.stands_on(on)):
            return True
    return False
