"""Whom one can refer to, ask, or name in a consent: the refs that the other endpoints take."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from referrals.forms.handover import case_managers, members_beside
from referrals.models import Partner
from referrals.queries.cooperation import partners
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.api.serializers.directory import OrganisationLine, PartnerLine, WorkerLine
from renate.api.serializers.shared import PageQuestion, page_of
from renate.api.views.base import MemberView
from renate.api.views.cases import LIST_REFUSALS
from renate.tenancy.models import Organisation


class OrganisationListView(MemberView):
    """The network."""

    acts = (Act.SEE_PARTNERS,)

    @extend_schema(
        operation_id="organisation_list",
        tags=["Directory"],
        parameters=[PageQuestion],
        responses={200: page_of(OrganisationLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """The other organisations of the network that take part."""
        self.question(request, PageQuestion)
        rows = members_beside(self.membership.organisation)
        return self.page(request, rows, _organisation, OrganisationLine)


class PartnerListView(MemberView):
    """Bodies without an account."""

    acts = (Act.SEE_PARTNERS,)

    @extend_schema(
        operation_id="partner_list",
        tags=["Directory"],
        parameters=[PageQuestion],
        responses={200: page_of(PartnerLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """The bodies of our own directory, those in use first."""
        self.question(request, PageQuestion)
        return self.page(request, partners(), _partner, PartnerLine)


class WorkerListView(MemberView):
    """Who can be given a referral."""

    acts = (Act.ANSWER_REFERRAL,)

    @extend_schema(
        operation_id="worker_list",
        tags=["Directory"],
        parameters=[PageQuestion],
        responses={200: page_of(WorkerLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """Our own case managers, by name: one of them takes a referral that is accepted."""
        self.question(request, PageQuestion)
        return self.page(request, case_managers(), _worker, WorkerLine)


def _worker(member: Membership) -> dict[str, Any]:
    return {"ref": member.public_id, "name": str(member)}


def _organisation(house: Organisation) -> dict[str, Any]:
    return {"ref": house.public_id, "name": house.name, "country": house.country}


def _partner(partner: Partner) -> dict[str, Any]:
    names = ("name", "kind", "country", "area", "services", "is_active")
    return {"ref": partner.public_id} | {name: getattr(partner, name) for name in names}
