"""Employers, trainings and jobs, the directory, and one group activity (S0-22…27, S1-18, S2-49…53)."""

from datetime import date, timedelta
from decimal import Decimal

from cases.codes import Sex
from reintegration.models import (
    Employer,
    EmployerCheck,
    FollowUp,
    Job,
    JobBarriers,
    JobOffer,
    ProgrammeCycle,
    ProviderEntry,
    Training,
)
from reintegration.rules.checks import job_checks, training_checks
from reintegration.rules.work import vetting_result
from reintegration.work_codes import VettingAnswer, VettingQuestion
from renate.accounts.models import Membership
from renate.demo.contacts import asked_at_the_office, to_be_asked
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import Row, clip
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Sheet

MOST = 14
_SPOKEN = {"AL": "sqi", "BG": "bul", "XK": "sqi", "MK": "mkd", "RO": "ron", "RS": "srp"}


def write_livelihood(
    sheet: Sheet, filed: list[Filed], adviser: Membership, country: str, luck: Luck, today: date
) -> None:
    """What stands under Work in some files, the employers' list and the directory."""
    told = load("livelihood")
    employers = [_employer(sheet, row, adviser, country, luck, today) for row in told["employers"]]
    working = [each for each in filed if each.story.is_open and (today - each.case.opened_on).days > 150]
    for each in luck.some(working, MOST):
        _of_one(sheet, each, employers, told, luck, today)
    for row in told["directory"]:
        verified = today - timedelta(days=luck.number(10, 420))
        sheet.add(
            ProviderEntry, verified_on=verified, waiting_days=luck.number(0, 40),
            languages=[_SPOKEN.get(country, "eng"), *row.get("also", [])],
            **{name: value for name, value in row.items() if name != "also"},
        )  # fmt: skip
    sheet.write(Employer, EmployerCheck, JobOffer, Training, Job, JobBarriers, ProviderEntry)
    _check_on_them(sheet, filed, today)


def _check_on_them(sheet: Sheet, filed: list[Filed], today: date) -> None:
    """Whether the jobs last and what came of the trainings: asked on the days of the product's own rule."""
    managers = {each.case.pk: each.manager for each in filed}
    cycles = {cycle.case_id: cycle for cycle in ProgrammeCycle.objects.running()}
    checks = [
        (job.case_id, check)
        for job in Job.objects.filter(case__in=cycles)
        for check in job_checks(job.public_id, job.from_on, job.to_on)
    ]
    checks += [
        (training.case_id, check)
        for training in Training.objects.filter(case__in=cycles, ended_on__isnull=False)
        for check in training_checks(training.public_id, training.ended_on, training.next_step_on)
    ]
    for case, check in checks:
        asked = asked_at_the_office(check, managers[case]) if check.due_on < today else to_be_asked(check)
        sheet.add(FollowUp, case_id=case, cycle=cycles[case], **asked)
    sheet.write(FollowUp)


def _employer(
    sheet: Sheet, row: dict, adviser: Membership, country: str, luck: Luck, today: date
) -> Employer:
    employer = sheet.add(
        Employer, name=row["name"], sector=row["sector"], area=row["area"], country=country,
        contact_person="Invented Person", contact="+000 00 000001", knows_programme=luck.chance(0.5),
    )  # fmt: skip
    answers = dict.fromkeys(VettingQuestion.values, str(VettingAnswer.YES)) | row.get("answers", {})
    if row.get("checked", True):
        checked = today - timedelta(days=luck.number(20, 300))
        result = vetting_result(answers)
        sheet.add(EmployerCheck, employer=employer, on=checked, by=adviser, answers=answers, result=result)
    for title in row.get("offers", []):
        offered = today - timedelta(days=luck.number(1, 30))
        sheet.add(JobOffer, employer=employer, title=title, from_on=offered, places=1, hours_week=40)
    return employer


def _of_one(
    sheet: Sheet, each: Filed, employers: list[Employer], told: dict, luck: Luck, today: date
) -> None:
    """A training, often completed; from more than half of these a job, else what is in the way."""
    woman = each.case.person.sex == Sex.FEMALE
    course = luck.pick(told["courses"]["women" if woman else "men"])
    begin = clip(each.case.opened_on + timedelta(days=luck.number(60, 140)), each.case.opened_on, today)
    end = begin + timedelta(days=luck.number(40, 90))
    training = sheet.add(Training, **_training(each, course, begin, end, luck), **_ending(end, luck, today))
    start = end + timedelta(days=luck.number(10, 60))
    if start < today and luck.chance(0.6):
        training.next_step, training.next_step_on = "job", start
        employer = luck.pick(employers) if luck.chance(0.5) else None
        sheet.add(Job, training=training, employer=employer, **_job(each, course, start, luck))
    elif luck.chance(0.5):
        barriers = luck.some(
            ["distance_location", "no_jobs_at_level", "child_care", "low_pay_or_informal"], 2
        )
        sheet.add(JobBarriers, case=each.case, on=max(begin, today - timedelta(days=30)), barriers=barriers)


def _training(each: Filed, course: dict, begin: date, end: date, luck: Luck) -> Row:
    names = ("title", "kind", "trade", "provider")
    return {name: course[name] for name in names} | {
        "case": each.case,
        "from_on": begin,
        "planned_end": end,
        "chosen_by_person": luck.chance(0.85),
        "matches_aptitude": luck.number(3, 5),
        "hours": luck.number(60, 240),
        "stipend": Decimal(luck.number(8, 16) * 10),
        "market_demand_checked": course["demand"] != "",
        "market_source": course["demand"],
    }


def _ending(end: date, luck: Luck, today: date) -> Row:
    if end >= today:
        return {}
    length = luck.pick(["right", "too_short"])
    rating = luck.number(3, 5)
    return {
        "ended_on": end, "outcome": "completed", "own_rating": rating, "length": length, "certificate": True,
    }  # fmt: skip


def _job(each: Filed, course: dict, start: date, luck: Luck) -> Row:
    return {
        "case": each.case,
        "kind": "employed",
        "from_on": start,
        "title": course["job"],
        "found_through": "own",
        "contract": "written",
        "hours_week": 40,
        "net_wage": Decimal(luck.number(32, 60) * 10),
        "legal_minimum_met": True,
        "relevance": luck.number(2, 5),
        "commute_min": luck.number(10, 60),
    }
