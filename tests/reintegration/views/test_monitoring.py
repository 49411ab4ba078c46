"""The organisation's own intervals."""

import pytest

from reintegration.models import MonitoringSchedule
from reintegration.queries.schedule import monitoring
from renate.tenancy import scope

PAGE = "/settings/contacts/"
USUAL = {
    "crisis_days": "7", "transition_days": "30", "reintegration_days": "90", "extended_days": "90",
    "follow_up_days": "90",
}  # fmt: skip


@pytest.mark.django_db
def test_an_organisation_sets_its_own_intervals(admin, worker, as_member):
    browser = as_member(admin)

    browser.post(PAGE, USUAL | {"crisis_days": "3", "early_and_late": "on"})

    with scope.enter(organisation=admin.organisation_id):
        assert (monitoring().phase_days["crisis"], monitoring().early_and_late) == (3, True)
    assert as_member(worker).get(PAGE).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("days", ["0", "-1", "181", ""])
def test_an_interval_of_zero_is_refused_beside_its_field_and_kept(admin, as_member, days):
    answer = as_member(admin).post(PAGE, USUAL | {"transition_days": days})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["transition_days"]
    assert answer.context["form"]["crisis_days"].value() == "7"
    with scope.enter(organisation=admin.organisation_id):
        assert not MonitoringSchedule.objects.exists()
