"""Recording a contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, long_text, one_of
from reintegration.codes import ScoreLevel
from reintegration.follow_up_codes import Change, Mode, Reached, Sign
from reintegration.instrument import SHORT_CHECK, instrument

_SCALE = [("", _("Not asked")), *((str(level.value), f"{level.value} {level.label}") for level in ScoreLevel)]


class ContactForm(forms.Form):
    """A contact: the safe way first, then what came of it, then whether the risk has changed (R-21)."""

    safety_checked = forms.BooleanField(
        label=_("I have read how to make contact safely, and kept to it"), required=False
    )
    on = day(_("Day"))
    mode = one_of(Mode, _("How"), required=True)
    reached = one_of(Reached, _("Result"), required=True, radio=True)
    risk_changed = one_of(Change, _("Has anything changed in risk?"), required=True, radio=True)
    sign = one_of(Sign, _("Signs of new exploitation"), radio=True)
    note = long_text(_("What was said"), limit=5000, rows=4)
    next_action = forms.CharField(label=_("Next step"), max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in SHORT_CHECK:
            label = instrument().factor(number).short
            self.fields[f"factor_{number}"] = forms.ChoiceField(choices=_SCALE, label=label, required=False)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """All but the short check."""
        return [field for field in self if not field.name.startswith("factor_")]

    @property
    def short_check(self) -> list[forms.BoundField]:
        """Four factors, optional (domain 2.7)."""
        return [self[f"factor_{number}"] for number in SHORT_CHECK]

    def values(self) -> dict[str, Any]:
        """What the operation takes, by its names."""
        data = self.cleaned_data
        check = {n: int(data[f"factor_{n}"]) for n in SHORT_CHECK if data[f"factor_{n}"]}
        words = ("mode", "reached", "safety_checked", "risk_changed", "sign", "note", "next_action")
        return {"short_check": check} | {name: data[name] for name in words}
