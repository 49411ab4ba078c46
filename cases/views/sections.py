"""What of the file is still to be filled in."""

from django.http import HttpResponse

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.sections import groups_for
from cases.views.page import draw
from renate.accounts.roles import Access, Section
from renate.kit import clock


@case_page(Section.IDENTITY, Access.READ, tab="sections")
def sections(request: CaseRequest, case: Case) -> HttpResponse:
    """The parts of the file in the order of urgency; each in its own time."""
    return draw(request, case, "sections", groups=groups_for(case, request.membership, clock.today()))
