"""One person's way from the first plan to a job that lasts, and six months after closure (issue 5)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from cases.models import Case
from reintegration.models import FactorAssessment, FollowUp, Job, ProgrammeCycle
from renate.accounts.models import Membership
from renate.tenancy import scope
from tests.factories.reintegration import open_file
from tests.journeys import walks

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

START = date(2026, 1, 12)


class Time:
    """The clock of the story, and the window of the worker: each new day is a new sitting."""

    def __init__(self, traveller: Any, worker: Membership, window: Any, sign_in: Callable) -> None:
        self.traveller, self.worker, self.window, self.sign_in = traveller, worker, window, sign_in

    def is_now(self, day: date, member: Membership | None = None) -> Page:
        """Go to noon of a day and sit down at the desk again; the worker, where nobody else is named."""
        self.traveller.move_to(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        client: Client = self.sign_in(member or self.worker)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.window.base}
        self.window.context.clear_cookies()
        self.window.context.add_cookies([cookie])
        return self.window.page

    def inside(self) -> Any:
        """The scope of the worker."""
        return scope.enter(organisation=self.worker.organisation_id, user=self.worker.user_id)


@pytest.fixture
def story(worker, visit, as_member) -> Iterator[Time]:
    with time_machine.travel(datetime(START.year, START.month, START.day, 12, tzinfo=UTC)) as traveller:
        yield Time(traveller, worker, visit(), as_member)


def assess(page: Page, file: str, worker: str, own: str) -> None:
    """A round of the fourteen factors by the worker, with the person's own scores."""
    page.goto(f"{file}factors/new/")
    page.evaluate(
        """([worker, own]) => { for (let n = 1; n <= 14; n++) {
            document.querySelector(`input[name=worker_${n}][value="${worker}"]`).checked = true;
            document.querySelector(`input[name=own_${n}][value="${own}"]`).checked = true; } }""",
        [worker, own],
    )
    page.locator("[name=success_percent]").fill(str(20 * int(own)))
    walks.press(page, "Make it final")


def record(page: Page, file: str, check: FollowUp) -> None:
    """A planned contact took place."""
    page.goto(f"{file}follow-ups/{check.public_id}/")
    page.get_by_label("I have read how to make contact safely, and kept to it").check()
    walks.choose(page, "How", "At our office")
    walks.pick(page, "Result", "Reached")
    walks.pick(page, "Has anything changed in risk?", "No")
    walks.press(page, "Record the contact")


def plan_and_deliver(page: Page, file: str) -> None:
    """A goal in her words, a service, her yes, and a delivery in two clicks."""
    page.goto(f"{file}plan/")
    walks.follow(page, "Add the first goal")
    walks.field(page, "In the person's own words").fill("Work in a kitchen, not far from here")
    walks.choose(page, "It belongs to", 3)
    walks.press(page, "Add the goal")
    page.get_by_role("link", name="Add a service").first.click()
    walks.choose(page, "Service", "Individual counselling")
    walks.choose(page, "Who provides it", "Our organisation")
    walks.pick(page, "The person wants it", "Now")
    walks.press(page, "Add the service")
    walks.follow(page, "Record agreement")
    walks.pick(page, "How", "Signed")
    walks.press(page, "Record agreement")
    page.get_by_role("link", name="Log a delivery").first.click()
    walks.press(page, "Log it")
    assert page.get_by_text("1 ×").is_visible()


def train_and_find_work(story: Time, file: str) -> None:
    """A course with the demand looked up; from it a job."""
    page = story.is_now(date(2026, 5, 4))
    page.goto(f"{file}work/trainings/new/")
    walks.field(page, "Training").fill("Kitchen course")
    walks.choose(page, "Kind", "Vocational training")
    walks.choose(page, "For", "Cooking and baking")
    page.get_by_label("There is demand for it").check()
    walks.field(page, "How was that found out").fill("Three vacancies in town")
    walks.press(page, "Record the training")
    page = story.is_now(date(2026, 8, 3))
    page.goto(f"{file}work/")
    page.get_by_role("link", name="The training ends").click()
    walks.pick(page, "How it ended", "Completed")
    walks.press(page, "Record the end")
    page = story.is_now(date(2026, 8, 17))
    page.goto(f"{file}work/")
    walks.follow(page, "Add the job that followed")
    walks.field(page, "Work").fill("Kitchen help")
    walks.choose(page, "Kind", "Employed")
    walks.choose(page, "Found through", "The person alone")
    walks.choose(page, "Contract", "Written contract")
    walks.press(page, "Record the job")
    assert page.get_by_text("works there").is_visible()


