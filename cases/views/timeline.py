"""Everything that happened, as far as the reader may see it."""

from django.http import HttpResponse

from cases.decorators import CaseRequest, case_page
from cases.forms.timeline import KindForm
from cases.models import Case
from cases.queries.timeline import timeline_page
from cases.timeline import kinds_for
from cases.views.page import draw
from renate.accounts.roles import Access, Section


@case_page(Section.PLAN, Access.LIMITED, tab="timeline")
def timeline(request: CaseRequest, case: Case) -> HttpResponse:
    """Newest first, by pages; by kind if one likes."""
    chosen = KindForm(request.GET, kinds=kinds_for(request.membership))
    chosen.is_valid()
    kind = chosen.cleaned_data.get("kind", "")
    page, entries = timeline_page(case, request.membership, kind=kind, page=request.GET.get("page"))
    return draw(request, case, "timeline", kinds=chosen, page=page, entries=entries)
