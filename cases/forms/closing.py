"""Closing a case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import ClosureOutcome, ClosureReason
from cases.forms.fields import day, long_text, one_of


class ClosureForm(forms.Form):
    """What R-14 asks for."""

    on = day(_("Day of closing"))
    reason = one_of(ClosureReason, _("Reason"), required=True)
    outcome = one_of(ClosureOutcome, _("Outcome"), required=True)
    summary = long_text(_("Closing summary"), required=True, rows=8)
    open_items = long_text(_("What is still open, and who takes it over"), rows=4)


class ReturnForm(forms.Form):
    """Why a request goes back."""

    note = long_text(_("What is still to be done"), limit=2000, rows=4, required=True)


class ReopenForm(forms.Form):
    """From when the case is open again."""

    on = day(_("Open again from"))
