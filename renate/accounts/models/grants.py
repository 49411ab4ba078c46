"""Object permissions as guardian reads them, each row inside one organisation.

Direct foreign keys, never guardian's generic tables (security 1.2): rows grow with grants, not with cases.
"""

from django.conf import settings
from django.db import models
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from renate.tenancy.managers import TenantManager
from renate.tenancy.models import TenantModel


class UserGrantManager(UserObjectPermissionManager, TenantManager):
    """guardian's manager over scoped rows."""


class GroupGrantManager(GroupObjectPermissionManager, TenantManager):
    """guardian's manager over scoped rows."""


class UserGrant(TenantModel, UserObjectPermissionBase):
    """Base of a grant to one person; the subclass adds `content_object`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    objects = UserGrantManager()

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "user", "permission", "content_object", name="%(app_label)s_%(class)s_once"
            ),
        ]

    class Privacy:
        personal = ("user", "permission", "content_object")
        special = ()
        operational = ()
        retention = "membership"


class GroupGrant(TenantModel, GroupObjectPermissionBase):
    """Base of a grant to a role's group; the subclass adds `content_object`."""

    objects = GroupGrantManager()

    class Meta(TenantModel.Meta):
        abstract = True
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "group", "permission", "content_object", name="%(app_label)s_%(class)s_once"
            ),
        ]

    class Privacy:
        personal = ("group", "permission", "content_object")
        special = ()
        operational = ()
        retention = "membership"


class OrganisationUserGrant(UserGrant):
    """An act granted to one person beyond their role."""

    content_object = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.CASCADE, related_name="user_grants"
    )


class OrganisationGroupGrant(GroupGrant):
    """An act of a role, granted to the role's group on its organisation."""

    content_object = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.CASCADE, related_name="group_grants"
    )
