"""What an organisation decides for itself."""

from collections.abc import Callable, Collection

from django.db import transaction

from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.errors import RuleError
from renate.tenancy.models import OrganisationSettings

OWN_TO_DECIDE = (
    "transition_after_months",
    "reintegration_after_months",
    "programme_months",
    "suppression_threshold",
    "require_second_factor",
    "closure_needs_approval",
    "plan_needs_approval",
    "caseload_warning",
    "idle_minutes",
)


# Inside the transaction, with the names of what changed: whoever keeps days that follow from a setting.
on_changed: list[Callable[[Collection[str]], None]] = []


class SettingsError(RuleError):
    """The settings don't fit together, or the member may not change them."""


@transaction.atomic
def change_settings(*, by: Membership, **values: int | bool) -> OrganisationSettings:
    """Change the organisation's settings (domain 2.5, 6, 7). Raises SettingsError.

    Thresholds may be raised and never go below five; the three month boundaries stay in their order.
    """
    if not can(by, Act.MANAGE_SETTINGS):
        raise SettingsError("You may not change the settings.")
    row = OrganisationSettings.objects.select_for_update().get()
    changed = [name for name in OWN_TO_DECIDE if name in values and getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    if not 0 < row.transition_after_months < row.reintegration_after_months < row.programme_months:
        raise SettingsError("Each boundary comes after the one before.", field="programme_months")
    if row.suppression_threshold < 5:
        raise SettingsError(
            "The threshold may be raised, never lowered below 5.", field="suppression_threshold"
        )
    row.full_clean()
    row.save()
    audit.record("settings.changed", on=row, fields=changed)
    for follow in on_changed:
        follow(changed)
    return row
