"""What re/integration adds to the one list of everything due."""

from datetime import date, timedelta

import pytest

from reintegration import operations, sections
from reintegration.codes import AgreedForm, Phase
from reintegration.models import ProgrammeCycle
from renate.notices.due import due_between
from renate.notices.models import Notice
from renate.notices.operations import remind_due
from tests.factories.reintegration import planned_item
from tests.reintegration.conftest import OPENED, TODAY

A_YEAR_ON = date(2027, 6, 22)
TWO_WEEKS = timedelta(days=14)


@pytest.mark.rule("R-23", "R-24")
def test_who_leads_is_reminded_once_a_year_to_verify_an_entry_of_the_directory(inside, coordinator, clock):
    entry = operations.save_entry(
        by=inside, on=TODAY, service="legal.legal_advice", provider="Legal Aid", provider_kind="state_service"
    )

    told = [remind_due(on=day) for day in (date(2027, 6, 21), A_YEAR_ON, date(2027, 6, 23))]
    [due] = due_between(coordinator, A_YEAR_ON, A_YEAR_ON)

    assert told == [0, 1, 0]
    assert Notice.objects.get().to == coordinator
    assert "Legal" not in f"{due.ref} {due.url}"
    assert due_between(inside, A_YEAR_ON, A_YEAR_ON) == []
    clock.move_to(A_YEAR_ON)
    operations.verify_entry(by=inside, on=A_YEAR_ON, entry=entry)
    assert due_between(coordinator, A_YEAR_ON, A_YEAR_ON) == []


def to_agree(member) -> list[date]:
    rows = due_between(member, date(2026, 1, 1), date(2026, 12, 31))
    return [row.due_on for row in rows if row.source == "first-plan"]


@pytest.mark.rule("R-23", "S2-44")
def test_a_plan_is_asked_for_in_two_weeks_until_the_person_agreed_and_again_while_it_is_redrafted(
    case, inside
):
    cycle = ProgrammeCycle.objects.get()
    before, needed = to_agree(inside), sections.plan(case, TODAY)
    plan = planned_item(inside, TODAY, case).goal.plan
    drafted = to_agree(inside)
    operations.record_agreement(by=inside, on=TODAY, plan=plan, form=AgreedForm.VERBAL)
    agreed, made = to_agree(inside), sections.plan(case, TODAY)
    operations.draft_plan(by=inside, on=TODAY, case=case)

    assert (before, drafted, agreed) == ([OPENED + TWO_WEEKS], [OPENED + TWO_WEEKS], [])
    assert to_agree(inside) == [TODAY + TWO_WEEKS]
    shown = (needed, made, sections.plan(case, TODAY))
    assert [str(state.word) for state in shown] == ["Needed now", "Done", "Begun"]
    ProgrammeCycle.objects.filter(pk=cycle.pk).update(phase=Phase.FOLLOW_UP)
    assert to_agree(inside) == []
