"""Risk."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.codes import RiskDomain, RiskLevel
from cases.decorators import CaseRequest, case_page
from cases.forms.risk import LowerRiskForm, RiskForm
from cases.header import risk_fact, state_of_risk
from cases.models import Case, RiskAssessment, SafetyPlan
from cases.operations import assess_risk
from cases.queries.risk_signs import known_signs, ticked
from cases.queries.safety import assessed, demands, plan_rows, state_of_plan
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import section_access, writable_risk_domains
from renate.accounts.codes import FourEyes
from renate.accounts.operations.four_eyes import ask_approval
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock


@case_page(Section.RISK, Access.LIMITED, tab="risk")
def risk_list(request: CaseRequest, case: Case) -> HttpResponse:
    """The level that stands today and every assessment so far."""
    access = section_access(request.membership, Section.RISK)
    found = list(RiskAssessment.objects.filter(case=case).newest_first().select_related("by__user"))
    state = state_of_risk(case)
    context = _plan_context(case, found[0] if found else None, in_full=access >= Access.READ) | {
        "state": state,
        "fact": risk_fact(state),
        "domains": RiskDomain.labels,
        "assessments": [_row(assessment, in_full=access >= Access.READ) for assessment in found],
        "may_write": access >= Access.WRITE,
        "demands": demands(found[0]) if found and case.is_open else None,
    }
    return draw(request, case, "risk_list", **context)


@case_page(Section.RISK, Access.WRITE, tab="risk")
def risk_assess(request: CaseRequest, case: Case) -> HttpResponse:
    """Assess the five domains; nothing is answered beforehand."""
    membership = request.membership
    domains = writable_risk_domains(membership, RiskDomain.values)
    form = RiskForm(sent(request), initial={"on": clock.today()}, domains=domains)
    form = drafted(request, form, label=_("Risk"), about=case.person.case_code)
    if succeeds(form, lambda: assess_risk(by=membership, case=case, **form.values())):
        return done(request, _("The assessment is saved."), "cases:risk_list", case.ref)
    groups = form.groups(known_signs(case, clock.today()))
    return draw(request, case, "risk_assess", form=form, groups=groups)


@case_page(Section.RISK, Access.WRITE, tab="risk")
def risk_lower(request: CaseRequest, case: Case) -> HttpResponse:
    """Ask a coordinator whether a level may be lower than the signs say (domain 5)."""
    form = LowerRiskForm(sent(request))
    member = request.membership

    def ask() -> None:
        ask_approval(by=member, act=FourEyes.LOWER_RISK, about=case, **form.cleaned_data)

    if succeeds(form, ask):
        return done(request, _("You asked. You are told when it is decided."), "cases:risk_list", case.ref)
    return draw(request, case, "risk_lower", form=form)


def _plan_context(case: Case, latest: RiskAssessment | None, *, in_full: bool) -> dict[str, Any]:
    plans = list(SafetyPlan.objects.filter(case=case).newest_first().select_related("by__user"))
    plan, level = plans[0] if plans else None, assessed(latest)
    return {
        "plan": plan,
        "earlier": plans[1:],
        "plan_rows": plan_rows(plan) if plan and in_full else [],
        "plan_state": state_of_plan(latest, plan, clock.today()),
        "is_critical": case.is_open and level is not None and level.level == RiskLevel.CRITICAL,
        "has_lapsed": plan is not None and plan.valid_until < clock.today(),
        "in_full": in_full,
    }


def _row(assessment: RiskAssessment, *, in_full: bool) -> dict[str, Any]:
    levels = zip(RiskDomain.labels, assessment.levels.values(), strict=True)
    return {
        "assessment": assessment,
        "overall": _cell(assessment.overall),
        "own": _cell(assessment.own_level),
        "cells": [{"label": label, **_cell(level)} for label, level in levels],
        "note": assessment.note if in_full else "",
        "ticked": ticked(assessment) if in_full else [],
        "override": assessment.override_reason if in_full else "",
    }


def _cell(level: int | None) -> dict[str, Any]:
    if level is None:
        return {"text": _("unknown"), "tone": "neutral"}
    return {"text": f"{level} {RiskLevel(level).label}", "tone": f"risk{level}"}
