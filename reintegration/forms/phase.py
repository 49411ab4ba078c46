"""Phase decisions, setbacks and placements."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, long_text, one_of
from reintegration.codes import (
    ExtensionReason,
    Phase,
    PhaseBasis,
    PlacementKind,
    SetbackEffect,
    SetbackKind,
    Severity,
)
from reintegration.instrument import factor_choices
from reintegration.rules.setbacks import allowed_effects

# A decision never rests on the start of assistance: only the entry of a cycle does.
_BASES = [(basis.value, basis.label) for basis in PhaseBasis if basis != PhaseBasis.ENTRY]
_ENTRIES = [(phase.value, phase.label) for phase in Phase if phase not in (Phase.EXTENDED, Phase.FOLLOW_UP)]


class PhaseForm(forms.Form):
    """A human decision, with its reason (R-03, R-07)."""

    to = forms.ChoiceField(label=_("The phase from now on"), widget=forms.RadioSelect)
    on = day(_("From"))
    basis = one_of(_BASES, _("It rests on"), required=True, radio=True)
    reason = long_text(_("Reason"), limit=5000, rows=4)
    with_person = forms.BooleanField(label=_("Decided together with the person, who agrees"), required=False)
    extension_reason = one_of(ExtensionReason, _("Only for an extension: reason"))
    extended_until = day(_("Only for an extension: until"), required=False)

    def __init__(self, *args: Any, current: str, targets: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(phase, self._words(phase, current)) for phase in targets]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        if Phase.EXTENDED not in targets:
            del self.fields["extension_reason"], self.fields["extended_until"]

    @staticmethod
    def _words(phase: str, current: str) -> Any:
        label = Phase(phase).label
        return _("%(phase)s (stays)") % {"phase": label} if phase == current else label


class SetbackForm(forms.Form):
    """Something that went wrong."""

    on = day(_("Day"))
    kind = one_of(SetbackKind, _("What happened"), required=True)
    severity = forms.TypedChoiceField(
        label=_("How far it reaches"), widget=forms.RadioSelect, choices=Severity.choices, coerce=int
    )
    factors = forms.TypedMultipleChoiceField(
        label=_("What it touches"), widget=forms.CheckboxSelectMultiple, choices=factor_choices, coerce=int,
        required=False,
    )  # fmt: skip
    effect = forms.ChoiceField(label=_("What follows"), widget=forms.RadioSelect)
    entry_phase = one_of(_ENTRIES, _("Only for a new cycle: it begins in"))
    note = long_text(_("Note"), rows=4)

    def __init__(self, *args: Any, after_closure: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = allowed_effects(after_closure=after_closure)
        choices = [(e.value, e.label) for e in SetbackEffect if e in allowed]
        self.fields["effect"].choices = choices  # type: ignore[attr-defined]
        if not after_closure:
            del self.fields["entry_phase"]


class PlacementForm(forms.Form):
    """Where the person lives or works from a day on; no place is written down."""

    on = day(_("From"))
    kind = one_of(PlacementKind, _("Where"), required=True)
    to_on = day(_("Until"), required=False)
    agreed_by_person = forms.BooleanField(label=_("The person agrees"), required=False)
    exception_reason = forms.CharField(
        label=_("Reason for an exception"), max_length=500, required=False,
        help_text=_("Only when something that should be looked at first is missing."),
    )  # fmt: skip
