"""The three checks above a case page as one line: organisation, case, section (domain 7, rule 1)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from cases.access import emergency_cases, is_restricted, visible_cases
from cases.models import Case
from renate import audit
from renate.accounts.access import can, read_only, section_access
from renate.accounts.decorators import demand, member
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Access, Act


class CaseRequest(MemberRequest):
    """A request for a page of a file: `case_tab` is the key of its tab."""

    case_tab: str
    is_emergency: bool


READING = frozenset({"GET", "HEAD", "OPTIONS"})
CaseView = Callable[..., HttpResponseBase]


def case_page(
    section: str,
    access: Access = Access.READ,
    *,
    tab: str = "",
    act: Act | None = None,
    while_restricted: bool = False,
) -> Callable[[CaseView], CaseView]:
    """Give the view the case of `ref`, or answer as if it were not there; records that it was read.

    `act` is asked beside the section where the table of roles says so (who may approve, assign, consent).
    A restricted file is read-only but for the few pages that say `while_restricted`.
    """

    def above(view: CaseView) -> CaseView:
        @wraps(view)
        def checked(request: CaseRequest, ref: str, **kwargs: Any) -> HttpResponseBase:
            case = _open(request, ref, section, access, act)
            audit.read_section(case, section)
            request.case_tab = tab
            changes = access == Access.WRITE or request.method not in READING
            if changes and not while_restricted and is_restricted(case):
                return render(request, "cases/restricted.html", {"case": case, "tab": tab}, status=409)
            return view(request, case, **kwargs)

        text = f"case:{section}:{access.name.lower()}" + (f":{act}" if act else "")
        return demand(member(checked), text)

    return above


def _open(request: MemberRequest, ref: str, section: str, access: Access, act: Act | None) -> Case:
    membership = request.membership
    # A sign that no ref has (and PostgreSQL may refuse to compare) needs no query.
    case = visible_cases(membership).with_people().filter(public_id=ref).first() if ref.isalnum() else None
    if case is None and ref.isalnum() and can(membership, Act.BREAK_GLASS):
        case = _opened_in_emergency(request, ref)
    if case is None:
        audit.record("access.denied", page="case", section=str(section))
        raise Http404
    if section_access(membership, section) < access or (act is not None and not can(membership, act)):
        audit.record("access.denied", on=case, section=str(section), act=str(act or ""))
        raise Http404
    return case


def _opened_in_emergency(request: MemberRequest, ref: str) -> Case | None:
    """The case, for reading: what changes something is not there, and no page offers it."""
    if request.method not in READING:
        return None
    case = emergency_cases(request.membership).with_people().filter(public_id=ref).first()
    if case is not None:
        request.is_emergency = True  # type: ignore[attr-defined]
        read_only(request.membership)
        audit.record("emergency.read", on=case)
    return case
