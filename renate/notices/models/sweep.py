"""How the last run of each sweep went, as its own organisation may see it."""

from django.db import models

from renate.notices.codes import SWEEPS
from renate.tenancy.models import TenantModel


class Sweep(TenantModel):
    """One row a sweep and organisation: the heartbeat of the queue."""

    name = models.CharField(max_length=40)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=80, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "name"], name="notices_one_sweep"),
        ]

    class Privacy:
        personal = ()
        special = ()
        operational = ("name", "began_at", "ended_at", "taken", "trouble", "failed_at")
        retention = "organisation"

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What it does, in words."""
        return str(SWEEPS.get(self.name, self.name))
