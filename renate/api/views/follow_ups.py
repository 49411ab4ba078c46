"""Follow-ups."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.access import shows_name, visible_cases
from reintegration.models import FollowUp
from reintegration.models.follow_up import FollowUpQuerySet
from reintegration.operations import Contact, record_follow_up
from reintegration.queries.schedule import no_contact_reason
from renate import audit
from renate.accounts.access import section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Section
from renate.api.etags import demand_match, etag_of
from renate.api.serializers.follow_ups import ContactRecord, FollowUpDetail, FollowUpLine, FollowUpQuestion
from renate.api.serializers.shared import Problem, page_of
from renate.api.views.base import MemberView
from renate.api.views.cases import LIST_REFUSALS, NOT_THERE, demand_unrestricted
from renate.kit import clock

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the follow-up as read."
)
REFUSALS = {
    404: NOT_THERE,
    412: OpenApiResponse(Problem, "Changed since it was read."),
    422: OpenApiResponse(Problem, "A rule forbids it; the reasons say which."),
    428: OpenApiResponse(Problem, "If-Match is missing."),
}


class FollowUpView(MemberView):
    """Follow-ups of cases the member may open, for roles that read section C."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    def visible(self, access: Access = Access.READ) -> FollowUpQuerySet:
        """Follow-ups the member may reach. Raises Http404 where the role does not open the section so far."""
        if section_access(self.membership, Section.PLAN) < access:
            audit.record("access.denied", page="api", section=str(Section.PLAN))
            raise Http404
        cases = visible_cases(self.membership).order_by().values("pk")
        rows = FollowUp.objects.filter(case__in=cases)
        return rows.select_related("case__person", "responsible__user", "done_by__user")

    def one(self, ref: str, access: Access = Access.READ) -> FollowUp:
        """The follow-up of a ref. Raises Http404, and RuleError for writing to a restricted file."""
        found = self.visible(access).filter(public_id=ref).first()
        if found is None:
            audit.record("access.denied", page="api")
            raise Http404
        if access == Access.WRITE:
            demand_unrestricted(found.case)
        return found

    def answer(self, follow_up: FollowUp) -> Response:
        """One follow-up with its ETag."""
        body = FollowUpDetail(_detail(follow_up, self.membership)).data
        return Response(body, headers={"ETag": etag_of(follow_up)})


class FollowUpListView(FollowUpView):
    """What is due."""

    @extend_schema(
        operation_id="follow_up_list",
        tags=["Follow-ups"],
        parameters=[FollowUpQuestion],
        responses={200: page_of(FollowUpLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """Planned follow-ups of cases the asking member may open, in the order in which they are due."""
        asked = self.question(request, FollowUpQuestion)
        rows = self.visible().planned().order_by("due_on", "id")
        if asked.get("mine"):
            rows = rows.of(self.membership)
        if "due_until" in asked:
            rows = rows.filter(due_on__lte=asked["due_until"])
        if "case" in asked:
            rows = rows.filter(case__public_id=asked["case"])
        return self.page(request, rows, lambda row: _line(row, self.membership), FollowUpLine)


class FollowUpDetailView(FollowUpView):
    """One follow-up."""

    @extend_schema(
        operation_id="follow_up_read", tags=["Follow-ups"], responses={200: FollowUpDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str) -> Response:
        """One follow-up, and whether contact is possible at present."""
        follow_up = self.one(ref)
        audit.read_section(follow_up.case, Section.PLAN)
        return self.answer(follow_up)


class FollowUpRecordView(FollowUpView):
    """Recording a contact."""

    @extend_schema(
        operation_id="follow_up_record",
        tags=["Follow-ups"],
        parameters=[IF_MATCH],
        request=ContactRecord,
        responses={200: FollowUpDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Record what came of a planned follow-up; the next one is planned at once."""
        follow_up = self.one(ref, Access.WRITE)
        demand_match(request, follow_up)
        sent = ContactRecord(data=request.data)
        sent.is_valid(raise_exception=True)
        record_follow_up(
            by=self.membership,
            on=sent.validated_data["on"],
            follow_up=follow_up,
            contact=Contact(**sent.contact()),
        )
        return self.answer(self.one(ref))


def _line(follow_up: FollowUp, membership: Membership) -> dict[str, Any]:
    person = follow_up.case.person
    line = {
        "ref": follow_up.public_id,
        "case": follow_up.case.public_id,
        "code": person.case_code,
        "responsible": str(follow_up.responsible) if follow_up.responsible else "",
        "days_overdue": follow_up.days_overdue(clock.today()),
    }
    names = ("purpose", "state", "due_on", "window_start", "window_end")
    line |= {name: getattr(follow_up, name) for name in names}
    return line | {"name": person.display_name} if shows_name(membership) else line


def _detail(follow_up: FollowUp, membership: Membership) -> dict[str, Any]:
    names = ("done_on", "mode", "reached", "note", "next_action")
    return {
        **_line(follow_up, membership),
        **{name: getattr(follow_up, name) for name in names},
        "done_by": str(follow_up.done_by) if follow_up.done_by else "",
        "no_contact": no_contact_reason(follow_up.case).value,
    }
