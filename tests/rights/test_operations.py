"""Requests, restriction, legal hold and the time files are kept, as they are done."""

from datetime import timedelta

import pytest

from cases.models import Person
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.notices.due import due_between
from renate.notices.models import Notice
from renate.reports.indicators import INDICATORS, Frame
from renate.rights import operations
from renate.rights.models import RetentionReview, RightsRequest
from renate.rights.tasks import sweep_retention
from renate.tenancy import scope
from tests.factories.reports import an_assisted_person
from tests.rights.conftest import Ask, closed

TODAY = clock.today


def test_a_request_is_due_within_a_month_and_who_answers_is_told_at_once(asked: Ask, dpo: Membership) -> None:
    request = asked("access")

    assert request.due_on > TODAY() + timedelta(days=27)
    notice = Notice.objects.get(to=dpo)
    assert (notice.ref, notice.due_on) == (request.person.case_code, request.due_on)
    assert notice.url == f"/rights/{request.public_id}/"


def test_an_answer_is_among_what_is_due_for_who_answers(
    asked: Ask, dpo: Membership, inside: Membership
) -> None:
    request = asked("access", received_on=TODAY() - timedelta(days=26))
    days = TODAY(), TODAY() + timedelta(days=9)

    [due] = [row for row in due_between(dpo, *days) if row.source == "right"]

    assert (due.ref, due.due_on) == (request.person.case_code, request.due_on)
    assert [row for row in due_between(inside, *days) if row.source == "right"] == []


def test_the_sweep_warns_in_every_organisation(dpo: Membership, case) -> None:
    closed(case, days_ago=370)

    with scope.leave():
        assert [sweep_retention(), sweep_retention()] == [1, 0]


def test_nobody_decides_what_they_recorded_themselves(
    asked: Ask, inside: Membership, coordinator: Membership
) -> None:
    request = asked("rectification")
    request.by = coordinator
    request.save()

    for by in (inside, coordinator):
        with pytest.raises(operations.RequestError):
            operations.decide_request(by=by, on=TODAY(), request=request, decision="granted")


def test_a_refusal_says_why_and_what_the_person_says_to_it_stays(asked: Ask, dpo: Membership) -> None:
    request = asked("rectification")
    with pytest.raises(operations.RequestError) as missing:
        operations.decide_request(by=dpo, on=TODAY(), request=request, decision="refused")

    operations.decide_request(by=dpo, on=TODAY(), request=request, decision="refused", reason="It is so.")
    operations.note_disagreement(by=dpo, on=TODAY(), request=request, text="It is not so.")

    assert missing.value.field == "reason"
    told = RightsRequest.objects.get(pk=request.pk)
    assert (told.state, told.disagreement) == ("refused", "It is not so.")
    with pytest.raises(operations.RequestError):
        operations.decide_request(by=dpo, on=TODAY(), request=told, decision="granted")


def test_a_request_is_made_longer_once(asked: Ask, dpo: Membership) -> None:
    request = asked("access")

    longer = operations.extend_request(by=dpo, on=TODAY(), request=request, reason="Four files.")

    assert longer.due_on > TODAY() + timedelta(days=85)
    with pytest.raises(operations.RequestError):
        operations.extend_request(by=dpo, on=TODAY(), request=request, reason="More.")


def test_a_restricted_file_is_left_out_of_figures_until_that_ends(
    asked: Ask, dpo: Membership, case: object
) -> None:
    day = TODAY() - timedelta(days=10)
    counted = an_assisted_person(day, opened=day)
    request = asked("restriction", granted=True)
    RightsRequest.objects.filter(pk=request.pk).update(person=counted.person_id)
    frame = day - timedelta(days=20), TODAY(), TODAY()
    before = INDICATORS["assisted"].count(Frame(*frame))["assisted"]

    restricted = operations.restrict_person(by=dpo, on=TODAY(), request=RightsRequest.objects.get())
    during = INDICATORS["assisted"].count(Frame(*frame))["assisted"]
    operations.lift_restriction(by=dpo, on=TODAY(), person=restricted)

    assert (before, during) == (1, 0)
    assert INDICATORS["assisted"].count(Frame(*frame))["assisted"] == 1
    assert RightsRequest.objects.get().state == "done"


