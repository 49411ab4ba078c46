"""Who looked at this case?"""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.queries.looked import looks_at
from cases.views.page import draw
from renate.accounts.roles import Access, Act, Section


@require_safe
@case_page(Section.PLAN, Access.READ, tab="access", act=Act.SEE_CASELOAD)
def looked(request: CaseRequest, case: Case) -> HttpResponse:
    """Every reading and every change, the newest first; for who answers for the caseload."""
    before = request.GET.get("before", "")
    looks, older = looks_at(case, before=int(before) if before.isdecimal() and len(before) < 18 else None)
    return draw(request, case, "looked", looks=looks, older=older, is_newest=not before)
