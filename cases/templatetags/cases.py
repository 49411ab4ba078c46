"""What case pages draw above their content."""

from typing import Any

from django import template

from cases.header import CaseHeader, header_for
from cases.models import Case
from cases.tabs import tabs_for
from renate.accounts.requests import MemberRequest

register = template.Library()


@register.simple_tag
def case_header(case: Case, request: MemberRequest) -> CaseHeader:
    """Title, subtitle and facts of the case, as far as the reader's role permits."""
    return header_for(case, request.membership)


@register.simple_tag
def open_tab(tabs: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The tab that is open, if it is one of them."""
    return next((tab for tab in tabs if tab["active"]), None)


@register.simple_tag
def case_tabs(case: Case, request: MemberRequest, tab: str = "") -> list[dict[str, Any]]:
    """The tabs the reader's role may open."""
    return tabs_for(request.membership, case.public_id, tab)
