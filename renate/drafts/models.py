"""What was typed into a form and not saved."""

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from renate.accounts.models import Membership
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.managers import TenantManager, TenantQuerySet
from renate.tenancy.models import TenantModel

LONGEST = 200_000


class DraftQuerySet(TenantQuerySet):
    """Reads over drafts."""

    def of(self, writer: Membership) -> "DraftQuerySet":
        """What a member has typed and not saved, the newest first; nobody else is ever shown it."""
        return self.filter(writer=writer, is_settled=False).order_by("-updated_at")


class Draft(TenantModel):
    """The sealed content of one form in one window; `token` is that window's.

    A settled row is empty: it stays for some days so that a late autosave can't bring back what was saved.
    """

    writer = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="drafts")
    token = models.CharField(max_length=16)
    page = models.CharField(max_length=200)
    label = models.CharField(_("form"), max_length=80)
    about = models.CharField(_("code"), max_length=24, blank=True)
    content = EncryptedTextField(blank=True, long=True, max_chars=LONGEST)
    is_settled = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(DraftQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "writer", "token", name="drafts_one_a_window"),
        ]
        indexes = [
            models.Index("organisation", "writer", "page", name="drafts_of_writer"),
            models.Index("organisation", "updated_at", name="drafts_by_age"),
        ]

    class Privacy:
        personal = ("writer",)
        special = ("content",)
        operational = ("token", "page", "label", "about", "is_settled")
        retention = "membership"

    def __str__(self) -> str:
        return self.public_id

    @property
    def fields(self) -> dict[str, list[str]]:
        """What was typed: name to values."""
        found: dict[str, list[str]] = json.loads(self.content) if self.content else {}
        return found

    @fields.setter
    def fields(self, value: dict[str, Any]) -> None:
        self.content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
