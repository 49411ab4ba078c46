"""Days of supervision."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import members_with_cases
from cases.codes import SupervisionKind
from cases.forms.fields import day, one_of
from cases.forms.work import MembersField
from renate.accounts.models import Membership


class SupervisionForm(forms.Form):
    """Who, when, how; never what about."""

    members = MembersField(Membership.objects.none(), label=_("Who took part"))
    on = day(_("Date"))
    kind = one_of(SupervisionKind, _("Kind"), required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["members"]).queryset = members_with_cases()
