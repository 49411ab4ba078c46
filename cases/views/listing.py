"""The list of cases."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cases.access import shows_name
from cases.forms.listing import CaseListForm, FindForm
from cases.header import risk_fact
from cases.listing import COLUMNS
from cases.models import Case
from cases.queries import case_rows
from cases.rules.risk import RiskState, risk_state
from cases.views.page import sent
from renate import audit
from renate.accounts.access import can, section_access
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status

PAGE_SIZE = 25


@requires(Act.WORK_CASES, Act.SEE_CASELOAD)
def case_list(request: MemberRequest) -> HttpResponse:
    """Visible cases, filtered by codes in the address; a name is searched by POST and never stands there."""
    membership = request.membership
    form = CaseListForm(request.GET, with_managers=can(membership, Act.SEE_CASELOAD))
    form.is_valid()
    find = FindForm(sent(request))
    text = find.cleaned_data["text"] if find.is_bound and find.is_valid() else ""
    if text:
        audit.record("people.searched")
    rows = case_rows(membership, form.filters(text))
    page = Paginator(rows, PAGE_SIZE * 2 if text else PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "find": find,
        "page": page,
        "rows": [_row(case, membership) for case in page],
        "columns": list(COLUMNS.values()),
        "may_open_intake": can(membership, Act.OPEN_INTAKE),
        "searched": bool(text),
    }
    return render(request, "cases/case_list.html", context, status=form_status(find))


def _row(case: Case, membership: Any) -> dict[str, Any]:
    code = case.person.case_code
    return {
        "case": case,
        "code": code,
        "name": case.person.display_name if shows_name(membership) else code,
        "risk": risk_fact(_risk(case))
        if section_access(membership, Section.RISK) >= Access.LIMITED
        else None,
        "extra": [
            {"label": column.label, "value": column.value(case), "tone": column.tone(case)}
            for column in COLUMNS.values()
        ],
    }


def _risk(case: Any) -> RiskState:
    return risk_state(case.risk_level, case.risk_review_due, clock.today())
