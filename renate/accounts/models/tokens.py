"""Keys with which a member's own program asks the interface."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class TokenQuerySet(TenantQuerySet):
    """Reads over keys."""

    def live(self, at: datetime) -> "TokenQuerySet":
        """Neither ended nor run out, of a member who still works here."""
        members = {"membership__is_active": True, "membership__user__is_active": True}
        return self.filter(ended_at=None, expires_at__gt=at, **members)


class ApiToken(TenantModel):
    """A named key of one member in one organisation; only the hash of its secret is kept."""

    membership = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.BinaryField(max_length=32)
    reads_only = models.BooleanField(_("may only read"), default=True)
    # Of what the member may do, only this; empty is all of it.
    acts = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    expires_at = models.DateTimeField(_("holds until"))
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(TokenQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "membership"], name="accounts_token_of_member")]

    class Privacy:
        personal = ("membership", "name", "last_used_on")
        special = ()
        operational = ("digest", "reads_only", "acts", "expires_at", "ended_at")
        retention = "membership"

    def __str__(self) -> str:
        return self.name
