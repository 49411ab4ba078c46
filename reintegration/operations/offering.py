"""Which services an organisation offers, and services of its own (domain 3)."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from reintegration.catalogue import CATEGORY_LABELS, categories
from reintegration.models import ServiceOffer
from reintegration.queries.offering import own_services, services_in_use, whole_offer
from reintegration.rules.offering import emptied_while_in_use, offered
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.kit.public_ids import new_public_id


class OfferError(RuleError):
    """The catalogue can't be changed as given."""


@transaction.atomic
def choose_services(*, by: Membership, on_codes: Collection[str]) -> None:
    """Switch services on and off; one that is off stays in present plans and can't be chosen anew.

    A category that plans still count on is not emptied: they would have nothing to go on with.
    """
    every, _off = whole_offer()
    known = {service.code for category in every for service in category.services}
    off = known - set(on_codes)
    left = offered(categories(), off=off, own=own_services().values())
    emptied = emptied_while_in_use(left, services_in_use())
    if emptied:
        reasons = [
            _("Plans still count on “%(name)s”: leave one of its services on.") % {"name": name}
            for name in emptied
        ]
        raise OfferError(reasons, field="services")
    if not any(category.services for category in left):
        raise OfferError(_("Leave at least one service on."), field="services")
    rows = {offer.code: offer for offer in ServiceOffer.objects.select_for_update()}
    for code in sorted(known):
        _switch(rows.get(code), code, is_on=code not in off)
    audit.record("service.offer_changed", off=len(off))


def _switch(row: ServiceOffer | None, code: str, *, is_on: bool) -> None:
    """A service of the catalogue needs a row only while it is off."""
    if row is None and not is_on:
        ServiceOffer.objects.create(code=code, is_on=False)
    elif row is not None and row.is_on != is_on:
        row.is_on = is_on
        row.save()


@transaction.atomic
def save_own_service(
    *,
    by: Membership,
    category: str,
    name: str,
    unit: str,
    phases: Iterable[str] = (),
    providers: Iterable[str] = (),
    offer: ServiceOffer | None = None,
) -> ServiceOffer:
    """Add a service of our own to a category, or change it; what was delivered keeps its old name."""
    name = name.strip()
    twin = ServiceOffer.objects.filter(is_own=True, name__iexact=name, code__startswith=f"{category}.")
    if twin.exclude(pk=offer.pk if offer else None).exists():
        raise OfferError(_("There is a service of this name."), field="name")
    if category not in CATEGORY_LABELS:
        raise OfferError(_("Choose a category."), field="category")
    row = offer or ServiceOffer(code=f"{category}.own_{new_public_id()}", is_own=True)
    row.name, row.unit, row.phases, row.providers = name, unit, list(phases), list(providers)
    row.full_clean()
    row.save()
    audit.record("service.own_saved", on=row)
    return row
