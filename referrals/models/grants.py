"""Who at the receiver may open a package: guardian grants that the sender gives, and so can take back."""

from __future__ import annotations

from typing import Any

from django.db import models
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager

from referrals.managers import TwoSidedManager
from renate.accounts.models import GroupGrant, UserGrant
from renate.tenancy.fields import TenantForeignKey


class UserPackageGrants(UserObjectPermissionManager, TwoSidedManager):
    """guardian's manager over rows that both sides see."""


class GroupPackageGrants(GroupObjectPermissionManager, TwoSidedManager):
    """guardian's manager over rows that both sides see."""


class ReferralPackageUserObjectPermission(UserGrant):
    """A grant to the worker whom the receiving coordinator chose."""

    content_object = TenantForeignKey(
        "referrals.ReferralPackage", on_delete=models.CASCADE, related_name="user_grants"
    )
    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = UserPackageGrants()

    class Privacy:
        personal = ("user", "content_object", "receiver")
        special = ()
        operational = ("permission",)
        retention = "consent"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.receiver_id = self.content_object.receiver_id
        super().save(*args, **kwargs)


class ReferralPackageGroupObjectPermission(GroupGrant):
    """A grant to the coordinators of the receiver."""

    content_object = TenantForeignKey(
        "referrals.ReferralPackage", on_delete=models.CASCADE, related_name="group_grants"
    )
    receiver = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = GroupPackageGrants()

    class Privacy:
        personal = ("content_object", "receiver")
        special = ()
        operational = ("group", "permission")
        retention = "consent"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.receiver_id = self.content_object.receiver_id
        super().save(*args, **kwargs)
