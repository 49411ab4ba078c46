"""Asking another organisation about a person: the asker's answer is the same whoever is known there."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from referrals import queries
from referrals.codes import RequestHandling
from referrals.models import PersonRequest, RequestNote
from referrals.operations.requests import ask_about_person, note_handling, read_request, take_back_request
from renate.accounts.roles import Act
from renate.api.serializers.requests import AskedLine, AskedRecord, HandlingRecord, RequestDetail, RequestLine
from renate.api.serializers.shared import PageQuestion, page_of
from renate.api.views.base import MemberView, another_member
from renate.api.views.cases import LIST_REFUSALS, NOT_THERE, FileView, demand_unrestricted
from renate.api.views.consents import REFUSALS
from renate.kit import clock


class AskedListView(FileView):
    """What we asked about the person of a case."""

    acts = (Act.OFFER_REFERRAL,)

    @extend_schema(
        operation_id="asked_list",
        tags=["Requests"],
        parameters=[PageQuestion],
        responses={200: page_of(AskedLine), **LIST_REFUSALS},
    )
    def get(self, request: Request, ref: str) -> Response:
        """What we asked other organisations about this person, newest first."""
        self.question(request, PageQuestion)
        return self.page(request, queries.requests_of_case(self.file(ref)), _asked, AskedLine)

    @extend_schema(
        operation_id="asked_send",
        tags=["Requests"],
        request=AskedRecord,
        responses={201: AskedLine, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Ask: the answer is the same whether they know the person or not, and stays so.

        If they do and the person agrees, a referral comes from there.
        """
        case = self.file(ref)
        demand_unrestricted(case)
        said = self.body(request, AskedRecord)
        by, on = self.membership, clock.today()
        house = another_member(by, said["counterpart"], "counterpart")
        asked = ask_about_person(by=by, on=on, case=case, counterpart=house, question=said["question"])
        return Response(AskedLine(_asked(asked)).data, status=201)


class AskedTakeBackView(FileView):
    """Taking a question back."""

    acts = (Act.OFFER_REFERRAL,)

    @extend_schema(
        operation_id="asked_take_back",
        tags=["Requests"],
        request=None,
        responses={200: AskedLine, 404: NOT_THERE},
    )
    def post(self, request: Request, ref: str, asked_ref: str) -> Response:
        """Destroy what they were told; in a restricted file too."""
        rows = PersonRequest.objects.owned().filter(case=self.file(ref)).select_related("receiver")
        asked = rows.filter(public_id=asked_ref).first()
        if asked is None:
            raise Http404
        take_back_request(by=self.membership, on=clock.today(), request=asked)
        return Response(AskedLine(_asked(rows.get(pk=asked.pk))).data)


class RequestView(MemberView):
    """What others ask us, for who answers referrals."""

    acts: tuple[Act, ...] = (Act.ANSWER_REFERRAL,)

    def one(self, ref: str) -> PersonRequest:
        """The request of a ref. Raises Http404."""
        found = queries.requests_received(clock.today()).filter(public_id=ref).first()
        if found is None:
            raise Http404
        return found


class RequestListView(RequestView):
    """What others ask us."""

    @extend_schema(
        operation_id="request_list",
        tags=["Requests"],
        parameters=[PageQuestion],
        responses={200: page_of(RequestLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """What other organisations ask us about persons, newest first, while it is kept."""
        self.question(request, PageQuestion)
        return self.pages(request, queries.requests_received(clock.today()), _lines, RequestLine)


class RequestDetailView(RequestView):
    """One request."""

    @extend_schema(
        operation_id="request_read", tags=["Requests"], responses={200: RequestDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str) -> Response:
        """Whom they met and what they ask; that it was read is on record."""
        asked = self.one(ref)
        content = read_request(by=self.membership, on=clock.today(), request=asked)
        names = ("name", "legal_name", "born", "citizenship", "question")
        told = {name: content.get(name, "") for name in names} | {"contact_name": asked.contact_name}
        return Response(RequestDetail(_lines([asked])[0] | told).data)


class RequestHandlingView(RequestView):
    """What was done about it."""

    @extend_schema(
        operation_id="request_handle",
        tags=["Requests"],
        request=HandlingRecord,
        responses={200: RequestLine, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Note what was done, for us only. Whether we know anybody is told by a referral or not at all."""
        asked = self.one(ref)
        sent = self.body(request, HandlingRecord)
        note_handling(by=self.membership, on=clock.today(), request=asked, **sent)
        return Response(RequestLine(_lines([asked])[0]).data)


def _asked(asked: PersonRequest) -> dict[str, Any]:
    return {
        "ref": asked.public_id,
        "receiver": asked.receiver.public_id,
        "receiver_name": asked.receiver.name,
        "sent_on": asked.sent_on,
        "valid_until": asked.valid_until,
        "is_kept": asked.wrapped_key is not None,
    }


def _lines(found: list[PersonRequest]) -> list[dict[str, Any]]:
    notes = queries.handling_of(found)
    return [_line(asked, notes.get(asked.public_id)) for asked in found]


def _line(asked: PersonRequest, note: RequestNote | None) -> dict[str, Any]:
    return {
        "ref": asked.public_id,
        "asker": asked.organisation.name,
        "sent_on": asked.sent_on,
        "valid_until": asked.valid_until,
        "handling": note.handling if note else RequestHandling.OPEN,
    }
