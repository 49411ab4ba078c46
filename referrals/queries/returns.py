"""A return as its page shows it, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.models import Case, IdentityDocument
from referrals.codes import Stage
from referrals.models import Referral, ReturnContact, ReturnLeg, ReturnProcess, ReturnStep
from referrals.rules.returns import BY_CODE


@dataclass(frozen=True)
class ShownStage:
    """One stage with its steps."""

    number: int
    label: str
    steps: list[tuple[ReturnStep, Any]]


def latest_return(case: Case) -> ReturnProcess | None:
    """The one under way, else the last."""
    rows = ReturnProcess.objects.filter(case=case).select_related(
        "signed_by_manager__user", "signed_by_coordinator__user", "case__person"
    )
    return rows.order_by("-opened_on", "-id").first()


def stages(journey: ReturnProcess) -> list[ShownStage]:
    """The checklist, stage by stage, in the order of the rules."""
    order = {code: number for number, code in enumerate(BY_CODE)}
    rows = ReturnStep.objects.filter(journey=journey).select_related("done_by__user")
    steps = sorted(rows, key=lambda step: order.get(step.code, 99))
    return [
        ShownStage(stage.value, str(stage.label), found)
        for stage in Stage
        if (found := [(step, BY_CODE[step.code].label) for step in steps if step.stage == stage])
    ]


def way(journey: ReturnProcess) -> dict[str, Any]:
    """Legs, helpers, travel documents and the partner at the other end."""
    documents = IdentityDocument.objects.filter(person=journey.case.person_id)
    return {
        "legs": list(ReturnLeg.objects.filter(journey=journey).order_by("departs_at", "id")),
        "contacts": list(ReturnContact.objects.filter(journey=journey).order_by("role", "id")),
        "documents": list(documents.order_by("-expires_on", "-id")),
        "referrals": list(
            Referral.objects.filter(journey=journey).select_related("counterpart").order_by("-id")
        ),
    }
