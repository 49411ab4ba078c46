"""The profile of the fourteen factors over time."""

from django.http import HttpResponse

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from reintegration.instrument import instrument
from reintegration.queries.profile import factor_profile
from reintegration.views.page import draw, may_write, reads_all
from renate.accounts.access import readable_factors
from renate.accounts.roles import Access, Section


@case_page(Section.FACTORS, Access.READ, tab="factors")
def factor_show(request: CaseRequest, case: Case) -> HttpResponse:
    """Factor by assessment: the worker's row, the person's row, the change since the baseline."""
    profile = factor_profile(case).limited_to(readable_factors(request.membership))
    gaps = [(instrument().factor(number), gap) for number, gap in profile.gaps.items()]
    return draw(
        request, case, "factor_show", profile=profile, gaps=gaps,
        may_write=may_write(request, Section.FACTORS), may_plan=may_write(request),
        reads_all=reads_all(request),
    )  # fmt: skip
