"""Who may open a case beside its case manager: dated team rows, and the grants guardian reads."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import TeamKind
from renate.accounts.models import GroupGrant, UserGrant
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class TeamQuerySet(TenantQuerySet):
    """Reads over team rows."""

    def current_on(self, day: date) -> "TeamQuerySet":
        """Rows that stand on a day; the last day counts."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)


class CaseTeamMember(TenantModel):
    """A member who works on the case for a time (S2-09)."""

    case = TenantForeignKey("cases.Case", on_delete=models.CASCADE, related_name="team")
    membership = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="case_teams")
    kind = models.CharField(_("as"), max_length=12, choices=TeamKind, default=TeamKind.TEAM)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(TeamQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "case", "membership", name="cases_team_once",
                condition=Q(to_on__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_team_ends_after_start",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["organisation", "membership"], name="cases_team_membership")]

    class Privacy:
        personal = ("case", "membership", "kind", "from_on", "to_on")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class CaseUserObjectPermission(UserGrant):
    """A grant on one case to one person."""

    content_object = TenantForeignKey("cases.Case", on_delete=models.CASCADE, related_name="user_grants")


class CaseGroupObjectPermission(GroupGrant):
    """A grant on one case to a group: what a receiving or covering team gets."""

    content_object = TenantForeignKey("cases.Case", on_delete=models.CASCADE, related_name="group_grants")
