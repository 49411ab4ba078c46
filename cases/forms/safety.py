"""Safe contact, notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import LANGUAGES, Channel, NoteSection
from cases.forms.fields import day, long_text, one_of, some_of
from cases.models import ContactPlan


class ContactPlanForm(forms.Form):
    """How the person may be reached without harm."""

    on = day(_("Agreed with the person on"))
    channel = one_of(Channel, _("Way of contact"), required=True)
    value = forms.CharField(label=_("Number or address"), max_length=200, required=False)
    language = one_of(LANGUAGES, _("Language"))
    safe_times = forms.CharField(label=_("Safe times"), max_length=300, required=False)
    who_may_answer = forms.CharField(label=_("Who else may answer"), max_length=300, required=False)
    say_we_are = forms.CharField(
        label=_("Say we are"), max_length=200, required=False, help_text=_("The name to give to others.")
    )
    may_leave_message = forms.BooleanField(label=_("A message may be left"), required=False)
    code_word = forms.CharField(label=_("Code word"), max_length=100, required=False)
    unsafe_channels = some_of(Channel, _("Never use"))
    trusted_person = long_text(_("Trusted person, and what they know"), limit=500, rows=2)
    valid_after_closure = forms.BooleanField(label=_("Also after the case is closed"), required=False)

    @staticmethod
    def initial_for(plan: ContactPlan) -> dict[str, Any]:
        """What is stored; the day is asked anew."""
        return {name: getattr(plan, name) for name in ContactPlanForm.base_fields if name != "on"}


class NoteForm(forms.Form):
    """A note in one of the sections the writer may write in."""

    on = day(_("Date"))
    section = one_of(NoteSection, _("Section"), required=True)
    text = long_text(_("Note"), required=True, rows=8)

    def __init__(self, *args: Any, sections: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(code, label) for code, label in NoteSection.choices if code in sections]
        self.fields["section"].choices = pairs  # type: ignore[attr-defined]
