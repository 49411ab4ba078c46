"""Forms of the rights of the person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome
from cases.forms.fields import day, long_text, one_of
from renate.rights.codes import Decision, FileFormat, HoldGround, RequestKind, SafeToHave, Texts
from renate.rights.models import RetentionPeriods


class RequestForm(forms.Form):
    """What the person asks."""

    kind = one_of(RequestKind, _("Request"), required=True, radio=True)
    asked = long_text(
        _("What the person asks"), required=True, limit=5000,
        help_text=_("In their words: what should be put right, why something should be deleted."),
    )  # fmt: skip
    received_on = day(_("Received on"), help_text=_("The month to answer begins on this day."))


class DecisionForm(forms.Form):
    """Grant or refuse."""

    decision = one_of(Decision, _("Decision"), required=True, radio=True)
    reason = long_text(_("Reason"), limit=5000, help_text=_("For a refusal: the person is told."))


class ReasonForm(forms.Form):
    """Why it takes longer."""

    reason = long_text(_("What makes it complex"), required=True, limit=5000)


class DisagreementForm(forms.Form):
    """What the person says to a refusal."""

    text = long_text(_("What the person says"), required=True, limit=5000)


class SafetyForm(forms.Form):
    """The question before a copy."""

    safe = one_of(SafeToHave, _("Is it safe for the person to have this?"), required=True, radio=True)


class AskForm(forms.Form):
    """Why a second member should approve."""

    reason = long_text(_("For whom and for what the copy is"), required=True, limit=1000, rows=3)


class CopyForm(forms.Form):
    """How the copy is made."""

    form = one_of(FileFormat, _("Format"), required=True, radio=True)
    texts = one_of(Texts, _("Are the longer texts in it?"), required=True, radio=True)


class HoldForm(forms.Form):
    """Why nothing may be deleted."""

    ground = one_of(HoldGround, _("Ground"), required=True, radio=True)
    from_on = day(_("From"))
    note = long_text(_("Note"), limit=2000, rows=3)


class NothingForm(forms.Form):
    """An act that asks nothing more than to be confirmed."""


class KeepForm(forms.Form):
    """Until when, and why."""

    until = day(_("Keep until"))
    reason = long_text(_("Why it is still needed"), required=True, limit=2000)


class PeriodsForm(forms.Form):
    """Months by outcome, and the days of grace."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for outcome in ClosureOutcome:
            self.fields[outcome.value] = forms.IntegerField(
                label=_("%(outcome)s (months)") % {"outcome": outcome.label}, min_value=1, max_value=240
            )
        self.fields["grace_days"] = forms.IntegerField(
            label=_("Days between the warning and the deletion"), min_value=14, max_value=365
        )

    @staticmethod
    def initial_for(row: RetentionPeriods) -> dict[str, int]:
        """What holds now."""
        return {**row.months, "grace_days": row.grace_days}
