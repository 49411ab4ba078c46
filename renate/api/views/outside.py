"""Referrals to bodies without an account; the protected file and its password are made on the pages only."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.models import Consent
from referrals import queries
from referrals.models import OutsideReferral, Partner
from referrals.operations.outside import OutsideAnswer, OutsideRequest, draft_outside, record_answer
from renate.accounts.roles import Act
from renate.api.etags import demand_match, etag_of
from renate.api.serializers.outside import OutsideDetail, OutsideLine, OutsideRecord, OutsideSaid
from renate.api.serializers.shared import PageQuestion, page_of
from renate.api.views.base import named
from renate.api.views.cases import LIST_REFUSALS, NOT_THERE, FileView, demand_unrestricted
from renate.api.views.referrals import IF_MATCH, REFUSALS
from renate.kit import clock


class OutsideView(FileView):
    """Such referrals of a case, for who makes them."""

    acts: tuple[Act, ...] = (Act.OFFER_REFERRAL,)

    def one(self, ref: str, outside_ref: str) -> OutsideReferral:
        """A referral of the case. Raises Http404."""
        rows = OutsideReferral.objects.select_related("partner", "consent", "case__person")
        found = rows.filter(case=self.file(ref), public_id=outside_ref).first()
        if found is None:
            raise Http404
        return found

    def answer(self, referral: OutsideReferral, status: int = 200) -> Response:
        """One referral with its ETag."""
        headers = {"ETag": etag_of(referral)}
        return Response(OutsideDetail(_detail(referral)).data, status=status, headers=headers)


class OutsideListView(OutsideView):
    """What was asked of bodies."""

    @extend_schema(
        operation_id="outside_list",
        tags=["Other bodies"],
        parameters=[PageQuestion],
        responses={200: page_of(OutsideLine), **LIST_REFUSALS},
    )
    def get(self, request: Request, ref: str) -> Response:
        """The referrals of this case to bodies without an account, newest first."""
        self.question(request, PageQuestion)
        return self.page(request, queries.outside_of_case(self.file(ref)), _line, OutsideLine)

    @extend_schema(
        operation_id="outside_make",
        tags=["Other bodies"],
        request=OutsideRecord,
        responses={201: OutsideDetail, 404: NOT_THERE, 422: REFUSALS[422]},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Prepare a referral. It is sent when somebody makes its protected file on the pages.

        That asks for their password again and shows the password of the file once: no key can do so.
        """
        case = self.file(ref)
        demand_unrestricted(case)
        said = self.body(request, OutsideRecord)
        consent = named(Consent.objects.filter(case=case), said.pop("consent"), "consent")
        said["partner"] = named(Partner.objects.all(), said["partner"], "partner")
        by, wanted = self.membership, OutsideRequest(**said)
        made = draft_outside(by=by, on=clock.today(), case=case, request=wanted, consent=consent)
        return self.answer(self.one(ref, made.public_id), status=201)


class OutsideDetailView(OutsideView):
    """One referral."""

    @extend_schema(
        operation_id="outside_read", tags=["Other bodies"], responses={200: OutsideDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str, outside_ref: str) -> Response:
        """What was asked, and what they said."""
        return self.answer(self.one(ref, outside_ref))


class OutsideAnswerView(OutsideView):
    """What they said."""

    @extend_schema(
        operation_id="outside_answer",
        tags=["Other bodies"],
        parameters=[IF_MATCH],
        request=OutsideSaid,
        responses={200: OutsideDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str, outside_ref: str) -> Response:
        """Write down what they said, with the next day to ask again; only of what was sent."""
        referral = self.one(ref, outside_ref)
        demand_match(request, referral)
        demand_unrestricted(referral.case)
        sent = self.body(request, OutsideSaid)
        answer = OutsideAnswer(**sent)
        record_answer(by=self.membership, on=clock.today(), referral=referral, answer=answer)
        return self.answer(self.one(ref, outside_ref))


def _line(referral: OutsideReferral) -> dict[str, Any]:
    names = ("state", "urgent", "nrm_channel", "sent_on", "feedback_due_on")
    known = {name: getattr(referral, name) for name in names}
    partner = referral.partner
    return known | {"ref": referral.public_id, "partner": partner.public_id, "partner_name": partner.name}


def _detail(referral: OutsideReferral) -> dict[str, Any]:
    names = (
        "reason", "services_asked", "sections", "escorted", "trm_phase", "contact_person", "if_impossible",
        "responded_on", "decline_reason", "feedback",
    )  # fmt: skip
    known = {name: getattr(referral, name) for name in names}
    return _line(referral) | known | {"consent": referral.consent.public_id}
