"""Pages asked as a member asks for them, through every middleware."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from renate.accounts.models import Membership, User
from renate.accounts.operations import role_group
from renate.kit.public_ids import new_public_id
from renate.tenancy import scope
from renate.tenancy.models import Organisation


def new_member(organisation: Organisation, role: str) -> Membership:
    """Somebody who works there from now on."""
    with scope.enter(organisation=organisation):
        user = User.objects.create(email=f"{new_public_id()}@example.org", full_name="Bench")
        user.groups.add(role_group(organisation, role))
        return Membership.objects.create(user=user, role=role)


def asking(membership: Membership, page: str, status: int = 200) -> Callable[[], None]:
    """A call that asks for the page. Raises RuntimeError where the answer has another status."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(membership.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }

    def ask() -> None:
        with override_settings(STORAGES=storages, ALLOWED_HOSTS=["localhost"], SECURE_SSL_REDIRECT=False):
            response = client.get(page)
        if response.status_code != status:
            raise RuntimeError(f"{page} answered {response.status_code}")

    return ask
