"""How an organisation's reports look: logo and colour."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.tenancy.models import TenantModel

HOUSE_COLOUR = "#1d5c57"


class Brand(TenantModel):
    """One for each organisation. The logo is kept as we drew it anew, never as it was uploaded."""

    colour = models.CharField(
        _("colour"), max_length=7, default=HOUSE_COLOUR, validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    logo = models.BinaryField(null=True, blank=True)  # PNG

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", name="reports_brand_once"),
        ]

    class Privacy:
        """Nothing about any person."""

        personal = ()
        special = ()
        operational = ("colour", "logo")
        retention = "organisation"

    def __str__(self) -> str:
        return self.colour
