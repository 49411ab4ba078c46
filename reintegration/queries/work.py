"""Learning and earning of one case, and trainings that led to nothing (S0-24, R-19)."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.models import Case, Skill
from reintegration.models import FollowUp, Job, JobBarriers, Training
from reintegration.models.cycle import ProgrammeCycle
from reintegration.rules.checks import FixedCheck, job_checks, training_checks
from reintegration.rules.work import OVERDUE_AFTER, is_without_result
from reintegration.work_codes import TrainingOutcome


@dataclass(frozen=True)
class TrainingLine:
    """A training with what is still to be asked."""

    training: Training
    follow_up_due: date | None
    is_without_result: bool


@dataclass(frozen=True)
class JobLine:
    """A job with the looks at whether it lasts."""

    job: Job
    checks: list[FollowUp]


@dataclass(frozen=True)
class WorkView:
    """The work page of a case."""

    trainings: list[TrainingLine]
    jobs: list[JobLine]
    skills: list[Skill]
    barriers: list[JobBarriers]


def work_view(case: Case, on: date) -> WorkView:
    """Everything about learning and earning; five queries whatever there is."""
    trainings = Training.objects.filter(case=case).select_related("grant").order_by("-from_on", "-id")
    jobs = list(Job.objects.filter(case=case).select_related("employer").order_by("-from_on", "-id"))
    checks: dict[str, list[FollowUp]] = {}
    for check in FollowUp.objects.filter(case=case, anchor="job").order_by("due_on", "id"):
        checks.setdefault(check.anchor_ref.partition(":")[0], []).append(check)
    return WorkView(
        trainings=[_training(training, on) for training in trainings],
        jobs=[JobLine(job, checks.get(job.public_id, [])) for job in jobs],
        skills=list(Skill.objects.filter(person=case.person_id).order_by("id")),
        barriers=list(JobBarriers.objects.filter(case=case).order_by("-on", "-id")),
    )


def _training(training: Training, on: date) -> TrainingLine:
    lost = is_without_result(training.ended_on, training.outcome, training.next_step, on)
    return TrainingLine(training, training.job_follow_up_due, lost)


def work_checks(case: Case, on: date) -> list[FixedCheck]:
    """What is to be looked at for jobs and trainings, for the schedule (domain 2.8); two queries."""
    found: list[FixedCheck] = []
    for job in Job.objects.filter(case=case).order_by("id"):
        found += job_checks(job.public_id, job.from_on, job.to_on)
    for training in Training.objects.filter(case=case, outcome=TrainingOutcome.COMPLETED).order_by("id"):
        if training.ended_on is not None:
            found += training_checks(training.public_id, training.ended_on, training.next_step_on)
    return found


def is_earning_or_learning(case: Case, on: date) -> bool:
    """Whether a job or a training is under way on a day (R-05)."""
    jobs = Job.objects.filter(case=case, from_on__lte=on, to_on__isnull=True)
    trainings = Training.objects.filter(case=case, from_on__lte=on, ended_on__isnull=True)
    return jobs.exists() or trainings.exists()


def trainings_without_job(on: date):
    """R-19: completed 90 days ago or more without job or next step, the longest first; open cases only."""
    until = on - timedelta(days=OVERDUE_AFTER)
    found = Training.objects.filter(outcome=TrainingOutcome.COMPLETED, next_step="", ended_on__lte=until)
    running = ProgrammeCycle.objects.running().values("case")
    return found.filter(case__in=running).select_related("case__person").order_by("ended_on", "id")
