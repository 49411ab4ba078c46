"""Employers, their checks and vacancies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import country, day, long_text, one_of
from reintegration.forms.plan import money
from reintegration.forms.work import count
from reintegration.work_codes import OfferState, VettingAnswer, VettingQuestion

_CLOSED = [(state.value, state.label) for state in OfferState if state != OfferState.OPEN]


class EmployerForm(forms.Form):
    """A firm, a household, a social enterprise."""

    name = forms.CharField(label=_("Name"), max_length=120)
    sector = forms.CharField(label=_("What they do"), max_length=120, required=False)
    area = forms.CharField(label=_("Town or area"), max_length=100, required=False)
    country = country(_("Country"), required=True)
    contact_person = forms.CharField(label=_("Contact person"), max_length=120, required=False)
    contact = forms.CharField(label=_("Phone or email"), max_length=300, required=False)
    knows_programme = forms.BooleanField(
        label=_("Knows that we help people find work"), required=False,
        help_text=_("Never more than that: no employer learns what a person has been through."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


class EmployerCheckForm(forms.Form):
    """Nine questions that show forced labour behind a job."""

    on = day(_("Checked on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in VettingQuestion:
            self.fields[question.value] = one_of(
                VettingAnswer, question.label, required=True, radio=True, initial=None
            )
        self.fields["note"] = long_text(_("Note"), limit=2000, rows=3)

    def answers(self) -> dict[str, str]:
        """Question to answer."""
        return {question.value: self.cleaned_data[question.value] for question in VettingQuestion}


class JobOfferForm(forms.Form):
    """A vacancy."""

    title = forms.CharField(label=_("Work"), max_length=160)
    on = day(_("Offered on"))
    until = day(_("Open until"), required=False)
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=1)
    hours_week = count(_("Hours a week"), 120)
    net_wage = money(_("Net wage a month, in euros"))
    asks_for = forms.CharField(label=_("Asks for"), max_length=300, required=False)


class OfferStateForm(forms.Form):
    """What became of a vacancy."""

    state = one_of(_CLOSED, _("The vacancy is"), required=True, radio=True)
