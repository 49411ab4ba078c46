"""Opening an organisation: the directory entry, its settings, its keys, its roles' permissions."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from renate import audit
from renate.accounts.models import OrganisationGroupGrant
from renate.accounts.roles import ACTS
from renate.tenancy import scope
from renate.tenancy.keys import make_keys
from renate.tenancy.models import Organisation, OrganisationSettings


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
    """Add a member organisation or the secretariat to the network, with settings, keys and role grants."""
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
