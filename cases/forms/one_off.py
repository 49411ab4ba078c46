"""Help without a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import FirstHelp
from cases.forms.fields import day, some_of


class OneOffForm(forms.Form):
    """What was given; nothing about who."""

    on = day(_("Date"))
    kinds = some_of(FirstHelp, _("What was given"), required=True)
    people = forms.IntegerField(label=_("People helped"), min_value=1, max_value=50, initial=1)
