"""Starting, moving and ending a stay."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from renate.accounts.models import Membership
from renate.notices.codes import NoticeKind
from renate.notices.models import Notice
from shelters.codes import ReasonIn, ReasonOut, ShelterLevel
from shelters.models import Stay
from shelters.operations import StayError, end_stay, expect_departure, move_stay, start_stay
from tests.factories.cases import CaseFactory, PersonFactory, RiskAssessmentFactory
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


def test_start_gives_the_bed(inside: Membership) -> None:
    case, bed = CaseFactory(), BedFactory()

    stay = start_stay(by=inside, on=TODAY, case=case, bed=bed, children_with=1)

    assert Stay.objects.on_night(TODAY).get() == stay
    assert (stay.case, stay.bed, stay.children_with) == (case, bed, 1)
    assert stay.created_by == inside.user


@pytest.mark.rule("R-17")
def test_start_in_a_taken_bed_is_refused(inside: Membership) -> None:
    taken = StayFactory()

    with pytest.raises(StayError) as refused:
        start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=taken.bed)

    assert refused.value.field == "bed"
    assert Stay.objects.count() == 1


@pytest.mark.rule("R-15")
def test_second_stay_of_one_person_is_refused_even_in_another_case(inside: Membership) -> None:
    stay = StayFactory()
    other_case = CaseFactory(person=stay.case.person)

    with pytest.raises(StayError, match="This person has a bed"):
        start_stay(by=inside, on=TODAY, case=other_case, bed=BedFactory())


@pytest.mark.rule("R-15")
def test_start_tomorrow_is_refused(inside: Membership) -> None:
    with pytest.raises(StayError, match="future"):
        start_stay(by=inside, on=date(2026, 11, 23), case=CaseFactory(), bed=BedFactory())


def test_start_in_a_retired_bed_is_refused(inside: Membership) -> None:
    bed = BedFactory(out_of_use_on=date(2026, 11, 1))

    with pytest.raises(StayError, match="not in use"):
        start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=bed)


@pytest.mark.rule("R-17")
def test_house_limit_needs_a_reason_and_keeps_it(inside: Membership) -> None:
    bed = BedFactory(shelter=ShelterFactory(accepts_sexes=["female"], max_children=0))
    case = CaseFactory(person=PersonFactory(sex="male"))

    with pytest.raises(StayError) as refused:
        start_stay(by=inside, on=TODAY, case=case, bed=bed)
    stay = start_stay(by=inside, on=TODAY, case=case, bed=bed, override_reason="One night, no other bed")

    assert refused.value.field == "override_reason"
    assert Stay.objects.get(pk=stay.pk).override_reason == "One night, no other bed"


@pytest.mark.rule("R-17")
def test_children_beyond_the_places_need_a_reason(inside: Membership) -> None:
    shelter = ShelterFactory(max_children=2)
    StayFactory(bed=BedFactory(shelter=shelter), children_with=2)

    with pytest.raises(StayError, match="no place for children"):
        start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=BedFactory(shelter=shelter), children_with=1)


@pytest.mark.rule("R-17")
def test_extra_bed_needs_a_reason(inside: Membership) -> None:
    bed = BedFactory(is_extra=True)

    with pytest.raises(StayError, match="extra bed"):
        start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=bed)


def test_reason_without_need_is_not_kept(inside: Membership) -> None:
    stay = start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=BedFactory(), override_reason="just so")

    assert Stay.objects.get(pk=stay.pk).override_reason == ""


@pytest.mark.rule("S0-08", "R-15")
def test_move_to_another_level_makes_a_new_stay(inside: Membership) -> None:
    stay = StayFactory(children_with=2)
    next_house = ShelterFactory(level=ShelterLevel.REHABILITATION)

    moved = move_stay(by=inside, on=TODAY, stay=stay, bed=BedFactory(shelter=next_house))

    stay.refresh_from_db()
    assert (stay.to_on, stay.reason_out) == (TODAY, ReasonOut.NEXT_LEVEL)
    assert (moved.from_on, moved.reason_in, moved.continues) == (TODAY, ReasonIn.NEXT_LEVEL, stay)
    assert moved.children_with == 2


def test_move_into_a_taken_bed_changes_nothing(inside: Membership) -> None:
    stay, taken = StayFactory(), StayFactory()

    with pytest.raises(StayError):
        move_stay(by=inside, on=TODAY, stay=stay, bed=taken.bed)

    stay.refresh_from_db()
    assert stay.to_on is None


def test_move_within_one_house_does_not_count_the_children_twice(inside: Membership) -> None:
    shelter = ShelterFactory(max_children=2)
    stay = StayFactory(bed=BedFactory(shelter=shelter), children_with=2)

    moved = move_stay(by=inside, on=TODAY, stay=stay, bed=BedFactory(shelter=shelter))

    assert (moved.reason_in, moved.children_with) == (ReasonIn.OTHER_BED, 2)


@pytest.mark.rule("R-15")
def test_end_frees_the_bed_that_night(inside: Membership) -> None:
    stay = StayFactory()
    RiskAssessmentFactory(case=stay.case)

    end_stay(by=inside, on=TODAY, stay=stay, reason_out=ReasonOut.FAMILY)
    again = start_stay(by=inside, on=TODAY, case=CaseFactory(), bed=stay.bed)

    assert list(Stay.objects.on_night(TODAY)) == [again]


@pytest.mark.rule("R-20")
def test_nobody_is_let_go_without_a_fresh_look_at_the_risk_nor_while_it_is_critical(
    inside: Membership, coordinator: Membership
) -> None:
    stay = StayFactory(case=CaseFactory(case_manager=inside))

    def leave(reason: str) -> Stay:
        return end_stay(by=coordinator, on=TODAY, stay=stay, reason_out=reason)

    with pytest.raises(StayError, match="nobody has yet") as refused:
        leave(ReasonOut.FAMILY)
    RiskAssessmentFactory(case=stay.case, on=date(2026, 10, 20))
    with pytest.raises(StayError, match="too old"):
        leave(ReasonOut.RETURN_HOME)
    RiskAssessmentFactory(case=stay.case, on=TODAY, traffickers=1, own_level=4)
    with pytest.raises(StayError, match="is critical"):
        leave(ReasonOut.ASKED_TO_LEAVE)
    assert not Notice.objects.exists()
    ended = leave(ReasonOut.OWN_DECISION)

    assert refused.value.field == "reason_out"
    assert (ended.to_on, ended.reason_out) == (TODAY, "own_decision")
    told = Notice.objects.get()
    assert (told.to, told.kind) == (inside, NoticeKind.URGENT)


@pytest.mark.parametrize("on", [date(2026, 10, 31), date(2026, 11, 23)])
def test_end_outside_the_possible_days_is_refused(inside: Membership, on: date) -> None:
    stay = StayFactory(from_on=date(2026, 11, 1))

    with pytest.raises(StayError) as refused:
        end_stay(by=inside, on=on, stay=stay, reason_out=ReasonOut.HOSPITAL)

    assert refused.value.field == "on"


def test_ended_stay_is_not_ended_again(inside: Membership) -> None:
    stay = StayFactory(to_on=date(2026, 11, 5), reason_out=ReasonOut.FAMILY)

    with pytest.raises(StayError, match="already"):
        end_stay(by=inside, on=TODAY, stay=stay, reason_out=ReasonOut.FAMILY)


def test_departure_before_the_first_night_is_refused(inside: Membership) -> None:
    stay = StayFactory()

    with pytest.raises(StayError) as refused:
        expect_departure(by=inside, on=TODAY, stay=stay, expected_to=date(2026, 10, 1))

    assert refused.value.field == "expected_to"


@pytest.mark.rule("R-15", "R-17")
@pytest.mark.parametrize("shared", ["bed", "case"])
def test_database_itself_refuses_two_in_a_night(inside: Membership, shared: str) -> None:
    stay = StayFactory(to_on=date(2026, 11, 10), reason_out=ReasonOut.FAMILY)
    overlapping = {"from_on": date(2026, 11, 9), shared: getattr(stay, shared)}

    with pytest.raises(IntegrityError, match=f"stay_{shared}_once_a_night"), transaction.atomic():
        StayFactory(**overlapping)
    StayFactory(**{**overlapping, "from_on": date(2026, 11, 10)})

    assert Stay.objects.count() == 2
