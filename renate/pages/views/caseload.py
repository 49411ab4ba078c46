"""Who carries what: the coordinator's view of the organisation's open cases."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.listing import Looking, waiting_for
from cases.queries.listing import counts_of
from reintegration.queries import CaseloadRow, caseload
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock

# Overdue tasks are part of overdue work.
FIRST = ("unassigned", "overdue", "review", "calendar", "month33", "risk", "training")


@requires(Act.SEE_CASELOAD)
def caseload_show(request: MemberRequest) -> HttpResponse:
    """Open cases per worker by phase and weight, and what waits; each number opens its list (R-02, R-07)."""
    membership, today = request.membership, clock.today()
    load = caseload(membership, today)
    waits = waiting_for(membership)
    keys = [key for key in FIRST if key in waits]
    counts = counts_of(membership, keys, Looking(membership, today))
    stats = [{"label": _("open cases"), "value": counts["all"], "url": _list()}]
    stats += [
        {"label": waits[key].label, "value": counts[key], "url": _list(waiting=key) if counts[key] else ""}
        for key in keys
    ]
    rows = [_row(row) for row in load]
    return render(request, "pages/caseload_show.html", {"rows": rows, "today": today, "stats": stats})


def _row(row: CaseloadRow) -> dict[str, Any]:
    phases = [
        {"label": label, "count": count, "url": _list(manager=row.key, phase=code)}
        for code, label, count in row.phase_counts
    ]
    return {
        "row": row,
        "phases": phases,
        "url": _list(manager=row.key),
        "overdue_url": _list(manager=row.key, waiting="overdue"),
    }


def _list(**codes: str) -> str:
    """The list of cases, narrowed by the same codes that were counted."""
    query = urlencode(codes)
    return reverse("cases:case_list") + (f"?{query}" if query else "")
