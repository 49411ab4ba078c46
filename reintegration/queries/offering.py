"""What the organisation in scope offers: the catalogue, less what is off, plus its own; one query."""

from reintegration.catalogue import SERVICES, Category, Service, categories
from reintegration.codes import GoalStatus, PlanItemStatus
from reintegration.models import PlanItem, ServiceOffer, ServicePlan
from reintegration.rules.offering import offered
from reintegration.rules.plans import SETTLED_ITEMS

_OVER = (*SETTLED_ITEMS, PlanItemStatus.DECLINED_BY_PERSON)
_STANDING = (GoalStatus.OPEN, GoalStatus.PARTLY_MET)


def own_services() -> dict[str, Service]:
    """Our own services, off ones too, by code."""
    return {offer.code: offer.as_service() for offer in ServiceOffer.objects.filter(is_own=True)}


def offered_services() -> list[Category]:
    """All categories with the services that are on here."""
    offers = list(ServiceOffer.objects.order_by("name", "id"))
    own = [offer.as_service() for offer in offers if offer.is_own]
    return offered(categories(), off={offer.code for offer in offers if not offer.is_on}, own=own)


def whole_offer() -> tuple[list[Category], set[str]]:
    """All categories with every service, and the codes of those that are off."""
    offers = list(ServiceOffer.objects.order_by("name", "id"))
    own = [offer.as_service() for offer in offers if offer.is_own]
    return offered(categories(), off=(), own=own), {offer.code for offer in offers if not offer.is_on}


def find_service(code: str) -> Service | None:
    """A service of the catalogue or one of our own, off or on."""
    return SERVICES.get(code) or own_services().get(code)


def is_offered(code: str) -> bool:
    """Whether it may be chosen anew."""
    return any(service.code == code for category in offered_services() for service in category.services)


def services_in_use() -> set[str]:
    """What open goals of present plans still count on."""
    items = PlanItem.objects.filter(goal__plan__in=ServicePlan.objects.current(), goal__status__in=_STANDING)
    return set(items.exclude(status__in=_OVER).values_list("service", flat=True))
