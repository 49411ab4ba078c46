"""Training, jobs and what stands in the way (S0-22, S0-25…27, S2-49…53, R-15, R-19)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from cases.models import Case
from reintegration.models import Employer, Job, JobBarriers, PlanItem, Training
from reintegration.operations.schedule import plan_follow_ups
from reintegration.queries.employers import latest_check
from reintegration.reasons import raise_first, rule_error
from reintegration.rules.work import (
    LEARNING,
    JobFacts,
    TrainingFacts,
    next_step_of,
    objections_to_job,
    objections_to_training,
)
from reintegration.work_codes import JobEnd, NextStep, TrainingOutcome
from renate import audit
from renate.accounts.models import Membership
from renate.funding.models import Grant
from renate.kit import clock
from renate.kit.errors import RuleError


class WorkError(RuleError):
    """The training or job can't be recorded as given."""


@dataclass(frozen=True)
class TrainingDetails:
    """A training as agreed with the person."""

    title: str
    kind: str
    trade: str
    provider: str = ""
    market_demand_checked: bool = False
    market_source: str = ""
    chosen_by_person: bool = False
    matches_aptitude: int | None = None
    planned_end: date | None = None
    hours: int | None = None
    stipend: Decimal | None = None
    transport_covered: bool = False
    child_care_covered: bool = False
    grant: Grant | None = None
    item: PlanItem | None = None


@dataclass(frozen=True)
class TrainingEnd:
    """How a training ended, and what the person says of it (S2-52)."""

    outcome: str
    dropout_reason: str = ""
    certificate: bool | None = None
    own_rating: int | None = None
    length: str = ""


@dataclass(frozen=True)
class JobDetails:
    """A job as it begins."""

    title: str
    kind: str
    found_through: str
    contract: str
    employer: Employer | None = None
    training: Training | None = None
    hours_week: int | None = None
    net_wage: Decimal | None = None
    legal_minimum_met: bool | None = None
    relevance: int | None = None
    commute_min: int | None = None
    unchecked_reason: str = ""
    note: str = ""


@transaction.atomic
def record_training(*, by: Membership, on: date, case: Case, details: TrainingDetails) -> Training:
    """Record a training from its first day, which may lie ahead. It serves learning or work (S2-51)."""
    _check_training(case, on, details)
    training = Training(case=case, from_on=on, **vars(details))
    training.full_clean()
    training.save()
    audit.record("training.recorded", on=training, kind=details.kind, demand=details.market_demand_checked)
    return training


@transaction.atomic
def change_training(*, by: Membership, on: date, training: Training, details: TrainingDetails) -> Training:
    """Put right, or add to, what was recorded of a training; how it ended stays."""
    training = Training.objects.select_for_update(of=("self",)).select_related("case").get(pk=training.pk)
    _check_training(training.case, on, details, ended_on=training.ended_on)
    training.from_on = on
    for name, value in vars(details).items():
        setattr(training, name, value)
    training.full_clean()
    training.save()
    audit.record("training.changed", on=training, kind=details.kind, demand=details.market_demand_checked)
    return training


def _check_training(case: Case, on: date, details: TrainingDetails, ended_on: date | None = None) -> None:
    facts = TrainingFacts(
        on,
        details.planned_end,
        ended_on,
        demand_checked=details.market_demand_checked,
        demand_source=details.market_source,
    )
    raise_first(objections_to_training(facts, today=clock.today()), WorkError)
    if on < case.opened_on:
        raise rule_error("before_case", "on", WorkError)
    if details.item is not None and details.item.service.partition(".")[0] not in LEARNING:
        raise rule_error("training_not_therapy", "item", WorkError)


@transaction.atomic
def end_training(*, by: Membership, on: date, training: Training, end: TrainingEnd) -> Training:
    """Say how a training ended; from a completed one the question about a job follows (R-19)."""
    training = Training.objects.select_for_update(of=("self",)).select_related("case").get(pk=training.pk)
    if training.ended_on is not None:
        raise rule_error("training_ended", None, WorkError)
    facts = TrainingFacts(
        training.from_on, ended_on=on, outcome=end.outcome, dropout_reason=end.dropout_reason
    )
    raise_first(objections_to_training(facts, today=clock.today()), WorkError)
    training.ended_on = on
    for name, value in vars(end).items():
        setattr(training, name, value)
    training.full_clean()
    training.save()
    audit.record("training.ended", on=training, outcome=end.outcome)
    plan_follow_ups(by=by, on=clock.today(), case=training.case)
    return training


