"""Wall 1 for the rows that two organisations see: the sender owns them, the receiver reads them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from renate.tenancy.managers import CurrentOrganisation, TenantManager, TenantQuerySet


class TwoSidedQuerySet(TenantQuerySet):
    """Reads on both sides; writes by queryset stay with the sender."""

    def owned(self) -> TwoSidedQuerySet:
        """Rows of the organisation in scope itself."""
        return self.filter(organisation_id=CurrentOrganisation())

    def received(self) -> TwoSidedQuerySet:
        """Rows that another organisation addressed to the one in scope."""
        return self.filter(receiver_id=CurrentOrganisation())

    def update(self, **kwargs: Any) -> int:
        return super(TwoSidedQuerySet, self.owned()).update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        return super(TwoSidedQuerySet, self.owned()).delete()

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class TwoSidedManager(TenantManager.from_queryset(TwoSidedQuerySet)):  # type: ignore[misc]
    """Rows whose sender or receiver is the organisation in scope; a third one finds nothing."""

    def get_queryset(self) -> Any:
        here = CurrentOrganisation()
        unscoped = super(TenantManager, self).get_queryset()
        return unscoped.filter(Q(organisation_id=here) | Q(receiver_id=here))
