"""Who waits for a bed, who is to be kept apart, who is away."""

from datetime import date

import pytest
import time_machine

from renate.accounts.models import Membership
from shelters import queries
from shelters.codes import ApartKind, ReasonOut, RequestEnd, ShelterLevel, Urgency
from shelters.models import Absence, KeepApart
from shelters.operations import (
    ApartError,
    StayError,
    WaitingError,
    ask_for_bed,
    end_absence,
    end_keep_apart,
    end_stay,
    end_waiting,
    explain_rules,
    keep_apart,
    move_stay,
    note_absence,
    start_stay,
    write_house_rules,
)
from tests.factories.cases import CaseFactory
from tests.factories.shelters import BedFactory, ShelterFactory, StayFactory

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.mark.rule("R-17")
@pytest.mark.parametrize("noted_in", ["theirs", "the other's"])
def test_two_to_be_kept_apart_get_beds_in_one_house_only_with_a_reason(
    inside: Membership, noted_in: str
) -> None:
    lives_there, case = StayFactory(case__case_manager=inside), CaseFactory(case_manager=inside)
    pair = (case, lives_there.case.person) if noted_in == "theirs" else (lives_there.case, case.person)
    keep_apart(by=inside, on=TODAY, case=pair[0], person=pair[1], kind=ApartKind.CO_TRAFFICKED)
    bed = BedFactory(shelter=lives_there.bed.shelter)

    with pytest.raises(StayError) as warned:
        start_stay(by=inside, on=TODAY, case=case, bed=bed)
    stay = start_stay(by=inside, on=TODAY, case=case, bed=bed, override_reason="Both asked for it")

    assert warned.value.field == "override_reason"
    assert warned.value.reasons[0] == (
        f"{lives_there.case.person.case_code} lives there: were exploited together."
    )
    assert stay.override_reason == "Both asked for it"


def test_warning_names_nobody_whose_file_is_sealed(inside: Membership, coordinator: Membership) -> None:
    hidden, case = StayFactory(case__confidentiality="sealed"), CaseFactory(case_manager=inside)
    keep_apart(by=inside, on=TODAY, case=case, person=hidden.case.person, kind=ApartKind.CONFLICT)

    with pytest.raises(StayError) as warned:
        start_stay(by=coordinator, on=TODAY, case=case, bed=BedFactory(shelter=hidden.bed.shelter))

    assert warned.value.reasons[0] == "Somebody lives there: conflict between them."


def test_no_warning_in_another_house_after_its_end_or_within_the_house(inside: Membership) -> None:
    there, case = StayFactory(), CaseFactory()
    pair = keep_apart(by=inside, on=TODAY, case=case, person=there.case.person, kind=ApartKind.VIOLENCE)

    stay = start_stay(by=inside, on=TODAY, case=case, bed=BedFactory())
    with pytest.raises(StayError, match="lives there"):
        move_stay(by=inside, on=TODAY, stay=stay, bed=BedFactory(shelter=there.bed.shelter))
    end_keep_apart(by=inside, on=TODAY, pair=pair)
    moved = move_stay(by=inside, on=TODAY, stay=stay, bed=BedFactory(shelter=there.bed.shelter))

    assert moved.override_reason == ""
    assert not KeepApart.objects.standing().exists()


def test_pair_is_noted_once_and_never_of_one_person_alone(inside: Membership) -> None:
    one, other = CaseFactory(), CaseFactory()
    keep_apart(by=inside, on=TODAY, case=one, person=other.person, kind=ApartKind.CONFLICT)

    with pytest.raises(ApartError, match="noted already"):
        keep_apart(by=inside, on=TODAY, case=other, person=one.person, kind=ApartKind.CONFLICT)
    with pytest.raises(ApartError, match="of this file"):
        keep_apart(by=inside, on=TODAY, case=one, person=one.person, kind=ApartKind.OTHER)


def test_waiting_ends_with_the_first_bed(inside: Membership) -> None:
    case = CaseFactory()
    waits = ask_for_bed(
        by=inside, on=TODAY, case=case, level=ShelterLevel.CRISIS, urgency=Urgency.TONIGHT, children=1
    )

    with pytest.raises(WaitingError, match="already"):
        ask_for_bed(by=inside, on=TODAY, case=case, level=ShelterLevel.CRISIS, urgency=Urgency.DAYS)
    start_stay(by=inside, on=TODAY, case=case, bed=BedFactory())

    waits.refresh_from_db()
    assert (waits.end, waits.ended_on) == (RequestEnd.PLACED, TODAY)
    with pytest.raises(WaitingError, match="no longer"):
        end_waiting(by=inside, on=TODAY, request=waits, end=RequestEnd.NOT_NEEDED)


