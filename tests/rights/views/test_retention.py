"""Files whose time is over, in the browser."""

from datetime import timedelta

from cases.models import Case, Person
from renate.accounts.models import Membership
from renate.kit import clock
from renate.rights.models import RetentionPeriods, RetentionReview
from renate.rights.operations import warn_of_retention
from renate.tenancy import scope
from tests.rights.conftest import closed
from tests.rights.views.test_requests import As, case, dpo

__all__ = ["case", "dpo"]


def test_a_file_whose_time_is_over_is_decided_after_the_grace(
    worker: Membership, dpo: Membership, case: Case, as_member: As
) -> None:
    browser = as_member(dpo)
    with scope.enter(organisation=worker.organisation_id):
        closed(case, days_ago=500)
        warn_of_retention(on=clock.today() - timedelta(days=30))
        review = RetentionReview.objects.get()
    page = f"/rights/over/{review.public_id}"
    assert "from" in browser.get("/rights/over/").content.decode()
    assert browser.post(f"{page}/confirm/").status_code == 422
    assert browser.post(f"{page}/keep/", {"until": "2020-01-01", "reason": "x"}).status_code == 422

    with scope.enter(organisation=worker.organisation_id):
        RetentionReview.objects.update(warned_on=clock.today() - timedelta(days=60))
    assert browser.post(f"{page}/confirm/").status_code == 302

    with scope.enter(organisation=worker.organisation_id):
        assert Person.objects.get().anonymised_on == clock.today()
    assert "No file has reached" in browser.get("/rights/over/").content.decode()


def test_an_administrator_sets_the_periods(admin: Membership, worker: Membership, as_member: As) -> None:
    browser = as_member(admin)
    periods = RetentionPeriods().months | {"grace_days": 30, "unknown": 12}

    assert browser.get("/settings/retention/").status_code == 200
    assert browser.post("/settings/retention/", {**periods, "unknown": 0}).status_code == 422
    assert browser.post("/settings/retention/", periods).status_code == 302

    with scope.enter(organisation=admin.organisation_id):
        assert RetentionPeriods.objects.get().unknown == 12
    assert as_member(worker).get("/settings/retention/").status_code == 404
