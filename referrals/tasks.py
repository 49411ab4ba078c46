"""The sweep that ends packages on time."""

from celery import shared_task

from referrals.models import ReferralPackage
from referrals.operations import expire_package
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.models import Organisation


@shared_task
def expire_packages() -> None:
    """Destroy every package past its last day, organisation by organisation; harmless when run twice."""
    with scope.enter(platform=True):
        organisations = list(Organisation.objects.values_list("pk", flat=True))
    for organisation_id in organisations:
        for package_id in _past_their_last_day(organisation_id):
            # One transaction each: what fails for one package must not keep the others alive.
            with scope.enter(organisation=organisation_id):
                package = ReferralPackage.objects.owned().get(pk=package_id)
                expire_package(on=clock.today(), package=package)


def _past_their_last_day(organisation_id: int) -> list[int]:
    with scope.enter(organisation=organisation_id):
        packages = ReferralPackage.objects.owned().live().filter(valid_until__lt=clock.today())
        return list(packages.values_list("pk", flat=True))
