"""What every endpoint does the same way."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from referrals.forms.handover import members_beside
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.api.pagination import Pages
from renate.api.permissions import IsMember, MayDo
from renate.kit.errors import RuleError
from renate.tenancy.models import Organisation


def named(rows: QuerySet, ref: str, field: str, reason: str = "There is none with this ref.") -> Any:
    """The row of `rows` that a field of the body names by its ref. Raises RuleError beside that field."""
    row = rows.filter(public_id=ref).first()
    if row is None:
        raise RuleError(reason, field=field)
    return row


def another_member(by: Membership, ref: str, field: str) -> Organisation:
    """Another organisation of the network that takes part. Raises RuleError."""
    reason = "Choose another organisation of the network."
    found: Organisation = named(members_beside(by.organisation), ref, field, reason)
    return found


class MemberView(APIView):
    """An endpoint for members who may do one of `acts`."""

    acts: tuple[Act, ...] = ()
    permission_classes: list[type[BasePermission]] = [IsMember, MayDo]

    @property
    def membership(self) -> Membership:
        """Who asks."""
        seat: Membership = self.request.membership  # type: ignore[attr-defined]
        return seat

    def question(self, request: Request, shape: type[Serializer]) -> dict[str, Any]:
        """What was asked for in the address, cleaned. Raises ValidationError."""
        asked = shape(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return asked.validated_data

    def body(self, request: Request, shape: type[Serializer]) -> dict[str, Any]:
        """What was sent, cleaned. Raises ValidationError."""
        sent = shape(data=request.data)
        sent.is_valid(raise_exception=True)
        return sent.validated_data

    def page(self, request: Request, rows: Any, line: Any, shape: type[Serializer]) -> Any:
        """One page of `rows`, each drawn by `line`."""
        return self.pages(request, rows, lambda found: [line(row) for row in found], shape)

    def pages(self, request: Request, rows: Any, lines: Any, shape: type[Serializer]) -> Any:
        """One page of `rows`, drawn together by `lines`: for what is looked up once for all of them."""
        pages = Pages()
        found = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(shape(lines(found), many=True).data)
