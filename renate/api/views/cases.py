"""Cases."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.access import is_restricted, visible_cases
from cases.models import Case
from cases.queries import CaseFilters, case_rows
from cases.queries.listing import MINE, OPEN
from renate import audit
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Section
from renate.api.case_file import case_file, case_line
from renate.api.serializers.cases import CaseFile, CaseLine, CaseQuestion
from renate.api.serializers.shared import Problem, page_of
from renate.api.views.base import MemberView
from renate.kit.errors import RuleError

NOT_THERE = OpenApiResponse(Problem, "Not there, or not for this member: the two look the same.")
LIST_REFUSALS = {404: NOT_THERE, 422: OpenApiResponse(Problem, "The question is not understood.")}


def open_file(membership: Membership, ref: str) -> Case:
    """The case of a ref, if the member may open it. Raises Http404."""
    case = visible_cases(membership).with_people().filter(public_id=ref).first()
    if case is None:
        audit.record("access.denied", page="api")
        raise Http404
    return case


def demand_unrestricted(case: Case) -> None:
    """Raises RuleError where the person asked that their file be kept and not worked with (domain 4)."""
    if is_restricted(case):
        raise RuleError(_("This file is restricted: it can be read, and nothing in it can be changed."))


class FileView(MemberView):
    """What belongs to one case: the case first, then the section, as above a page of the file (domain 7)."""

    section: Section = Section.PLAN
    access: Access = Access.READ

    def file(self, ref: str) -> Case:
        """The case; that its section was read is on record. Raises Http404."""
        case = open_file(self.membership, ref)
        if section_access(self.membership, self.section) < self.access:
            audit.record("access.denied", on=case, section=str(self.section), by="api")
            raise Http404
        audit.read_section(case, self.section)
        return case


class CaseListView(MemberView):
    """The cases a member may open, newest first."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    @extend_schema(
        operation_id="case_list",
        tags=["Cases"],
        parameters=[CaseQuestion],
        responses={200: page_of(CaseLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """The cases the asking member may open, newest first."""
        asked = self.question(request, CaseQuestion)
        filters = CaseFilters(status=asked.get("status", OPEN), manager=MINE if asked.get("mine") else "")
        rows = case_rows(self.membership, filters)
        return self.page(request, rows, lambda case: case_line(case, self.membership), CaseLine)


class CaseDetailView(MemberView):
    """One case."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    @extend_schema(operation_id="case_read", tags=["Cases"], responses={200: CaseFile, 404: NOT_THERE})
    def get(self, request: Request, ref: str) -> Response:
        """One case, with the sections that the role opens; each section is on record as read."""
        case = open_file(self.membership, ref)
        return Response(CaseFile(case_file(case, self.membership)).data)
