"""Views that look for a part of a file or of a house: the part must be its own."""

from renate.accounts.roles import Role
from tests.isolation.matrix.table import Relation
from tests.isolation.mutants.asking import Probe, asks
from tests.isolation.mutants.engine import Mutant


def _others(page: str, who: str = Role.CASE_MANAGER, method: str = "GET") -> Probe:
    return asks(page, who, Relation.OTHERS_PART, method)


_WORK = "reintegration.views"
MUTANTS = [
    Mutant(
        f"{_WORK}.assessment:_assessment",
        "filter(case=case)",
        "all()",
        _others("reintegration:assessment_show"),
    ),
    Mutant(
        f"{_WORK}.assessment:assessment_edit",
        "or draft.by_id != request.membership.pk",
        "",
        asks("reintegration:assessment_edit", Role.CASE_MANAGER, Relation.GROUP),
    ),
    Mutant(f"{_WORK}.plan:plan_agree", "filter(case=case)", "all()", _others("reintegration:plan_agree")),
    Mutant(
        f"{_WORK}.goal:goal_status", "filter(plan__case=case)", "all()", _others("reintegration:goal_status")
    ),
    Mutant(f"{_WORK}.item:item_add", "filter(plan__case=case)", "all()", _others("reintegration:item_add")),
    Mutant(
        f"{_WORK}.item:_item", "filter(goal__plan__case=case)", "all()", _others("reintegration:item_status")
    ),
    Mutant(
        f"{_WORK}.follow_up:follow_up_record",
        "filter(case=case)",
        "all()",
        _others("reintegration:follow_up_record"),
    ),
    Mutant("cases.views.consent:consent_withdraw", "case=case, ", "", _others("cases:consent_withdraw")),
    Mutant(
        "cases.views.people:related_person_edit",
        "case.person.related_people",
        "type(case.person.related_people.first())",
        _others("cases:related_person_edit"),
    ),
    Mutant(
        "cases.views.team:team_end",
        "case.team.",
        "type(case.team.first()).objects.",
        _others("cases:team_end", Role.COORDINATOR),
    ),
    Mutant("referrals.views.offers:_sent", "case=case, ", "", _others("referrals:offer_show")),
    Mutant(
        "renate.api.views.outside:OutsideView.one", "case=self.file(ref), ", "", _others("v1:outside_read")
    ),
    Mutant(
        "renate.pages.views.home:notice_read",
        ", to=request.membership",
        "",
        asks("pages:notice_read", Role.DEPUTY, Relation.COLLEAGUES, "POST"),
    ),
]
