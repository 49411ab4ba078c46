"""What somebody had typed when their session was locked: kept sealed until they are back."""

from django.db import models

from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel

# More than the text of any request that is let in, but for one made of signs that JSON writes in six.
LONGEST = 6 * 1024 * 1024


class HeldForm(TenantModel):
    """A form that was sent from a locked session; for its sender only, and for some hours."""

    membership = TenantForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="held_forms")
    path = models.CharField(max_length=300)
    body = EncryptedTextField(long=True, max_chars=LONGEST)
    expires_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "membership"], name="accounts_held_of_member")]

    class Privacy:
        personal = ("membership", "path")
        special = ("body",)
        operational = ("expires_at",)
        retention = "membership"

    def __str__(self) -> str:
        return self.public_id
