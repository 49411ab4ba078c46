"""Organisations and who works there."""

import time
from typing import Any

import factory

from renate.accounts.models import Membership, User
from renate.accounts.operations import open_organisation, role_group
from renate.accounts.roles import Role
from renate.tenancy.models import Organisation


def new_organisation(**fields: Any) -> Organisation:
    """An organisation as the product opens it: settings, keys, role grants."""
    return open_organisation(
        **{"name": "Harbour House", "short_name": "Harbour", "country": "AL", "time_zone": "Europe/Tirane"}
        | fields
    )


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    role = Role.CASE_MANAGER

    @factory.post_generation
    def seat(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and self.is_active:
            self.user.groups.add(role_group(self.organisation, self.role))


def prove(session: Any, user: User) -> None:
    """As if the person had given their password just now: what pages of consequence ask for."""
    just_now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [just_now]
    session["account_authentication_methods_user"] = str(user.pk)
