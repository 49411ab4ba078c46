"""What the pages of this app do the same way."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases.decorators import CaseRequest
from cases.models import Case
from reintegration.instrument import NUMBERS
from renate.accounts.access import can, readable_factors, section_access
from renate.accounts.roles import Access, Act, Section
from renate.kit.forms import form_status


def draw(
    request: CaseRequest, case: Case, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the file; 422 when its form was sent and refused."""
    form = context.get("form")
    filled = {"case": case, "tab": request.case_tab, **context}
    return render(
        request, f"reintegration/{template}.html", filled, status=form_status(form) if form else status
    )


def one_or_404(rows: Any, public_id: str) -> Any:
    """The row with this public id, among those given only."""
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def may_write(request: CaseRequest, section: str = Section.PLAN) -> bool:
    """Whether the reader's role writes in the section."""
    return section_access(request.membership, section) >= Access.WRITE


def reads_all(request: CaseRequest) -> bool:
    """Whether the reader's role reads all fourteen factors, and so the totals over them."""
    return readable_factors(request.membership) >= frozenset(NUMBERS)


def may_decide_phase(request: CaseRequest) -> bool:
    """Whether the reader decides phases (domain 7)."""
    return can(request.membership, Act.DECIDE_PHASE)
