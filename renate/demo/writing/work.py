"""Cycles, plans, services, assessments, follow-ups."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from reintegration.codes import AssessmentStatus
from reintegration.models import (
    FactorAssessment,
    FactorScore,
    FollowUp,
    Goal,
    PhasePeriod,
    Placement,
    PlanItem,
    ProgrammeCycle,
    SelfRating,
    ServiceDelivery,
    ServicePlan,
    Setback,
)
from reintegration.rules.phases import next_review_reminder
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.scores import Assessment
from renate.demo.timeline import Course, Span
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Seats, Sheet
from renate.funding.models import Grant
from renate.kit import clock

# Reviews that fell due this lately are told of when the demo starts, so that the sweep has work.
_REMINDED_BY_THE_DEMO = timedelta(days=15)
_NOTED = frozenset({"readiness", "setback", "other"})


class Working:
    """Writes the work of one organisation; every row follows those it points to."""

    def __init__(self, sheet: Sheet, seats: Seats, luck: Luck, grants: dict[str, Grant]) -> None:
        self.sheet, self.seats, self.luck, self.grants = sheet, seats, luck, grants

    def write(self, filed: Iterable[Filed]) -> None:
        """Write everything that happened in these cases."""
        for each in filed:
            cycles = [self._cycle(each, course) for course in each.story.courses]
            for cycle, rounds in zip(cycles, each.story.assessments, strict=True):
                for told in rounds:
                    self._assessment(each, cycle, told)
            for index, row in each.story.follow_ups:
                self.sheet.add(FollowUp, case=each.case, cycle=cycles[index], **self._seated(each, row))
            for model, rows in ((Setback, each.story.setbacks), (Placement, each.story.placements)):
                for row in rows:
                    self.sheet.add(model, case=each.case, **row)
            items = self._plans(each)
            self._deliveries(each, items)
        self.sheet.write(ProgrammeCycle, PhasePeriod, FactorAssessment, FactorScore, SelfRating)
        self.sheet.write(ServicePlan, Goal, PlanItem, ServiceDelivery, FollowUp, Setback, Placement)

    def _seated(self, each: Filed, row: dict[str, Any]) -> dict[str, Any]:
        return self.seats.seated(row, each.manager)

    def _cycle(self, each: Filed, course: Course) -> ProgrammeCycle:
        newest = course.spans[-1]
        cycle = self.sheet.add(
            ProgrammeCycle,
            case=each.case,
            number=course.number,
            started_on=course.started_on,
            ended_on=course.until if course.is_over else None,
            end_outcome=course.outcome if course.is_over else "",
            entry_phase=course.spans[0].phase,
            phase=newest.phase,
            phase_decided_on=newest.from_on,
            extended_until=course.extended_until,
            extension_reason=course.extension_reason,
        )
        if not course.is_over:
            cycle.remind_on = next_review_reminder(cycle.standing, each.story.until - _REMINDED_BY_THE_DEMO)
        for span in course.spans:
            self._period(each, cycle, span)
        return cycle

    def _period(self, each: Filed, cycle: ProgrammeCycle, span: Span) -> None:
        notes = load("words")["phase_notes"]
        is_entry = span.from_on == cycle.started_on
        has_note = span.basis in _NOTED
        self.sheet.add(
            PhasePeriod,
            cycle=cycle,
            phase=span.phase,
            from_on=span.from_on,
            to_on=span.to_on,
            decided_by=each.manager if span.phase != "extended" else self.seats.one("coordinator"),
            with_person=not is_entry,
            basis=span.basis,
            readiness=span.readiness,
            note=self.luck.pick(notes[span.basis]) if has_note else "",
        )

    def _assessment(self, each: Filed, cycle: ProgrammeCycle, told: Assessment) -> None:
        assessment = self.sheet.add(
            FactorAssessment,
            case=each.case,
            cycle=cycle,
            kind=told.kind,
            on=told.on,
            phase_at=told.phase,
            months_in_programme=told.months,
            by=each.manager,
            with_person=told.with_person,
            status=AssessmentStatus.FINAL,
            finalised_at=clock.now(),
        )
        for factor, row in told.scores.items():
            self.sheet.add(FactorScore, assessment=assessment, factor=factor, **row)
        if told.rating:
            self.sheet.add(SelfRating, assessment=assessment, **told.rating)

    def _plans(self, each: Filed) -> dict[int, PlanItem]:
        items = {}
        for plan in each.story.plans:
            row = self.sheet.add(ServicePlan, case=each.case, **plan.values)
            for goal_values, told in plan.goals:
                goal = self.sheet.add(Goal, plan=row, **goal_values)
                for item in told:
                    items[id(item)] = self.sheet.add(PlanItem, goal=goal, **self._seated(each, item.values))
        return items

    def _deliveries(self, each: Filed, items: dict[int, PlanItem]) -> None:
        for told in each.story.deliveries:
            row = self._seated(each, told)
            row["item"] = items.get(id(told["item"]))
            row["grant"] = self.grants.get(told["grant"] or "")
            if "recipient" in told:
                row["recipient"] = each.relatives[id(told["recipient"])]
            self.sheet.add(ServiceDelivery, case=each.case, **row)
