"""What every endpoint does the same way."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.api.pagination import Pages
from renate.api.permissions import IsMember, MayDo


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

    def page(self, request: Request, rows: Any, line: Any, shape: type[Serializer]) -> Any:
        """One page of `rows`, each drawn by `line`."""
        return self.pages(request, rows, lambda found: [line(row) for row in found], shape)

    def pages(self, request: Request, rows: Any, lines: Any, shape: type[Serializer]) -> Any:
        """One page of `rows`, drawn together by `lines`: for what is looked up once for all of them."""
        pages = Pages()
        found = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(shape(lines(found), many=True).data)
