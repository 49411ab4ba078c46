"""Phases by calendar and by decision (domain 2.5)."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from reintegration.codes import ExtensionReason, NominalPhase, Phase, PhaseBasis, ReviewState
from reintegration.rules import phases
from reintegration.rules.phases import Boundaries, Move, Standing

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
START = date(2026, 1, 15)


@pytest.mark.rule("R-01", "S3-31", "S3-32", "S3-33")
@pytest.mark.parametrize(
    ("start", "on", "phase"),
    [
        (START, date(2026, 1, 15), NominalPhase.CRISIS),
        (START, date(2026, 4, 14), NominalPhase.CRISIS),
        (START, date(2026, 4, 15), NominalPhase.TRANSITION),
        (START, date(2027, 1, 14), NominalPhase.TRANSITION),
        (START, date(2027, 1, 15), NominalPhase.REINTEGRATION),
        (START, date(2029, 1, 14), NominalPhase.REINTEGRATION),
        (START, date(2029, 1, 15), NominalPhase.BEYOND_PROGRAMME),
        (date(2025, 11, 30), date(2026, 2, 27), NominalPhase.CRISIS),
        (date(2025, 11, 30), date(2026, 2, 28), NominalPhase.TRANSITION),
        (date(2024, 2, 29), date(2025, 2, 27), NominalPhase.TRANSITION),
        (date(2024, 2, 29), date(2025, 2, 28), NominalPhase.REINTEGRATION),
    ],
)
def test_nominal_phase_on_the_days_of_the_domain_table(start, on, phase):
    found = phases.nominal_phase(start, on)

    assert found == phase


@pytest.mark.rule("R-01")
@given(start=DAYS, days=st.integers(0, 1500), months=st.integers(1, 40))
def test_completed_months_agree_with_adding_months(start, days, months):
    on = start + timedelta(days=days)

    reached = phases.completed_months(start, on) >= months

    assert reached == (on >= start + relativedelta(months=months))


@pytest.mark.rule("R-01")
@given(start=DAYS, days=st.integers(0, 1500))
def test_nominal_phase_never_goes_back_in_time(start, days):
    order = list(NominalPhase)
    on = start + timedelta(days=days)

    today, tomorrow = phases.nominal_phase(start, on), phases.nominal_phase(start, on + timedelta(days=1))

    assert order.index(today) <= order.index(tomorrow)


@given(start=DAYS, days=st.integers(0, 1500))
def test_day_lies_between_its_last_and_next_boundary(start, days):
    on = start + timedelta(days=days)

    before, after = phases.last_boundary(start, on), phases.next_boundary(start, on)

    assert before.on <= on
    assert after is None or after.on > on
    assert (after is None) == (before.phase == NominalPhase.BEYOND_PROGRAMME)


@pytest.mark.parametrize(("on", "month"), [(START, 1), (date(2026, 4, 14), 3), (date(2026, 4, 15), 4)])
def test_month_number_counts_from_one(on, month):
    assert phases.month_number(START, on) == month


def test_completed_months_before_the_start_are_none():
    assert phases.completed_months(START, START - timedelta(days=40)) == 0


def test_boundaries_of_an_organisation_move_the_phases():
    own = Boundaries(transition=2, reintegration=6, programme=24)

    assert phases.nominal_phase(START, date(2026, 3, 15), own) == NominalPhase.TRANSITION
    assert phases.nominal_phase(START, date(2028, 1, 15), own) == NominalPhase.BEYOND_PROGRAMME


@pytest.mark.parametrize("months", [(3, 3, 36), (0, 12, 36), (3, 40, 36)])
def test_boundaries_that_do_not_rise_are_refused(months):
    with pytest.raises(ValueError, match="rise"):
        Boundaries(*months)


@pytest.mark.rule("R-02")
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 3, 31), ReviewState.NONE),
        (date(2026, 4, 1), ReviewState.DUE),
        (date(2026, 4, 15), ReviewState.DUE),
        (date(2026, 5, 15), ReviewState.DUE),
        (date(2026, 5, 16), ReviewState.OVERDUE),
    ],
)
def test_review_is_due_14_days_before_and_overdue_30_days_after_a_boundary(on, state):
    standing = Standing(START, Phase.CRISIS, START)

    assert phases.review_state(standing, on) == state


@pytest.mark.rule("R-02")
@pytest.mark.parametrize("on", [date(2026, 4, 15), date(2026, 8, 1), date(2026, 12, 31)])
def test_recorded_stay_answers_the_review_until_the_next_boundary(on):
    standing = Standing(START, Phase.CRISIS, decided_on=date(2026, 4, 5))

    assert phases.review_state(standing, on) == ReviewState.NONE


@pytest.mark.rule("R-02", "R-07")
def test_review_beyond_the_programme_is_answered_by_extension_or_follow_up_only():
    beyond = START + relativedelta(months=38)

    states = {
        phase: phases.review_state(Standing(START, phase, beyond, beyond + timedelta(days=90)), beyond)
        for phase in (Phase.REINTEGRATION, Phase.EXTENDED, Phase.FOLLOW_UP)
    }

    assert states[Phase.REINTEGRATION] == ReviewState.OVERDUE
    assert states[Phase.EXTENDED] == states[Phase.FOLLOW_UP] == ReviewState.NONE


@pytest.mark.rule("R-07")
def test_extension_is_reviewed_before_it_ends():
    standing = Standing(START, Phase.EXTENDED, date(2029, 1, 15), extended_until=date(2029, 6, 1))

    assert phases.review_state(standing, date(2029, 5, 17)) == ReviewState.NONE
    assert phases.review_state(standing, date(2029, 5, 18)) == ReviewState.DUE
    assert phases.review_state(standing, date(2029, 6, 1)) == ReviewState.OVERDUE


@pytest.mark.rule("R-02")
def test_review_reminders_fall_on_the_days_on_which_the_state_changes():
    standing = Standing(START, Phase.CRISIS, START)

    first = phases.next_review_reminder(standing, START)
    second = phases.next_review_reminder(standing, first)

    assert (first, second) == (date(2026, 4, 1), date(2026, 5, 16))
    assert phases.review_state(standing, first) == ReviewState.DUE
    assert phases.review_state(standing, second) == ReviewState.OVERDUE


def move(current, to, on=date(2026, 4, 15), **more):
    return Move(current=current, to=to, basis=more.pop("basis", PhaseBasis.CALENDAR), on=on, **more)


def codes(found):
    return [code for _, code in found]


@pytest.mark.rule("R-03")
def test_forward_move_in_time_and_ready_needs_no_reason():
    assert phases.objections(move(Phase.CRISIS, Phase.TRANSITION), START) == []


@pytest.mark.rule("R-03", "R-04")
@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (move(Phase.CRISIS, Phase.CRISIS), "stay_reason"),
        (move(Phase.CRISIS, Phase.REINTEGRATION), "skip_reason"),
        (move(Phase.CRISIS, Phase.TRANSITION, on=date(2026, 3, 1)), "early_reason"),
        (move(Phase.CRISIS, Phase.TRANSITION, is_ready=False), "not_ready_reason"),
        (move(Phase.TRANSITION, Phase.CRISIS, basis=PhaseBasis.SETBACK), "backward_reason"),
    ],
)
def test_unusual_move_needs_a_reason(proposal, code):
    without = phases.objections(proposal, START)
    reasoned = phases.objections(Move(**{**vars(proposal), "reason": "Because."}), START)

    assert without == [("reason", code)]
    assert reasoned == []


@pytest.mark.rule("R-03", "S3-41")
@given(
    current=st.sampled_from(Phase.values),
    to=st.sampled_from(Phase.values),
    basis=st.sampled_from(PhaseBasis.values),
    months=st.integers(0, 35),
)
def test_backward_move_is_allowed_exactly_with_its_three_bases(current, to, basis, months):
    on = START + relativedelta(months=months)
    proposal = move(current, to, on=on, basis=basis, reason="Because.")

    found = codes(phases.objections(proposal, START))

    if to != Phase.EXTENDED and phases.is_backward(proposal):
        refused = basis in (PhaseBasis.ENTRY, PhaseBasis.CALENDAR, PhaseBasis.OTHER)
        assert ("backward_basis" in found) == refused
    else:
        assert "backward_basis" not in found


@pytest.mark.rule("R-07")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": date(2028, 10, 14), "extended_until": date(2029, 1, 1)}, "extension_too_early"),
        ({"extension_reason": ""}, "extension_reason"),
        ({"extended_until": None}, "extension_until"),
        ({"extended_until": date(2028, 12, 1)}, "extension_until"),
        ({"extended_until": date(2029, 6, 2)}, "extension_too_long"),
    ],
)
def test_extension_needs_reason_and_an_end_within_six_months(change, code):
    good = {
        "on": date(2028, 12, 1),
        "extended_until": date(2029, 6, 1),
        "extension_reason": ExtensionReason.COURT_PENDING,
    }

    changed = move(Phase.REINTEGRATION, Phase.EXTENDED, **{**good, **change})

    assert phases.objections(move(Phase.REINTEGRATION, Phase.EXTENDED, **good), START) == []
    assert codes(phases.objections(changed, START)) == [code]


@pytest.mark.rule("R-07")
def test_beyond_the_programme_only_extension_or_follow_up_remain():
    beyond = START + relativedelta(months=36)

    assert phases.allowed_targets(Phase.REINTEGRATION, START, beyond) == [Phase.EXTENDED, Phase.FOLLOW_UP]
    stay = move(Phase.REINTEGRATION, Phase.REINTEGRATION, on=beyond, reason="Still needed.")
    assert codes(phases.objections(stay, START)) == ["programme_over"]


@pytest.mark.rule("R-07")
@pytest.mark.parametrize(("months", "listed"), [(32, False), (33, True), (40, True)])
def test_list_from_month_33_leaves_out_those_decided(months, listed):
    on = START + relativedelta(months=months)

    assert phases.is_past_programme_soon(START, on, Phase.REINTEGRATION) == listed
    assert not phases.is_past_programme_soon(START, on, Phase.EXTENDED)


@pytest.mark.rule("R-07")
@pytest.mark.parametrize(
    ("proposal", "wanted"),
    [
        (move(Phase.CRISIS, Phase.TRANSITION), False),
        (move(Phase.CRISIS, Phase.REINTEGRATION), True),
        (move(Phase.REINTEGRATION, Phase.EXTENDED), True),
        (move(Phase.REINTEGRATION, Phase.FOLLOW_UP), False),
        (move(Phase.EXTENDED, Phase.FOLLOW_UP), False),
        (move(Phase.TRANSITION, Phase.CRISIS), False),
    ],
)
def test_skips_and_extensions_are_the_coordinators(proposal, wanted):
    assert phases.needs_approval(proposal) == wanted