def test_bed_of_a_level_one_has_or_a_house_lacks_is_not_asked_for(inside: Membership) -> None:
    stay = StayFactory()
    crisis, other = ShelterLevel.CRISIS, CaseFactory()

    with pytest.raises(WaitingError) as has_one:
        ask_for_bed(by=inside, on=TODAY, case=stay.case, level=crisis, urgency=Urgency.DAYS)
    with pytest.raises(WaitingError) as lacks:
        ask_for_bed(
            by=inside,
            on=TODAY,
            case=other,
            level=crisis,
            urgency=Urgency.DAYS,
            shelter=ShelterFactory(level=ShelterLevel.LONG_TERM),
        )

    assert (has_one.value.field, lacks.value.field) == ("level", "shelter")


def test_waiting_list_is_in_order_and_counts_beds_that_fit(inside: Membership) -> None:
    women = BedFactory(shelter=ShelterFactory(accepts_sexes=["female"]))
    BedFactory(shelter=ShelterFactory(level=ShelterLevel.LONG_TERM))
    long, now = CaseFactory(person__sex="female"), CaseFactory(person__sex="male")
    hidden = CaseFactory()
    for case, urgency, day in ((long, Urgency.DAYS, 1), (now, Urgency.TONIGHT, 22), (hidden, 2, 2)):
        on = date(2026, 11, day)
        ask_for_bed(by=inside, on=on, case=case, level=women.shelter.level, urgency=urgency)

    waiting, others = queries.waiting_list(TODAY, visible=type(long).objects.exclude(pk=hidden.pk))

    assert [(entry.request.case, entry.days, entry.beds) for entry in waiting] == [(now, 0, 0), (long, 21, 1)]
    assert others == 1


@pytest.mark.rule("R-15")
def test_absence_keeps_the_bed_and_ends_with_the_stay(inside: Membership) -> None:
    stay = StayFactory()

    absence = note_absence(by=inside, on=date(2026, 11, 10), stay=stay, kind="family_visit")
    with pytest.raises(StayError, match="away on these days already"):
        note_absence(by=inside, on=TODAY, stay=stay, kind="hospital")
    end_absence(by=inside, on=date(2026, 11, 12), absence=absence)
    note_absence(by=inside, on=date(2026, 11, 20), stay=stay, kind="hospital")
    [house] = queries.board(TODAY, shelters=[stay.bed.shelter], visible=type(stay.case).objects.all())
    end_stay(by=inside, on=TODAY, stay=stay, reason_out=ReasonOut.HOSPITAL)

    assert (house.occupancy.taken, house.occupancy.away) == (1, 1)
    assert list(Absence.objects.order_by("from_on").values_list("back_on", flat=True)) == [
        date(2026, 11, 12),
        TODAY,
    ]


@pytest.mark.rule("R-15")
@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 11, 23)])
def test_absence_outside_the_stay_or_to_come_is_refused(inside: Membership, day: date) -> None:
    with pytest.raises(StayError) as refused:
        note_absence(by=inside, on=day, stay=StayFactory(), kind="other")

    assert refused.value.field == "on"


@pytest.mark.rule("S0-10")
def test_stay_keeps_the_version_of_the_rules_that_was_explained(inside: Membership) -> None:
    stay = StayFactory()
    shelter = stay.bed.shelter
    first = write_house_rules(by=inside, on=TODAY, shelter=shelter, text="Quiet after ten.")
    explain_rules(by=inside, on=TODAY, stay=stay, house_rules=first)

    second = write_house_rules(by=inside, on=TODAY, shelter=shelter, text="Quiet after eleven.")
    stay.refresh_from_db()

    assert (first.version, second.version) == (1, 2)
    assert (stay.rules_accepted, stay.rules_accepted_on) == (first, TODAY)
    with pytest.raises(StayError, match="another house"):
        explain_rules(by=inside, on=TODAY, stay=StayFactory(), house_rules=first)
