"""What is looked at before a placement, besides risk and family (S2-16…22)."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.codes import CommunityConclusion
from reintegration.codes import PlacementKind

RENTED = frozenset({PlacementKind.INDEPENDENT_RENTED, PlacementKind.SHARED_RENTED})
# One lives in one place and has one thing to do by day: a new one ends the one before.
BY_DAY = frozenset({PlacementKind.JOB_PLACEMENT, PlacementKind.TRAINING_CENTRE})
# A place is looked at again after half a year.
ASSESSMENT_DAYS = timedelta(days=182)


@dataclass(frozen=True)
class PlacementFacts:
    """What is known on the day; `community` is "" where nobody has looked in the last half year."""

    community: str = ""
    employer_checked: bool = False
    in_training: bool = False
    agreed_by_person: bool = True


def missing_for(kind: str, facts: PlacementFacts) -> list[str]:
    """What should be there before this placement, as codes; each may be done without, with a reason."""
    missing = [] if facts.agreed_by_person else ["placement_not_agreed"]
    if kind in RENTED and not facts.community:
        missing.append("placement_community")
    if kind in RENTED and facts.community == CommunityConclusion.NOT_SUITABLE:
        missing.append("placement_community_unfit")
    if kind == PlacementKind.JOB_PLACEMENT and not facts.employer_checked:
        missing.append("placement_employer")
    if kind == PlacementKind.TRAINING_CENTRE and not facts.in_training:
        missing.append("placement_training")
    return missing


def looked_at(assessed_on: date, on: date) -> bool:
    """Whether an assessment of a place is young enough to go by."""
    return assessed_on <= on <= assessed_on + ASSESSMENT_DAYS


def replaces(kind: str, before: str) -> bool:
    """Whether a new placement ends an earlier one."""
    return (kind in BY_DAY) == (before in BY_DAY)
