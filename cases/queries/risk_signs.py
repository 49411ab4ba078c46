"""Signs: what the file tells already, and what was ticked, in words (domain 5, S0-07)."""

from datetime import date
from typing import Any

from cases.codes import (
    SIGNS,
    Protection,
    RelationToAssistance,
    Residence,
    RiskDomain,
    RiskLevel,
    Source,
    Tick,
)
from cases.models import Case, RiskAssessment
from cases.queries.guardians import missing_for
from cases.queries.identity import labels

_UNSETTLED = (Residence.IRREGULAR, Residence.STATELESS)
_EARLIER = (RelationToAssistance.BEFORE, RelationToAssistance.AFTER)


def known_signs(case: Case, today: date) -> dict[str, set[str]]:
    """Signs that stand in the file: shown beside the question, never ticked beforehand."""
    person, found = case.person, {domain: set[str]() for domain in RiskDomain.values}
    detained = case.in_detention and (case.detained_to is None or case.detained_to >= today)
    if detained or person.residences.filter(kind__in=_UNSETTLED).exists():
        found[RiskDomain.RE_TRAFFICKING].add("irregular_or_detained")
    if person.episodes.filter(relation_to_assistance__in=_EARLIER).exists():
        found[RiskDomain.RE_TRAFFICKING].add("previously")
    if "guardian" in missing_for(case, today):
        found[RiskDomain.RE_TRAFFICKING].add("minor_without_care")
    if case.held_with_traffickers:
        found[RiskDomain.TRAFFICKERS].add("knows_where")
    if person.pregnant:
        found[RiskDomain.HEALTH].add("pregnancy")
    if person.related_people.filter(involved=True).exists():
        found[RiskDomain.FAMILY].add("family_involved")
    return found


def ticked(assessment: RiskAssessment) -> list[dict[str, Any]]:
    """What was ticked with yes per domain, who said so with which words, and the level that follows."""
    rows, notes = [], assessment.notes_of_signs
    for domain in RiskDomain:
        ticks = assessment.items.get(domain, {})
        if not ticks:
            continue
        sources, said = assessment.sources.get(domain, {}), notes.get(domain, {})
        signs = [
            {
                "label": str(sign.label),
                "source": str(Source(sources[sign.code]).label) if sign.code in sources else "",
                "note": said.get(sign.code, ""),
            }
            for sign in SIGNS[domain]
            if ticks.get(sign.code) == Tick.YES
        ]
        computed = assessment.computed.get(domain)
        decided = assessment.levels[domain]
        rows.append(
            {
                "label": domain.label,
                "signs": signs,
                "computed": None if computed is None else f"{computed} {RiskLevel(computed).label}",
                "differs": domain in assessment.computed and computed != decided,
            }
        )
    if assessment.protection:
        rows.append({"label": "", "protection": labels(assessment.protection, Protection)})
    return rows
