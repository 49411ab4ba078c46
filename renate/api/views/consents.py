"""Consents of a case: recorded and taken back by the operations of the pages, with what hangs on them."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Consent
from cases.operations import record_consent, withdraw_consent
from cases.queries.consent import every_answer
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Act, Section
from renate.api.serializers.consents import ConsentLine, ConsentQuestion, ConsentRecord, ConsentWithdrawal
from renate.api.serializers.shared import Problem, page_of
from renate.api.views.base import another_member
from renate.api.views.cases import LIST_REFUSALS, NOT_THERE, FileView, demand_unrestricted
from renate.kit import clock

REFUSALS = {404: NOT_THERE, 422: OpenApiResponse(Problem, "A rule forbids it; the reasons say which.")}


class ConsentView(FileView):
    """Answers about consent, for roles that open section A at least in part."""

    acts: tuple[Act, ...] = (Act.RECORD_CONSENT,)
    section = Section.IDENTITY
    access = Access.LIMITED

    def answer(self, consent: Consent, status: int = 200) -> Response:
        """One answer as a list has it."""
        return Response(ConsentLine(_line(consent, self.membership)).data, status=status)


class ConsentListView(ConsentView):
    """What the person decided."""

    acts = (Act.WORK_CASES, Act.SEE_CASELOAD)

    @extend_schema(
        operation_id="consent_list",
        tags=["Consent"],
        parameters=[ConsentQuestion],
        responses={200: page_of(ConsentLine), **LIST_REFUSALS},
    )
    def get(self, request: Request, ref: str) -> Response:
        """The last decision of each purpose and organisation, newest first."""
        asked = self.question(request, ConsentQuestion)
        rows = every_answer(self.file(ref))
        rows = rows if asked.get("earlier") else rows.current()
        return self.page(request, rows, lambda row: _line(row, self.membership), ConsentLine)


class ConsentRecordView(ConsentView):
    """Recording a decision."""

    @extend_schema(
        operation_id="consent_record",
        tags=["Consent"],
        request=ConsentRecord,
        responses={201: ConsentLine, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Record one decision about one purpose; it replaces the one before, and acts at once.

        A yes to share that names an organisation opens what was offered to it and accepted there; a no closes
        what rested on an earlier yes.
        """
        case = self.file(ref)
        demand_unrestricted(case)
        said = self.body(request, ConsentRecord)
        if "receiver" in said:
            said["receiver"] = another_member(self.membership, said["receiver"], "receiver")
        return self.answer(record_consent(by=self.membership, case=case, **said), status=201)


class ConsentWithdrawView(ConsentView):
    """Taking a yes back."""

    @extend_schema(
        operation_id="consent_withdraw",
        tags=["Consent"],
        request=ConsentWithdrawal,
        responses={200: ConsentLine, **REFUSALS},
    )
    def post(self, request: Request, ref: str, consent_ref: str) -> Response:
        """Take a yes back: what was shared under it is closed and destroyed before the answer comes.

        It needs no version, so that nothing formal delays it, and works in a restricted file too.
        """
        consent = every_answer(self.file(ref)).filter(public_id=consent_ref).first()
        if consent is None:
            raise Http404
        sent = self.body(request, ConsentWithdrawal)
        return self.answer(withdraw_consent(by=self.membership, consent=consent, **sent))


def _line(consent: Consent, membership: Membership) -> dict[str, Any]:
    names = (
        "purpose", "decision", "sections", "valid_from", "valid_until", "given_by", "assent", "form",
        "language", "text_version",
    )  # fmt: skip
    line = {name: getattr(consent, name) for name in names} | {
        "ref": consent.public_id,
        "state": consent.state_on(clock.today()),
        "receiver": consent.receiver.public_id if consent.receiver else "",
        "receiver_name": consent.receiver.name if consent.receiver else "",
        "asked_by": str(consent.asked_by),
    }
    return line | {"scope": consent.scope} if can(membership, Act.RECORD_CONSENT) else line
