"""How a member looks at the list of cases, and what was changed in many cases at once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import BulkKind
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class SavedView(TenantModel):
    """Filters, order and columns under a name; the one without a name is how the member's list looks now."""

    owner = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="saved_views")
    name = EncryptedTextField(_("name"), blank=True, max_chars=60)
    is_layout = models.BooleanField(default=False)
    # Codes only, as they stand in the address: a name that was searched is never among them.
    query = models.JSONField(default=dict, blank=True)
    columns = ArrayField(models.CharField(max_length=24), default=list, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "owner", name="cases_one_layout", condition=models.Q(is_layout=True)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "owner"], name="cases_view_owner")]

    class Privacy:
        personal = ("owner", "name")
        special = ()
        operational = ("is_layout", "query", "columns")
        retention = "membership"

    def __str__(self) -> str:
        return self.public_id


class BulkChange(TenantModel):
    """One change made to many cases, so that it can be undone."""

    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=BulkKind)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "by", "created_at"], name="cases_bulk_by")]

    class Privacy:
        personal = ("by", "kind")
        special = ()
        operational = ("undone_at",)
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class BulkLine(TenantModel):
    """What the change did to one case."""

    change = TenantForeignKey("cases.BulkChange", on_delete=models.CASCADE, related_name="lines")
    case = TenantForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    before = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    after = TenantForeignKey(
        "accounts.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    flag = TenantForeignKey("cases.Flag", null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "change", "case", name="cases_bulk_line_once"),
        ]

    class Privacy:
        personal = ("change", "case", "before", "after", "flag")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
