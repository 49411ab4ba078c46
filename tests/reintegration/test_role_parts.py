"""What a role may write of a section that it shares: F10 of the psychologist, F9 of health (domain 7)."""

from datetime import timedelta

import pytest

from cases.operations import assess_risk
from reintegration.models import FactorAssessment
from reintegration.rules.factors import Score
from renate.accounts.roles import Role
from renate.kit import clock
from renate.tenancy import scope
from tests.factories.cases import TeamMemberFactory
from tests.factories.reintegration import assess, open_file, scores

pytestmark = pytest.mark.django_db
MODERATE = {"traffickers": 2, "self_harm": 1, "re_trafficking": 1, "health": 0, "family": 1}


@pytest.fixture
def case(inside):
    return open_file(inside, clock.today() - timedelta(days=60), risk=None)


def _worker_scores(assessment: FactorAssessment) -> dict[int, int | None]:
    return {row.factor: row.worker_score for row in assessment.scores.all()}


@pytest.mark.rule("S3-12")
@pytest.mark.parametrize(("role", "own"), [(Role.PSYCHOLOGIST, 10), (Role.HEALTH, 9), (Role.LEGAL, 13)])
def test_a_specialist_scores_their_factor_and_the_others_stay(inside, cast, case, role, own) -> None:
    assess(inside, clock.today() - timedelta(days=20), case, scores(3))

    round_ = assess(cast(role), clock.today(), case, scores(5))

    assert _worker_scores(round_) == {n: 5 if n == own else 3 for n in range(1, 15)}


def test_a_role_that_scores_nothing_changes_nothing(inside, cast, case) -> None:
    draft = assess(cast(Role.COORDINATOR), clock.today(), case, {1: Score(worker=5)}, final=False)

    assert set(_worker_scores(draft).values()) == {None}


def test_a_psychologist_assesses_self_harm_and_what_others_found_stands_till_its_review(
    inside, cast, case
) -> None:
    psychologist, today = cast(Role.PSYCHOLOGIST), clock.today()
    first = assess_risk(by=inside, on=today - timedelta(days=10), case=case, levels=MODERATE)

    found = assess_risk(by=psychologist, on=today, case=case, levels=dict.fromkeys(MODERATE, 0))

    assert found.levels == MODERATE | {"self_harm": 0}
    assert found.review_due == first.review_due


def test_after_a_lapsed_review_what_others_found_is_unknown(inside, cast, case) -> None:
    today = clock.today()
    assess_risk(by=inside, on=today - timedelta(days=50), case=case, levels=MODERATE)

    found = assess_risk(by=cast(Role.PSYCHOLOGIST), on=today, case=case, levels={"self_harm": 3})

    assert found.levels == dict.fromkeys(MODERATE, None) | {"self_harm": 3}
    assert found.overall == 3


def test_pages_show_a_role_its_own_factors_and_no_totals(worker, cast, as_member) -> None:
    health = cast(Role.HEALTH)
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = open_file(worker, clock.today() - timedelta(days=60))
        assess(worker, clock.today() - timedelta(days=5), case, scores(3))
        TeamMemberFactory(case=case, membership=health)

    shown = as_member(health).get(f"/cases/{case.ref}/factors/")
    form = as_member(health).get(f"/cases/{case.ref}/factors/new/")

    assert [row.factor.number for row in shown.context["profile"].rows] == [9]
    assert "factors critical" not in shown.content.decode()
    assert [block.factor.number for block in form.context["form"].blocks] == [9]
