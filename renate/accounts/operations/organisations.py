"""Organisations: opened with settings, keys and permissions of roles; suspended; forgotten with the keys."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from renate import audit
from renate.accounts.models import OrganisationGroupGrant
from renate.accounts.roles import ACTS
from renate.kit.errors import RuleError
from renate.tenancy import scope
from renate.tenancy.keys import destroy_keys, make_keys
from renate.tenancy.models import Organisation, OrganisationSettings


class OrganisationError(RuleError):
    """The organisation can't be changed like this."""


def role_group(organisation: Organisation, role: str) -> Group:
    """The group that holds a role's grants in one organisation."""
    return Group.objects.get_or_create(name=_group_name(organisation, role))[0]


def _group_name(organisation: Organisation, role: str) -> str:
    return f"{organisation.public_id}:{role}"


def _role_groups(organisation: Organisation) -> dict[str, Group]:
    """All the roles' groups, made where they are missing, in two queries."""
    names = {_group_name(organisation, role): role for role in ACTS}
    Group.objects.bulk_create((Group(name=name) for name in names), ignore_conflicts=True)
    return {names[group.name]: group for group in Group.objects.filter(name__in=names)}


@transaction.atomic
def open_organisation(*, name: str, short_name: str, country: str, **fields: Any) -> Organisation:
    """Add a member organisation or the secretariat to the network, with settings, keys and role grants.

    Raises ValidationError, and OrganisationError for a time zone that nobody knows.
    """
    try:
        ZoneInfo(fields.get("time_zone", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        raise OrganisationError(_("There is no such time zone."), field="time_zone") from None
    with scope.enter(platform=True):
        organisation = Organisation(name=name, short_name=short_name, country=country, **fields)
        organisation.full_clean()
        organisation.save()
    with scope.enter(organisation=organisation):
        OrganisationSettings.objects.create()
        make_keys()
        grant_roles(organisation)
        audit.record("organisation.opened", on=organisation)
    return organisation


def grant_roles(organisation: Organisation) -> None:
    """Write the table role → acts as object permissions of the roles' groups; run again after it changed."""
    acts = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(Organisation)
        )
    }
    OrganisationGroupGrant.objects.all().delete()
    OrganisationGroupGrant.objects.bulk_create(
        OrganisationGroupGrant(group=group, permission=acts[act], content_object=organisation)
        for role, group in _role_groups(organisation).items()
        for act in sorted(ACTS[role])
    )


@transaction.atomic
def suspend_organisation(*, organisation: Organisation) -> None:
    """Nobody there gets in from now on, and nothing is handed to it; its files stay as they are."""
    _switch(organisation, active=False)


@transaction.atomic
def restore_organisation(*, organisation: Organisation) -> None:
    """Its members may sign in again."""
    _switch(organisation, active=True)


def _switch(organisation: Organisation, *, active: bool) -> None:
    with scope.enter(platform=True):
        organisation.is_active = active
        organisation.save(update_fields=["is_active"])
    with scope.enter(organisation=organisation):
        audit.record("organisation.restored" if active else "organisation.suspended", on=organisation)


@transaction.atomic
def forget_organisation(*, organisation: Organisation) -> None:
    """Destroy its keys: whatever it ever sealed opens no more, here and in every dump (docs/operations.md).

    Raises OrganisationError where it is not suspended: nobody should be at work.
    """
    if organisation.is_active:
        raise OrganisationError(_("Suspend the organisation first."))
    with scope.enter(organisation=organisation):
        destroy_keys()
        audit.record("organisation.keys_destroyed", on=organisation)