def test_only_a_granted_request_acts(asked: Ask, dpo: Membership, case: object) -> None:
    for kind, act in (("restriction", operations.restrict_person), ("erasure", operations.erase_on_request)):
        with pytest.raises(RuleError):
            act(by=dpo, on=TODAY(), request=asked(kind))

    assert Person.objects.filter(restricted_on=None, anonymised_on=None).count() == 1


def test_a_hold_bars_deletion_until_another_member_ends_it(
    asked: Ask, dpo: Membership, coordinator: Membership, case
) -> None:
    closed(case, days_ago=5)
    request = asked("erasure", granted=True)
    person = Person.objects.get()
    hold = operations.place_hold(by=dpo, on=TODAY(), person=person, ground="proceedings", from_on=TODAY())

    with pytest.raises(operations.AnonymiseError, match="legal hold"):
        operations.erase_on_request(by=dpo, on=TODAY(), request=request)
    with pytest.raises(operations.HoldError):
        operations.end_hold(by=dpo, on=TODAY(), hold=hold)
    operations.end_hold(by=coordinator, on=TODAY(), hold=hold)
    operations.erase_on_request(by=dpo, on=TODAY(), request=RightsRequest.objects.get())

    assert Person.objects.get().anonymised_on == TODAY()


def test_when_the_time_is_over_members_are_warned_and_one_decides_after_the_grace(
    dpo: Membership, case
) -> None:
    closed(case, days_ago=370)
    later = TODAY() + timedelta(days=60)

    warned = [operations.warn_of_retention(on=TODAY()) for _time in range(2)]
    review = RetentionReview.objects.get()
    with pytest.raises(operations.RetentionError):
        operations.confirm_review(by=dpo, on=later - timedelta(days=1), review=review)
    operations.confirm_review(by=dpo, on=later, review=review)

    assert warned == [1, 0]
    assert Notice.objects.filter(to=dpo, url="/rights/over/").count() == 0  # it named a code that is gone
    assert Person.objects.get().anonymised_on == later
    assert operations.warn_of_retention(on=later) == 0


@pytest.mark.parametrize(("outcome", "days", "warned"), [("not_reintegrated", 2000, 0), ("unknown", 2600, 1)])
def test_the_time_depends_on_the_outcome(dpo: Membership, case, outcome: str, days: int, warned: int) -> None:
    closed(case, days_ago=days, outcome=outcome)

    assert operations.warn_of_retention(on=TODAY()) == warned


def test_an_organisation_sets_its_own_periods(dpo: Membership, case) -> None:
    closed(case, days_ago=400, outcome="not_reintegrated")
    assert operations.warn_of_retention(on=TODAY()) == 0

    operations.set_periods(by=dpo, on=TODAY(), not_reintegrated=12)

    assert operations.warn_of_retention(on=TODAY()) == 1


def test_a_file_that_is_still_needed_is_kept_for_a_while(dpo: Membership, case) -> None:
    closed(case, days_ago=400)
    operations.warn_of_retention(on=TODAY())
    until = TODAY() + timedelta(days=100)

    operations.keep_longer(
        by=dpo, on=TODAY(), review=RetentionReview.objects.get(), until=until, reason="Claim."
    )

    assert operations.warn_of_retention(on=until) == 0
    assert operations.warn_of_retention(on=until + timedelta(days=1)) == 1


def test_a_file_with_an_open_case_or_a_hold_is_not_warned_of(dpo: Membership, case) -> None:
    assert operations.warn_of_retention(on=TODAY() + timedelta(days=9999)) == 0

    closed(case, days_ago=400)
    operations.place_hold(by=dpo, on=TODAY(), person=case.person, ground="law", from_on=TODAY())

    assert operations.warn_of_retention(on=TODAY()) == 0
