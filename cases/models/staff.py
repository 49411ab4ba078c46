"""Care for those who care (S3-66)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import SupervisionKind
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class StaffSupervision(TenantModel):
    """That a member had supervision on a day (S3-66, T17); there is no place for what was said."""

    member = TenantForeignKey(
        "accounts.Membership",
        on_delete=models.PROTECT,
        related_name="supervisions",
        verbose_name=_("member"),
    )
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=16, choices=SupervisionKind)
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "member", "on", "kind"],
                name="cases_supervision_once",
                violation_error_message=_("This is recorded already."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-on"], name="cases_supervision_day")]

    class Privacy:
        personal = ("member", "by")
        special = ()
        operational = ("on", "kind")
        retention = "organisation"

    def __str__(self) -> str:
        return self.public_id
