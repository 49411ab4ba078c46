"""Days between contacts."""

from django import forms

from reintegration.models import MonitoringSchedule

_NAMES = ("crisis_days", "transition_days", "reintegration_days", "extended_days", "follow_up_days")


class MonitoringForm(forms.ModelForm):
    """One number a phase; the bounds are the operation's, so that page and operation say the same."""

    class Meta:
        model = MonitoringSchedule
        fields = (*_NAMES, "early_and_late")

    def _post_clean(self) -> None:
        """The operation checks and builds the row."""
