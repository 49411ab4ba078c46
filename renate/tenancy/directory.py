"""The organisations of the network, read as the platform: the one thing that may be read across them."""

from django.core.management.base import CommandError

from renate.tenancy import scope
from renate.tenancy.models import Organisation


def every_organisation(order: str = "pk") -> list[Organisation]:
    """All of them, suspended ones too."""
    with scope.enter(platform=True):
        return list(Organisation.objects.order_by(order))


def active_ids() -> list[int]:
    """The keys of those that are not suspended: where sweeps go."""
    with scope.enter(platform=True):
        return list(Organisation.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))


def organisation_by_ref(ref: str) -> Organisation:
    """The one that a command names. Raises CommandError where there is none."""
    with scope.enter(platform=True):
        organisation = Organisation.objects.filter(public_id=ref).first()
    if organisation is None:
        raise CommandError("no organisation has this ref")
    return organisation
