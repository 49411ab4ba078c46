"""Referrals that we sent: offered, opened, sent again, withdrawn by the operations of the pages."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from referrals import operations, queries
from referrals.codes import Direction
from referrals.forms.handover import members_beside
from referrals.models import Referral
from renate import audit
from renate.accounts.access import can
from renate.accounts.roles import Act
from renate.api.etags import demand_match, etag_of
from renate.api.permissions import demand_confirmed
from renate.api.serializers.referrals import OfferAct, OfferDetail, OfferLine, OfferRecord
from renate.api.serializers.shared import Problem
from renate.api.views.cases import NOT_THERE, FileView, demand_unrestricted
from renate.api.views.referrals import IF_MATCH, REFUSALS, TALK, readings_of
from renate.kit import clock

NOT_CONFIRMED = OpenApiResponse(
    Problem, "The session was not proved lately: its password is asked for again."
)


class OfferView(FileView):
    """Referrals of a case that the member may open, for roles that read its plan."""

    acts: tuple[Act, ...] = (Act.OFFER_REFERRAL,)

    def one(self, ref: str, offer_ref: str) -> Referral:
        """A referral of the case. Raises Http404."""
        rows = Referral.objects.select_related("counterpart", "package", "case__person")
        found = rows.filter(case=self.file(ref), direction=Direction.OUT, public_id=offer_ref).first()
        if found is None:
            raise Http404
        return found

    def answer(self, referral: Referral, status: int = 200) -> Response:
        """One referral with its ETag."""
        headers = {"ETag": etag_of(referral)}
        return Response(OfferDetail(_detail(referral)).data, status=status, headers=headers)


class OfferListView(OfferView):
    """The referrals of a case."""

    @extend_schema(
        operation_id="offer_list",
        tags=["Referrals"],
        responses={200: OfferLine(many=True), 404: NOT_THERE},
    )
    def get(self, request: Request, ref: str) -> Response:
        """What was sent for this person, newest first."""
        rows = [row for row in queries.of_case(self.file(ref)) if row.direction == Direction.OUT]
        return Response(OfferLine([_line(row) for row in rows], many=True).data)

    @extend_schema(
        operation_id="offer_send",
        tags=["Referrals"],
        request=OfferRecord,
        responses={201: OfferDetail, 403: NOT_CONFIRMED, 404: NOT_THERE, 422: REFUSALS[422]},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Offer the person to one or several organisations, without a name; the first to accept takes it."""
        case = self.file(ref)
        demand_confirmed(request)
        demand_unrestricted(case)
        said = self.body(request, OfferRecord)
        wanted = set(said.pop("counterparts"))
        asked = list(members_beside(self.membership.organisation).filter(public_id__in=wanted))
        if len(asked) != len(wanted):
            text = "Choose other organisations of the network."
            raise operations.ReferralError(text, field="counterparts")
        by, on = self.membership, clock.today()
        wish = operations.Request(counterparts=asked, **said)
        referral = operations.draft_referral(by=by, on=on, case=case, request=wish)
        operations.send_referral(by=by, on=on, referral=referral)
        return self.answer(self.one(ref, referral.public_id), status=201)


class OfferDetailView(OfferView):
    """One referral that we sent."""

    @extend_schema(
        operation_id="offer_read", tags=["Referrals"], responses={200: OfferDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str, offer_ref: str) -> Response:
        """Its state, who opened what over there, and what came back."""
        return self.answer(self.one(ref, offer_ref))


class OfferActView(OfferView):
    """Changing one; any direct worker may withdraw it, as with consent."""

    acts = (Act.OFFER_REFERRAL, Act.RECORD_CONSENT)

    @extend_schema(
        operation_id="offer_act",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=OfferAct,
        responses={200: OfferDetail, 403: NOT_CONFIRMED, **REFUSALS},
    )
    def post(self, request: Request, ref: str, offer_ref: str) -> Response:
        """Withdraw or end it, send or open the sections, or answer a question."""
        referral = self.one(ref, offer_ref)
        demand_match(request, referral)
        sent = self.body(request, OfferAct)
        act = sent["act"]
        self._demand(act, referral)
        if act in _CONFIRMED:
            demand_confirmed(request)
        how: dict[str, Any] = {"by": self.membership, "on": clock.today(), "referral": referral}
        if act == "answer":
            how["answer"] = sent["text"]
        _ACTS[act](**how)
        return self.answer(self.one(ref, offer_ref))

    def _demand(self, act: str, referral: Referral) -> None:
        """What the pages ask above their views. Raises Http404, and RuleError for a restricted file."""
        needed = Act.RECORD_CONSENT if act == "withdraw" else Act.OFFER_REFERRAL
        if not can(self.membership, needed):
            audit.record("access.denied", on=referral.case, act=str(needed), by="api")
            raise Http404
        if act not in _WHILE_RESTRICTED:
            demand_unrestricted(referral.case)


# Whose page asks for the password again.
_CONFIRMED = frozenset({"open"})
_WHILE_RESTRICTED = frozenset({"withdraw", "end"})
_ACTS: dict[str, Any] = {
    "withdraw": operations.withdraw_referral,
    "end": operations.end_referral,
    "update": operations.update_package,
    "open": operations.open_sections,
    "answer": operations.answer_question,
}


def _line(referral: Referral) -> dict[str, Any]:
    names = ("state", "kind", "sections", "sent_on", "answer_due_on", "answered_on", "ended_on")
    known = {name: getattr(referral, name) for name in names}
    return {"ref": referral.public_id, "receiver": referral.counterpart.name, **known}


def _detail(referral: Referral) -> dict[str, Any]:
    package = getattr(referral, "package", None)
    return {
        **_line(referral),
        "readings": readings_of(package) if package else [],
        "messages": [vars(row) for row in queries.messages(package, *TALK)] if package else [],
    }
