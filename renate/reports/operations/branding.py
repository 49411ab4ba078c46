"""Setting how an organisation's reports look."""

from django.db import transaction

from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.reports.branding import cleaned_logo, problems_of_colour
from renate.reports.models import Brand


class BrandError(RuleError):
    """The colour can't be used."""


@transaction.atomic
def set_brand(*, by: Membership, colour: str, logo: bytes | None = None, without_logo: bool = False) -> Brand:
    """Keep colour and logo; reports that are issued already stay as they are."""
    colour = colour.lower()
    if problems := problems_of_colour(colour):
        raise BrandError(problems, field="colour")
    brand = Brand.objects.select_for_update().first() or Brand()
    brand.colour = colour
    if without_logo:
        brand.logo = None
    elif logo:
        brand.logo = cleaned_logo(logo)
    brand.full_clean()
    brand.save()
    audit.record("report.look_set", on=brand)
    return brand