@transaction.atomic
def record_next_step(*, by: Membership, on: date, training: Training, next_step: str) -> Training:
    """Say what came of a completed training, when it is no job recorded here; its checks end (R-19)."""
    if training.outcome != TrainingOutcome.COMPLETED:
        raise rule_error("training_not_completed", None, WorkError)
    if next_step == NextStep.JOB:
        raise rule_error("job_is_recorded", "next_step", WorkError)
    if on > clock.today():
        raise rule_error("in_future", "on", WorkError)
    if training.ended_on is not None and on < training.ended_on:
        raise rule_error("before_training_end", "on", WorkError)
    return _keep_step(by, on, training, next_step)


def _keep_step(by: Membership, on: date, training: Training, next_step: str) -> Training:
    training.next_step, training.next_step_on = next_step, on
    training.full_clean()
    training.save()
    audit.record("training.next_step", on=training, step=next_step)
    plan_follow_ups(by=by, on=clock.today(), case=training.case)
    return training


@transaction.atomic
def record_job(*, by: Membership, on: date, case: Case, details: JobDetails) -> Job:
    """Record a job from its first day; whether it lasts is looked at after 1, 3, 6 and 12 months (S0-24).

    Nobody is sent to an employer found not suitable, and to one not checked only with a reason (S1-14).
    """
    vetted = _check_job(case, on, details)
    job = Job(case=case, from_on=on, **vars(details))
    job.full_clean()
    job.save()
    audit.record("job.recorded", on=job, found=details.found_through, checked=bool(vetted))
    _follow_job(by, job)
    return job


@transaction.atomic
def change_job(*, by: Membership, on: date, job: Job, details: JobDetails) -> Job:
    """Put right, or add to, what was recorded of a job; its checks follow its first day.

    The employer is looked at anew only where another one, or another way to it, is written down.
    """
    job = Job.objects.select_for_update(of=("self",)).select_related("case").get(pk=job.pk)
    employer = details.employer.pk if details.employer else None
    is_same = (employer, details.found_through) == (job.employer_id, job.found_through)
    _check_job(job.case, on, details, sends=not is_same)
    if job.to_on is not None and job.to_on < on:
        raise rule_error("job_end_first", "on", WorkError)
    job.from_on = on
    for name, value in vars(details).items():
        setattr(job, name, value)
    job.full_clean()
    job.save()
    audit.record("job.changed", on=job, found=details.found_through)
    _follow_job(by, job)
    return job


def _check_job(case: Case, on: date, details: JobDetails, *, sends: bool = True) -> bool | None:
    """Whether the employer was checked, None without one; `sends`: the person is being sent there."""
    check = latest_check(details.employer) if details.employer else None
    vetted = None if details.employer is None else check is not None and check.stands_on(on)
    facts = JobFacts(
        from_on=on,
        found_through=details.found_through,
        vetted=vetted if sends else None,
        result=check.result if check else "",
        reason=details.unchecked_reason,
    )
    raise_first(objections_to_job(facts, today=clock.today(), opened_on=case.opened_on), WorkError)
    if details.training is not None and details.training.case_id != case.pk:
        raise rule_error("unknown_training", "training", WorkError)
    return vetted


def _follow_job(by: Membership, job: Job) -> None:
    """The training that led to it has its next step, and whether it lasts is asked (R-19, S0-24)."""
    if job.training is not None and not job.training.next_step:
        _keep_step(by, job.from_on, job.training, next_step_of(job.kind))
    plan_follow_ups(by=by, on=clock.today(), case=job.case)


@transaction.atomic
def end_job(*, by: Membership, on: date, job: Job, reason: str) -> Job:
    """Say when and why a job ended; its later checks fall away."""
    job = Job.objects.select_for_update(of=("self",)).select_related("case").get(pk=job.pk)
    if job.to_on is not None:
        raise rule_error("job_ended", None, WorkError)
    if on > clock.today():
        raise rule_error("in_future", "on", WorkError)
    if on < job.from_on:
        raise rule_error("job_end_first", "on", WorkError)
    job.to_on, job.end_reason = on, JobEnd(reason)
    job.full_clean()
    job.save()
    audit.record("job.ended", on=job, reason=reason)
    plan_follow_ups(by=by, on=clock.today(), case=job.case)
    return job


@transaction.atomic
def note_barriers(
    *, by: Membership, on: date, case: Case, barriers: Iterable[str], note: str = ""
) -> JobBarriers:
    """Keep what stands between the person and work, as seen on a day (S0-25…27)."""
    if on > clock.today():
        raise rule_error("in_future", "on", WorkError)
    seen = JobBarriers(case=case, on=on, barriers=list(barriers), note=note.strip())
    seen.full_clean()
    seen.save()
    audit.record("job.barriers_noted", on=seen)
    return seen
