"""Plans, deliveries and setbacks (S2-44, R-08, R-09, R-15, R-18)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from reintegration import catalogue
from reintegration.codes import Phase, PlanItemStatus, ProviderKind, SetbackEffect, Timing, Unit
from reintegration.rules import caseload, plans, setbacks
from reintegration.rules.plans import DeliveryFacts, ItemFacts

DECLINED_ON = date(2026, 2, 1)
REVIEW = date(2026, 3, 1)


@pytest.mark.rule("S2-44")
@pytest.mark.parametrize(
    ("timing", "status"),
    [("now", "agreed"), ("later", "planned_later"), ("never", "declined_by_person")],
)
def test_choice_of_time_sets_the_state(timing, status):
    assert plans.status_after(timing) == status


@pytest.mark.rule("R-18")
@pytest.mark.parametrize(
    ("offer_again", "raised", "on", "objection"),
    [
        (False, False, REVIEW, "declined_is_final"),
        (False, True, DECLINED_ON, None),
        (True, False, REVIEW - timedelta(days=1), "declined_is_final"),
        (True, False, REVIEW, None),
    ],
)
def test_declined_is_final_until_raised_or_offered_again(offer_again, raised, on, objection):
    item = ItemFacts(Timing.NEVER, PlanItemStatus.DECLINED_BY_PERSON, DECLINED_ON, offer_again)

    found = plans.objection_to_timing(item, Timing.NOW, raised_by_person=raised, review_due=REVIEW, on=on)

    assert found == objection


@pytest.mark.rule("R-18")
@pytest.mark.parametrize("status", [s for s in PlanItemStatus if s not in plans.SETTLED_ITEMS])
def test_declining_is_always_possible(status):
    item = ItemFacts(Timing.NOW, status)

    found = plans.objection_to_timing(item, Timing.NEVER, raised_by_person=False, review_due=None, on=REVIEW)

    assert found is None


def test_completed_item_keeps_its_time():
    item = ItemFacts(Timing.NOW, PlanItemStatus.COMPLETED)

    found = plans.objection_to_timing(item, Timing.LATER, raised_by_person=True, review_due=None, on=REVIEW)

    assert found == "item_settled"


def delivery(**changes):
    base = {"on": REVIEW, "provider_kind": ProviderKind.CARE_PROVIDER_OWN, "quantity": Decimal(1)}
    return DeliveryFacts(**{**base, **changes})


@pytest.mark.rule("R-15")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"on": REVIEW + timedelta(days=1)}, [("on", "in_future")]),
        ({"on": date(2025, 12, 31)}, [("on", "before_opening")]),
        ({"on": date(2025, 12, 31), "before_opening": True}, []),
        ({"quantity": Decimal(0)}, [("quantity", "quantity_positive")]),
        ({"provider_kind": "self", "cost": Decimal(5)}, [("cost", "autonomous_cost")]),
        ({"provider_kind": "family"}, []),
        ({"has_grant": True}, [("cost", "grant_needs_cost")]),
    ],
)
def test_objections_to_delivery(changes, found):
    objections = plans.objections_to_delivery(
        delivery(**changes), today=REVIEW, opened_on=date(2026, 1, 1), closed_on=None, after_closure=False
    )

    assert objections == found


@pytest.mark.rule("R-15")
@pytest.mark.parametrize(("after_closure", "found"), [(False, [("on", "after_closure")]), (True, [])])
def test_delivery_after_closure_needs_the_post_closure_phase(after_closure, found):
    objections = plans.objections_to_delivery(
        delivery(),
        today=REVIEW,
        opened_on=date(2025, 1, 1),
        closed_on=DECLINED_ON,
        after_closure=after_closure,
    )

    assert objections == found


@pytest.mark.rule("R-08")
@pytest.mark.parametrize(
    ("severity", "days"),
    [(1, (None, None, None, False)), (2, (14, None, None, False)), (3, (14, 14, 2, True))],
)
def test_setback_demands_grow_with_severity(severity, days):
    demands = setbacks.demands_of(severity, REVIEW)

    found = [(d - REVIEW).days if d else None for d in
             (demands.plan_review_by, demands.assessment_by, demands.risk_review_by)]  # fmt: skip
    assert (*found, demands.tell_coordinator) == days


@pytest.mark.rule("R-08", "R-09")
def test_new_cycle_is_for_closed_cases_only():
    assert SetbackEffect.CYCLE_NEW not in setbacks.allowed_effects(after_closure=False)
    assert SetbackEffect.CYCLE_NEW in setbacks.allowed_effects(after_closure=True)


@pytest.mark.rule("S3-34")
def test_catalogue_knows_phases_providers_and_units_of_every_service():
    for service in catalogue.SERVICES.values():
        assert set(service.usual) | set(service.possible) <= set(Phase.values)
        assert service.usual or service.possible
        assert set(service.providers) <= set(ProviderKind.values)
        assert service.unit in Unit.values


@pytest.mark.rule("S2-51")
def test_training_is_education_never_psychosocial():
    trainings = [s for s in catalogue.SERVICES if "training" in s.partition(".")[2]]

    assert trainings
    assert {catalogue.SERVICES[s].category for s in trainings} <= {"education_training", "economic"}


@pytest.mark.rule("S3-34")
@pytest.mark.parametrize("phase", Phase.values)
def test_choices_of_a_phase_still_offer_every_service(phase):
    offered = [
        code for _, group in catalogue.service_choices(catalogue.categories(), phase) for code, _ in group
    ]

    assert sorted(offered) == sorted(catalogue.SERVICES)


@pytest.mark.rule("R-24")
def test_labels_of_services_are_neutral():
    labels = " ".join(s.label for s in catalogue.SERVICES.values()).lower()

    assert "traffick" not in labels
    assert "victim" not in labels


def test_weight_rises_with_crisis_and_risk():
    assert (
        caseload.weight(Phase.CRISIS, 4)
        > caseload.weight(Phase.CRISIS, 0)
        > caseload.weight("reintegration", 0)
    )
