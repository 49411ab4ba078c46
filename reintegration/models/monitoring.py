"""How often an organisation wants to be in touch, where it differs from the usual (domain 2.8)."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reintegration.codes import Phase
from reintegration.rules.schedule import PHASE_DAYS
from renate.tenancy.models import TenantModel

_DAYS = (MinValueValidator(1), MaxValueValidator(180))


def _days(label: Any, phase: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=PHASE_DAYS[phase], validators=_DAYS)


class MonitoringSchedule(TenantModel):
    """Days between contacts by phase; one row an organisation, none means the usual."""

    crisis_days = _days(_("crisis: every so many days"), Phase.CRISIS)
    transition_days = _days(_("transition: every so many days"), Phase.TRANSITION)
    reintegration_days = _days(_("reintegration: every so many days"), Phase.REINTEGRATION)
    extended_days = _days(_("extended: every so many days"), Phase.EXTENDED)
    follow_up_days = _days(_("follow-up: every so many days"), Phase.FOLLOW_UP)
    early_and_late = models.BooleanField(_("also 3 and 24 months after closure"), default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="reintegration_one_monitoring"),
            models.CheckConstraint(
                name="reintegration_monitoring_days",
                condition=Q(
                    crisis_days__gte=1, transition_days__gte=1, reintegration_days__gte=1,
                    extended_days__gte=1, follow_up_days__gte=1,
                ),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ()
        special = ()
        operational = (
            "crisis_days", "transition_days", "reintegration_days", "extended_days", "follow_up_days",
            "early_and_late",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return "Monitoring"

    @property
    def phase_days(self) -> dict[str, int]:
        """Days by phase, as the schedule wants them."""
        return {phase: getattr(self, f"{phase}_days") for phase in Phase.values}
