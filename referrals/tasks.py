"""The sweeps that end packages on time and raise the alarm when nobody has heard of a safe arrival."""

from celery import shared_task

from referrals.models import ReferralPackage
from referrals.operations import expire_package
from referrals.operations.alarms import raise_arrival_alarms
from referrals.operations.outside import forget_files
from referrals.operations.requests import expire_requests
from renate.kit import clock
from renate.tenancy import scope
from renate.tenancy.directory import every_organisation
from renate.tenancy.models import Organisation


@shared_task
def expire_packages() -> None:
    """Destroy every package, question and file past its last day, organisation by organisation."""
    for organisation in every_organisation():
        for package_id in _past_their_last_day(organisation):
            # One transaction each: what fails for one package must not keep the others alive.
            with scope.enter(organisation=organisation):
                package = ReferralPackage.objects.owned().get(pk=package_id)
                expire_package(on=clock.today(), package=package)
        with scope.enter(organisation=organisation):
            expire_requests(on=clock.today())
            forget_files(on=clock.today())


@shared_task
def watch_arrivals() -> None:
    """Every minute: is a call of safe arrival late? Harmless when run twice."""
    for organisation in every_organisation():
        with scope.enter(organisation=organisation):
            raise_arrival_alarms(now=clock.now())


def _past_their_last_day(organisation: Organisation) -> list[int]:
    with scope.enter(organisation=organisation):
        packages = ReferralPackage.objects.owned().live().filter(valid_until__lt=clock.today())
        return list(packages.values_list("pk", flat=True))
