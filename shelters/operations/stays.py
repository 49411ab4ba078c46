"""Starting, moving and ending a stay."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case, Person
from cases.queries.safety import risk_block
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from shelters import rules
from shelters.codes import (
    GONE,
    LEAVING_REASONS,
    NOT_OURS_TO_STOP,
    AbsenceKind,
    ReasonIn,
    ReasonOut,
    RequestEnd,
)
from shelters.models import Absence, Bed, BedRequest, HouseRules, Shelter, Stay
from shelters.operations.gone import tell_gone
from shelters.queries import apart_in_house
from shelters.rules import Arrival, Period


class StayError(RuleError):
    """The stay breaks a rule of dates, beds or placement."""


@transaction.atomic
def start_stay(
    *,
    by: Membership,
    on: date,
    case: Case,
    bed: Bed,
    reason_in: str = ReasonIn.ARRIVAL,
    expected_to: date | None = None,
    children_with: int = 0,
    override_reason: str = "",
) -> Stay:
    """Give a bed to the person of `case` from the night of `on` (R-15 dates and overlaps, R-17 capacity)."""
    bed = _lock(case, bed)
    stay = Stay(
        case=case,
        bed=bed,
        from_on=on,
        reason_in=reason_in,
        expected_to=expected_to,
        children_with=children_with,
        override_reason=override_reason,
    )
    return _place(stay, by)


@transaction.atomic
def move_stay(
    *,
    by: Membership,
    on: date,
    stay: Stay,
    bed: Bed,
    expected_to: date | None = None,
    override_reason: str = "",
) -> Stay:
    """End `stay` and begin the next in another bed the same night; both show the new level (S0-08, R-15)."""
    bed = _lock(stay.case, bed)
    if bed.pk == stay.bed_id:
        raise StayError(_("This is the bed of the present stay."), field="bed")
    reason_out, reason_in = rules.reasons_for_move(stay.bed.shelter.level, bed.shelter.level)
    ended = _end(stay, on, reason_out)
    return _place(
        Stay(
            case=ended.case,
            bed=bed,
            continues=ended,
            from_on=on,
            reason_in=reason_in,
            expected_to=expected_to,
            children_with=ended.children_with,
            override_reason=override_reason,
        ),
        by,
    )


@transaction.atomic
def end_stay(*, by: Membership, on: date, stay: Stay, reason_out: str) -> Stay:
    """End a stay on the day the person leaves; that night is not counted (R-15).

    Nobody is let go to another place without a fresh look at the risk, nor while it is critical (R-20). Who
    has gone all the same is recorded as gone, and whoever works the case is told at once.
    """
    if reason_out not in LEAVING_REASONS:
        raise StayError(_("Say why the person leaves."), field="reason_out")
    stay = _open_stay(stay)
    if reason_out not in NOT_OURS_TO_STOP and (block := risk_block(stay.case, clock.today())):
        raise StayError(block, field="reason_out")
    ended = _end(stay, on, ReasonOut(reason_out))
    if reason_out in GONE:
        tell_gone(ended, by, on)
    return ended


@transaction.atomic
def expect_departure(*, by: Membership, on: date, stay: Stay, expected_to: date | None) -> Stay:
    """Set or clear the day until which the bed is expected to be taken."""
    stay = _open_stay(stay)
    faults = rules.date_faults(from_on=stay.from_on, expected_to=expected_to, today=on)
    if faults:
        raise StayError(faults, field="expected_to")
    stay.expected_to = expected_to
    stay.full_clean()
    stay.save()
    audit.record("stay.departure_expected", on=stay)
    return stay


@transaction.atomic
def note_absence(
    *, by: Membership, on: date, stay: Stay, kind: str, expected_back_on: date | None = None, note: str = ""
) -> Absence:
    """The person is away from `on` and keeps the bed (R-15)."""
    stay = _open_stay(stay)
    faults = rules.absence_faults(
        stay=stay.period,
        from_on=on,
        expected_back_on=expected_back_on,
        back_on=None,
        today=clock.today(),
    )
    if Absence.objects.filter(stay=stay).filter(Q(back_on__isnull=True) | Q(back_on__gt=on)).exists():
        faults.append(_("The person is noted as away on these days already."))
    if faults:
        raise StayError(faults, field="on")
    absence = Absence(stay=stay, from_on=on, expected_back_on=expected_back_on, kind=kind, note=note)
    absence.full_clean()
    absence.save()
    audit.record("stay.absence_noted", on=stay, reason=kind)
    if kind == AbsenceKind.NOT_COME_BACK:
        tell_gone(stay, by, on)
    return absence


@transaction.atomic
def end_absence(*, by: Membership, on: date, absence: Absence) -> Absence:
    """The person is back."""
    absence = Absence.objects.select_for_update().get(pk=absence.pk)
    if absence.back_on is not None:
        raise StayError(_("The person is back already."))
    faults = rules.absence_faults(
        stay=absence.stay.period,
        from_on=absence.from_on,
        expected_back_on=None,
        back_on=on,
        today=clock.today(),
    )
    if faults:
        raise StayError(faults, field="on")
    absence.back_on = on
    absence.full_clean()
    absence.save()
    audit.record("stay.absence_ended", on=absence.stay)
    return absence


@transaction.atomic
def explain_rules(*, by: Membership, on: date, stay: Stay, house_rules: HouseRules) -> Stay:
    """The house rules were explained to the person and agreed; the stay keeps which version it was."""
    stay = _open_stay(stay)
    if house_rules.shelter_id != stay.bed.shelter_id:
        raise StayError(_("These are the rules of another house."))
    if not stay.from_on <= on <= clock.today():
        raise StayError(_("Choose a day of this stay, not after today."), field="on")
    stay.rules_accepted, stay.rules_accepted_on = house_rules, on
    stay.full_clean()
    stay.save()
    audit.record("stay.rules_explained", on=stay, version=house_rules.version)
    return stay


def _lock(case: Case, bed: Bed) -> Bed:
    """Serialise everything that could take the same bed, house or person at once; always in this order."""
    Person.objects.select_for_update().get(pk=case.person_id)
    Shelter.objects.select_for_update().get(pk=bed.shelter_id)
    return Bed.objects.select_related("shelter").get(pk=bed.pk)


def _open_stay(stay: Stay) -> Stay:
    current = Stay.objects.select_related("case", "bed__shelter").get(pk=stay.pk)
    if current.to_on is not None:
        raise StayError(_("This stay has ended already."))
    return current


def _end(stay: Stay, on: date, reason_out: ReasonOut) -> Stay:
    Person.objects.select_for_update().get(pk=stay.case.person_id)
    stay = _open_stay(stay)
    faults = rules.end_faults(from_on=stay.from_on, to_on=on, today=clock.today())
    if faults:
        raise StayError(faults, field="on")
    for absence in Absence.objects.filter(stay=stay, back_on__isnull=True):
        absence.back_on = max(on, absence.from_on)
        absence.save()
    stay.to_on, stay.reason_out = on, reason_out
    stay.full_clean()
    stay.save()
    audit.record("stay.ended", on=stay, reason=str(reason_out), shelter=stay.bed.shelter.public_id)
    return stay


def _place(stay: Stay, by: Membership) -> Stay:
    """Check the wanted stay against dates, bed, person and house, and keep it."""
    faults = rules.date_faults(from_on=stay.from_on, expected_to=stay.expected_to, today=clock.today())
    if faults:
        raise StayError(faults, field="on")
    _check_free(stay)
    _check_house(stay, by)
    stay.full_clean()
    stay.save()
    for request in BedRequest.objects.filter(case=stay.case, ended_on__isnull=True):
        request.ended_on, request.end = max(stay.from_on, request.asked_on), RequestEnd.PLACED
        request.full_clean()
        request.save()
    audit.record(
        "stay.started",
        on=stay,
        shelter=stay.bed.shelter.public_id,
        level=stay.bed.shelter.level,
        exception=bool(stay.override_reason),
    )
    return stay


def _check_free(stay: Stay) -> None:
    wanted = stay.period
    bed = stay.bed
    if not rules.covers(Period(bed.in_use_from, bed.out_of_use_on), wanted):
        raise StayError(_("This bed is not in use on these days."), field="bed")
    if rules.overlaps_any(wanted, (taken.period for taken in Stay.objects.filter(bed=bed))):
        raise StayError(_("This bed is taken on some of these nights."), field="bed")
    of_person = Stay.objects.of_person(stay.case.person_id)
    if rules.overlaps_any(wanted, (taken.period for taken in of_person)):
        raise StayError(_("This person has a bed on some of these nights."), field="on")


def _check_house(stay: Stay, by: Membership) -> None:
    """R-17: sex, age, children, extra beds, and who is to be kept apart; a reason overrides, and is kept."""
    shelter, person = stay.bed.shelter, stay.case.person
    age = rules.age_in_year(person.birth_year, stay.from_on)
    faults = rules.placement_faults(
        shelter.limits,
        Arrival(person.sex, age, stay.children_with, stay.case.target_population),
        children_there=Stay.objects.children_in(shelter, stay.from_on),
    )
    if stay.bed.is_extra:
        faults.append(_("This is an extra bed, beyond the capacity of the shelter."))
    if stay.continues is None or stay.continues.bed.shelter_id != shelter.pk:
        faults += rules.apart_faults(apart_in_house(person.pk, shelter, by=by))
    if faults and not stay.override_reason.strip():
        raise StayError([*faults, _("Give a reason if it has to be all the same.")], field="override_reason")
    if not faults:
        stay.override_reason = ""
