"""Training as a step to a job, jobs that last, employers one may trust (S1-14, S2-49…53, R-15, R-19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from reintegration.work_codes import (
    FoundThrough,
    NextStep,
    TrainingOutcome,
    VettingAnswer,
    VettingQuestion,
    VettingResult,
)

JOB_FOLLOW_UP = 30
OVERDUE_AFTER = 90
VETTING_MONTHS = 12
# A "no" to one of these is a sign of forced labour, whatever the other answers are.
DECISIVE = frozenset(
    {
        VettingQuestion.WAGE, VettingQuestion.OWN_HANDS, VettingQuestion.DOCUMENTS, VettingQuestion.NO_FEES,
        VettingQuestion.FREE_TO_LEAVE,
    }
)  # fmt: skip
# Whom we send ourselves goes only where the employer was checked.
# Training serves learning or work; it is no therapy (S2-51).
LEARNING = frozenset({"education_training", "economic"})
SENT_BY_US = frozenset({FoundThrough.NGO, FoundThrough.SOCIAL_ENTERPRISE, FoundThrough.PARTNER})


@dataclass(frozen=True)
class TrainingFacts:
    """A training as entered."""

    from_on: date
    planned_end: date | None = None
    ended_on: date | None = None
    outcome: str = ""
    demand_checked: bool = False
    demand_source: str = ""
    dropout_reason: str = ""


def objections_to_training(training: TrainingFacts, *, today: date) -> list[tuple[str, str]]:
    """What stands against a training, as (field, code); a check of the market names its source (S2-49)."""
    found: list[tuple[str, str]] = []
    if training.planned_end is not None and training.planned_end < training.from_on:
        found.append(("planned_end", "training_end_first"))
    if training.demand_checked and not training.demand_source.strip():
        found.append(("market_source", "market_source"))
    if training.ended_on is not None and training.ended_on > today:
        found.append(("on", "in_future"))
    if training.ended_on is not None and training.ended_on < training.from_on:
        found.append(("on", "training_end_first"))
    if training.outcome == TrainingOutcome.DROPPED_OUT and not training.dropout_reason.strip():
        found.append(("dropout_reason", "dropout_reason"))
    return found


def follow_up_due(ended_on: date | None, outcome: str, next_step: str) -> date | None:
    """R-19: 30 days after a completed training somebody asks whether there is a job."""
    if ended_on is None or outcome != TrainingOutcome.COMPLETED or next_step:
        return None
    return ended_on + timedelta(days=JOB_FOLLOW_UP)


def is_without_result(ended_on: date | None, outcome: str, next_step: str, on: date) -> bool:
    """R-19: completed 90 days ago or more, and no job nor next step: it goes to the coordinator's list."""
    if ended_on is None or outcome != TrainingOutcome.COMPLETED or next_step:
        return False
    return on >= ended_on + timedelta(days=OVERDUE_AFTER)


def vetting_result(answers: Mapping[str, str]) -> VettingResult:
    """What the answers come to: a decisive no ends it, any other gap leaves questions open (S1-14)."""
    given = {question: answers.get(question, VettingAnswer.UNKNOWN) for question in VettingQuestion}
    if any(given[question] == VettingAnswer.NO for question in DECISIVE):
        return VettingResult.NOT_SUITABLE
    if all(answer == VettingAnswer.YES for answer in given.values()):
        return VettingResult.SUITABLE
    return VettingResult.OPEN_QUESTIONS


def is_vetting_valid(checked_on: date, on: date) -> bool:
    """A check is good for a year."""
    return checked_on <= on < checked_on + relativedelta(months=VETTING_MONTHS)


@dataclass(frozen=True)
class JobFacts:
    """A job as entered; `vetted` is None where there is no employer to check."""

    from_on: date
    found_through: str
    vetted: bool | None
    result: str = ""
    reason: str = ""
    to_on: date | None = None


def objections_to_job(job: JobFacts, *, today: date, opened_on: date) -> list[tuple[str, str]]:
    """What stands against a job, as (field, code).

    Nobody is sent to an employer found not suitable; to one not checked only with a reason. What the person
    found alone is the person's choice, and is recorded as it is (domain 2.1).
    """
    found: list[tuple[str, str]] = []
    if job.from_on > today:
        found.append(("on", "in_future"))
    if job.from_on < opened_on:
        found.append(("on", "before_case"))
    if job.found_through in SENT_BY_US and job.vetted is False:
        if job.result == VettingResult.NOT_SUITABLE:
            found.append(("employer", "employer_not_suitable"))
        elif not job.reason.strip():
            found.append(("unchecked_reason", "employer_not_checked"))
    return found


def next_step_of(kind_of_job: str) -> NextStep:
    """What a job means as the next step after a training."""
    return NextStep.OWN_BUSINESS if kind_of_job == "self_employed" else NextStep.JOB
