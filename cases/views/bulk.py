"""One change to many cases: chosen in the list, confirmed, and undone if it was wrong."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import may_give_work, shows_name, visible_cases
from cases.codes import BulkKind
from cases.forms.listing import BulkForm
from cases.models import BulkChange, Case
from cases.operations import flag_cases, reassign_cases, undo_bulk
from cases.operations.listing import MOST_CASES, UNDO_FOR
from cases.views.page import succeeds
from renate.accounts.access import can
from renate.accounts.decorators import requires
from renate.accounts.models import Membership
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.kit.forms import form_status


@require_POST
@requires(Act.WORK_CASES, Act.ASSIGN_CASE)
def bulk_change(request: MemberRequest) -> HttpResponse:
    """First ask who or why, then do it: the same page, sent twice."""
    membership, kind = request.membership, _kind(request)
    cases = _chosen(request)
    confirmed = "confirmed" in request.POST
    form = BulkForm(request.POST if confirmed else None, kind=kind)
    made: list[BulkChange] = []

    def change() -> None:
        operation: Any = reassign_cases if kind == BulkKind.ASSIGN else flag_cases
        made.append(operation(by=membership, on=clock.today(), cases=cases, **form.cleaned_data))

    if confirmed and succeeds(form, change):
        return redirect("cases:bulk_show", made[0].public_id)
    rows = [{"case": case, "name": _name(case, membership)} for case in cases]
    context = {"form": form, "rows": rows, "kind": kind, "most": MOST_CASES}
    return render(request, "cases/bulk_change.html", context, status=form_status(form))


@requires(Act.WORK_CASES, Act.ASSIGN_CASE)
def bulk_show(request: MemberRequest, bulk_ref: str) -> HttpResponse:
    """What was changed; a day long it can be undone here."""
    change = get_object_or_404(BulkChange, by=request.membership, public_id=bulk_ref)
    lines = change.lines.select_related("case__person", "before__user", "after__user", "flag").order_by("id")
    visible = set(visible_cases(request.membership).filter(pk__in=[line.case_id for line in lines])
                  .values_list("pk", flat=True))  # fmt: skip
    shown = [
        {"line": line, "name": _name(line.case, request.membership), "is_open": line.case_id in visible}
        for line in lines
    ]
    may_undo = change.undone_at is None and clock.now() - change.created_at <= UNDO_FOR
    return render(request, "cases/bulk_show.html", {"change": change, "lines": shown, "may_undo": may_undo})


@require_POST
@requires(Act.WORK_CASES, Act.ASSIGN_CASE)
def bulk_undo(request: MemberRequest, bulk_ref: str) -> HttpResponse:
    """Take the change back where nobody has gone on since."""
    change = get_object_or_404(BulkChange, by=request.membership, public_id=bulk_ref)
    try:
        count = undo_bulk(by=request.membership, on=clock.today(), change=change)
    except RuleError as error:
        messages.error(request, " ".join(error.reasons))
    else:
        messages.success(request, _("Undone: %(count)s cases are as they were.") % {"count": count})
    return redirect("cases:bulk_show", change.public_id)


def _kind(request: MemberRequest) -> str:
    """What is asked for, if the member may do it."""
    kind = request.POST.get("kind", "")
    allowed = {
        BulkKind.ASSIGN: can(request.membership, Act.ASSIGN_CASE),
        BulkKind.FLAG: may_give_work(request.membership),
    }
    if not allowed.get(kind, False):  # type: ignore[call-overload]
        raise Http404
    return kind


def _chosen(request: MemberRequest) -> list[Case]:
    refs = [ref for ref in request.POST.getlist("case") if ref.isalnum()][: MOST_CASES + 1]
    found = visible_cases(request.membership).with_people().filter(public_id__in=refs)
    return list(found.order_by("opened_on", "id"))


def _name(case: Case, membership: Membership) -> str:
    return case.person.display_name if shows_name(membership) else case.person.case_code
