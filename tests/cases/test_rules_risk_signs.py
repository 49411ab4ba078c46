"""From ticked signs to levels in five domains, and another level with its reason (domain 5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.codes import SIGNS, TOGETHER, RiskDomain, RiskLevel, Tick
from cases.rules.risk import demands_of, review_due, stands_against
from cases.rules.risk_signs import Judgement, computed_level, override_problems, unknown_ticks
from cases.rules.safety_plan import PLAN_DAYS

TODAY = date(2026, 11, 22)
domains = st.sampled_from(list(RiskDomain))


@st.composite
def a_domain_ticked(draw):
    domain = draw(domains)
    answers = st.sampled_from(["", *Tick.values])
    return domain, {sign.code: draw(answers) for sign in SIGNS[domain]}


def test_every_domain_has_its_signs():
    assert {domain: len(SIGNS[domain]) for domain in RiskDomain} == {
        "traffickers": 9, "self_harm": 8, "re_trafficking": 12, "health": 6, "family": 6,
    }  # fmt: skip
    assert "irregular_or_detained" in {sign.code for sign in SIGNS[RiskDomain.RE_TRAFFICKING]}


@pytest.mark.rule("S0-07")
@pytest.mark.parametrize(
    ("domain", "ticks", "level"),
    [
        ("re_trafficking", {"irregular_or_detained": "yes"}, 2),
        ("re_trafficking", {"no_income": "yes", "previously": "yes"}, 1),
        ("re_trafficking", {"no_income": "yes", "previously": "yes", "no_trusted_person": "yes"}, 2),
        ("self_harm", {"plan": "yes"}, 3),
        ("self_harm", {"plan": "yes", "means": "yes"}, 4),
        ("traffickers", {"recapture": "yes"}, 4),
        ("traffickers", {"recapture": "no"}, None),
        ("health", {sign.code: "no" for sign in SIGNS["health"]}, 0),
        ("health", {}, None),
    ],
)
def test_level_of_a_domain_follows_from_its_signs(domain, ticks, level):
    assert computed_level(domain, ticks) == level


@given(a_domain_ticked())
def test_another_sign_never_lowers_the_level(ticked):
    domain, ticks = ticked
    before = computed_level(domain, ticks)

    for sign in SIGNS[domain]:
        after = computed_level(domain, ticks | {sign.code: "yes"})
        assert after is not None
        assert after >= (before or 0)
        assert after >= sign.level


@given(a_domain_ticked())
def test_none_is_said_only_when_everything_was_denied(ticked):
    domain, ticks = ticked

    if computed_level(domain, ticks) == RiskLevel.NONE:
        assert set(ticks.values()) == {"no"}


def test_signs_that_count_together_are_signs_of_their_domain():
    for domain, groups in TOGETHER.items():
        known = {sign.code for sign in SIGNS[domain]}
        assert all(codes <= known for codes, _level in groups)


def test_a_sign_or_an_answer_of_no_list_is_named():
    items = {"health": {"pregnancy": "yes", "mood": "yes"}, "family": {"rejection": "perhaps"}}

    assert unknown_ticks(items) == ["health.mood", "family.rejection"]


@pytest.mark.parametrize(
    ("computed", "decided", "reason", "is_approved", "fields"),
    [
        (2, 2, "", False, []),
        (2, 3, "", False, ["override_reason"]),
        (2, 3, "She is afraid of tonight.", False, []),
        (3, 2, "She is safe with us.", False, ["family"]),
        (3, None, "She is safe with us.", False, ["family"]),
        (3, 2, "", True, ["override_reason"]),
        (3, 2, "She is safe with us.", True, []),
        (None, 1, "", False, []),
    ],
)
def test_another_level_needs_a_reason_and_a_lower_one_the_coordinator(
    computed, decided, reason, is_approved, fields
):
    judged = [Judgement("family", computed, decided)]

    problems = override_problems(judged, reason=reason, is_approved=is_approved)

    assert [field for field, _text in problems] == fields


@pytest.mark.rule("R-20")
@pytest.mark.parametrize(
    ("level", "contact", "plan", "conference", "coordinator"),
    [(4, 1, 0, 1, True), (3, 7, 2, 7, False), (2, 14, 14, None, False), (1, None, None, None, False)],
)
def test_level_forces_contact_plan_conference_and_call(level, contact, plan, conference, coordinator):
    forced = demands_of(TODAY, level, review_due(TODAY, level), PLAN_DAYS, self_harm=None)

    def day(number):
        return None if number is None else TODAY + timedelta(days=number)

    found = (forced.contact_by, forced.plan_by, forced.conference_by, forced.tell_coordinator)
    assert found == (day(contact), day(plan), day(conference), coordinator)


@pytest.mark.parametrize(("self_harm", "told"), [(None, False), (2, False), (3, True), (4, True)])
def test_self_harm_from_high_on_is_the_psychologists_the_same_day(self_harm, told):
    assert demands_of(TODAY, 3, TODAY, PLAN_DAYS, self_harm).tell_psychologist is told


@pytest.mark.rule("R-20")
@pytest.mark.parametrize(
    ("age", "level", "reason"),
    [(None, None, "missing"), (30, 2, None), (31, 2, "old"), (4, 3, "old"), (3, 3, None), (1, 4, "critical")],
)
def test_return_testimony_media_transfer_and_placement_wait_for_a_fresh_level(age, level, reason):
    assessed = None if age is None else TODAY - timedelta(days=age)

    assert stands_against(assessed, level, TODAY) == reason
