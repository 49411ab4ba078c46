"""The safety plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import YES_NO, day, long_text, yes_no_unknown
from cases.models import SafetyPlan
from cases.models.safety_plan import STEPS


def _step(label: object, help_text: object = "") -> forms.CharField:
    return long_text(label, limit=3000, rows=3, help_text=help_text)  # type: ignore[no-any-return]


class SafetyPlanForm(forms.Form):
    """In the person's own words, what to do when danger shows."""

    on = day(_("Made on"))
    warning_signs = _step(_("Warning signs"), _("What shows that danger is near."))
    what_i_do = _step(_("What I do"))
    who_i_call = _step(_("Whom I call"), _("With the code words agreed."))
    safe_places = _step(_("Safe places"))
    documents_bag = _step(_("Bag with documents"), _("What is in it and where it is."))
    digital_steps = _step(_("Phone and accounts"))
    children_steps = _step(_("Children"))
    work_and_court = _step(_("At work and in court"))
    staff_actions = _step(_("What the staff do"))
    agreed_with_person = forms.TypedChoiceField(
        label=_("Agreed with the person"),
        choices=YES_NO,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    valid_until = day(_("Valid until"))
    copy_given = forms.BooleanField(label=_("The person has a copy"), required=False)
    copy_is_safe = yes_no_unknown(
        _("Is keeping a copy safe?"), help_text=_("Who else could find it, on paper or on the phone?")
    )

    @staticmethod
    def initial_for(plan: SafetyPlan) -> dict[str, Any]:
        """The steps of the version before; days, agreement and copy are asked anew."""
        return {name: getattr(plan, name) for name in STEPS}
