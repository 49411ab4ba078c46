"""Who works for an organisation, in which role."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.accounts.roles import ACTS, Role
from renate.tenancy.managers import CurrentUser, TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel


class MembershipQuerySet(TenantQuerySet):
    """Reads over memberships."""

    def active(self) -> "MembershipQuerySet":
        return self.filter(is_active=True, user__is_active=True)

    def with_act(self, act: str) -> "MembershipQuerySet":
        """Active members whose role may do `act`."""
        return self.active().filter(role__in=[role for role, acts in ACTS.items() if act in acts])


class OwnMembershipManager(models.Manager.from_queryset(MembershipQuerySet)):  # type: ignore[misc]
    """A person's own memberships, in whatever organisation: what the switcher shows."""

    def get_queryset(self) -> MembershipQuerySet:
        return super().get_queryset().filter(user_id=CurrentUser())


class Membership(TenantModel):
    """A person in an organisation; one role each (domain 7 rule 12: two roles are two accounts)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    job_title = models.CharField(_("job title"), max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Kept out at once, before it is clear whether they leave; their cases still count as theirs.
    suspended_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(MembershipQuerySet)()
    own = OwnMembershipManager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "user", name="accounts_one_membership"),
        ]

    class Privacy:
        personal = ("user", "role", "job_title", "is_active", "ended_at", "suspended_at")
        special = ()
        operational = ()
        retention = "membership"

    def __str__(self) -> str:
        return str(self.user)


class Invitation(TenantModel):
    """An invitation by e-mail, good for a few days and for one person."""

    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=120)
    role = models.CharField(max_length=20, choices=Role)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                "organisation", "email", name="accounts_one_open_invitation",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("email", "full_name", "role")
        special = ()
        operational = ("expires_at", "accepted_at", "withdrawn_at")
        retention = "membership"

    def __str__(self) -> str:
        return self.email
