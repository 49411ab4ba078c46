"""The gates of a return: a decision, consent, a fresh look at risk, two signatures; nobody else decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from referrals.codes import ContactRole, ReturnState, ReturnType, StepState
from referrals.rules import returns as rules
from referrals.rules.returns import BY_CODE, STEPS, ReturnFacts, Stage

ON = date(2026, 11, 22)
READY = ReturnFacts(
    kind=ReturnType.IDENTIFIED,
    risk_block=None,
    is_identified=True,
    decided_on=ON,
    consent_from=ON - timedelta(days=3),
    steps={step.code: StepState.DONE for step in STEPS if step.must},
    has_itinerary=True,
    contact_roles={ContactRole.ORIGIN},
    is_signed=True,
)


@pytest.mark.rule("S4-01", "S4-06", "S4-18", "S4-20", "S4-21", "R-20", "R-40")
@pytest.mark.parametrize(
    ("missing", "text"),
    [
        ({}, ""),
        ({"is_identified": False}, "neither identified nor presumed"),
        ({"decided_on": None}, "voluntary"),
        ({"consent_from": None}, "no valid consent"),
        ({"consent_from": ON - timedelta(days=8)}, "older than a week"),
        ({"risk_block": "The risk is critical"}, "critical"),
        ({"steps": {}}, "Still to do"),
        ({"steps": READY.steps | {"stabilised": StepState.NOT_NEEDED}}, "Stable in body and mind"),
        ({"is_minor": True}, "Family and community"),
        ({"has_itinerary": False}, "at least one leg"),
        ({"contact_roles": set()}, "who receives the person"),
        ({"is_signed": False}, "both sign"),
    ],
)
def test_nobody_leaves_before_every_gate_is_open(missing: dict, text: str) -> None:
    faults = rules.departure_faults(replace(READY, **missing), on=ON)

    assert bool(faults) == bool(text)
    assert text in " ".join(faults)


def test_emergency_sets_aside_neither_decision_nor_consent() -> None:
    hurried = replace(READY, steps={}, risk_block="Too old", is_signed=False)

    assert rules.pressing_faults(hurried, on=ON) == []
    assert len(rules.pressing_faults(replace(hurried, decided_on=None, consent_from=None), on=ON)) == 2


@pytest.mark.rule("S2-07", "S2-08")
@pytest.mark.parametrize("kind", [ReturnType.FORCED, ReturnType.SELF])
def test_return_that_nobody_prepared_begins_at_arrival_with_screening(kind: str) -> None:
    facts = ReturnFacts(kind=kind, risk_block=None, state=ReturnState.ARRIVED)

    assert rules.first_stage(kind) == Stage.ARRIVAL
    assert rules.steps_for(kind)[0].code == "screened"
    assert rules.step_faults(BY_CODE["plan_made"], facts) == ["Screening comes first."]
    assert rules.step_faults(BY_CODE["arrival_medical"], facts) == []
    assert rules.step_faults(BY_CODE["plan_made"], replace(facts, screened=True)) == []


@pytest.mark.rule("S2-06", "S4-29", "R-40")
def test_planned_return_has_all_five_stages_and_testifying_holds_nothing_up() -> None:
    steps = rules.steps_for(ReturnType.IDENTIFIED)

    assert {step.stage for step in steps} == set(Stage)
    assert not [step for step in steps if step.stage == Stage.TESTIFYING and step.must]
    assert rules.step_faults(BY_CODE["met"], READY) == ["The person has not arrived yet."]


@pytest.mark.rule(
    "S4-02", "S4-03", "S4-07", "S4-13", "S4-15", "S4-16", "S4-23", "S4-24", "S4-26", "S4-28", "S4-29", "S4-30"
)
@pytest.mark.parametrize(
    ("stage", "codes", "must"),
    [
        (Stage.SHELTER, "brought_by police_contact first_help", False),
        (Stage.SHELTER, "options_told stay_explained stabilised", True),
        (Stage.PRE_DEPARTURE, "joint_risk documents_ready receiver_accepted escort_settled", True),
        (Stage.PRE_DEPARTURE, "family_assessed supplies", False),
        (Stage.TRAVEL, "border_told consul_told transit_help", False),
        (Stage.ARRIVAL, "met brought_home arrival_medical arrival_legal arrival_psychosocial", False),
        (Stage.ARRIVAL, "plan_made prevention", False),
        (Stage.TESTIFYING, "testify_consent testify_needs testify_adviser testify_protection", False),
    ],
)
def test_checklist_asks_for_what_the_five_stages_name(stage: Stage, codes: str, must: bool) -> None:
    planned = {step.code: step for step in rules.steps_for(ReturnType.IDENTIFIED)}

    assert {(planned[code].stage, planned[code].must) for code in codes.split()} == {(stage, must)}


@pytest.mark.rule("S4-22", "S4-24", "S4-25")
def test_everybody_who_helps_on_the_way_has_a_role_of_their_own() -> None:
    assert {"transit", "origin", "escort", "border", "consular", "police"} <= set(ContactRole.values)