def decide_transition(story: Time, file: str) -> None:
    """The checklist says what is missing; people decide all the same, with a reason."""
    page = story.is_now(date(2026, 4, 13))
    assess(page, file, "3", "3")
    page.goto(f"{file}phase/")
    assert page.get_by_role("heading", name="Ready for transition?").is_visible()
    walks.follow(page, "Decide the phase")
    walks.pick(page, "The phase from now on", "Transition")
    walks.pick(page, "It rests on", "Readiness")
    walks.field(page, "Reason").fill("She feels safe and wants to learn.")
    walks.press(page, "Decide")


def check_job_and_fall_back(story: Time, file: str, case: Case) -> None:
    """After a month the job lasts; then a quarrel, which is noted and blames nobody."""
    with story.inside():
        job = Job.objects.get(case=case)
        check = FollowUp.objects.get(anchor_ref=f"{job.public_id}:1m")
    page = story.is_now(date(2026, 9, 17))
    record(page, file, check)
    page.goto(f"{file}phase/setbacks/new/")
    walks.choose(page, "What happened", "Conflict in the family")
    page.get_by_role("group", name="How far it reaches").get_by_role("radio").first.check()
    page.get_by_role("group", name="What follows").get_by_role("radio").first.check()
    walks.press(page, "Record the setback")
    page.goto(f"{file}work/")
    assert page.get_by_text("17 Sep 2026: reached").is_visible()


def close_and_ask_again(story: Time, file: str, case: Case, coordinator: Membership) -> None:
    """Closed with her yes to being asked later; six months on somebody asks."""
    page = story.is_now(date(2026, 11, 16))
    assess(page, file, "4", "5")
    walks.consent(page, file, "post_closure")
    walks.set_levels(page, file, "1")
    walks.ask_for_closure(page, file, "Reintegrated successfully")
    other = story.is_now(date(2026, 11, 16), coordinator)
    other.goto(f"{file}closure/approve/")
    walks.press(other, "Approve and close")
    assert other.get_by_text("The case is closed.").is_visible()
    with story.inside():
        check = FollowUp.objects.planned().filter(case=case).earliest("due_on")
    assert check.due_on == date(2027, 5, 16)
    record(story.is_now(check.due_on), file, check)


@pytest.mark.rule("S0-24", "S2-50", "S3-27", "R-04", "R-19")
def test_a_person_plans_learns_works_falls_back_and_is_asked_six_months_after_closure(story, coordinator):
    with story.inside():
        case = open_file(story.worker, START)
    file = f"{story.window.base}/cases/{case.ref}/"

    plan_and_deliver(story.is_now(START), file)
    assess(story.is_now(date(2026, 1, 26)), file, "2", "4")
    story.window.page.goto(f"{file}factors/")
    assert story.window.page.get_by_text("The two views differ by two or more").is_visible()
    decide_transition(story, file)
    train_and_find_work(story, file)
    check_job_and_fall_back(story, file, case)
    close_and_ask_again(story, file, case, coordinator)

    with story.inside():
        rounds = FactorAssessment.objects.filter(case=case).order_by("on")
        after = FollowUp.objects.get(case=case, done_on=date(2027, 5, 16))
        cycle = ProgrammeCycle.objects.get(case=case)
        assert [(one.kind, one.is_final) for one in rounds] == [
            ("baseline", True),
            ("periodic", True),
            ("periodic", True),
        ]
        assert (after.reached, after.purpose) == ("reached", "post_closure")
        assert cycle.end_outcome == "reintegrated_successfully"
    assert story.window.complaints == []
