"""Who works on the case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import members_with_cases
from cases.codes import Confidentiality, TeamKind
from cases.forms.fields import day, long_text, one_of
from renate.accounts.models import Membership
from renate.accounts.roles import Act


class MemberField(forms.ModelChoiceField):
    """A member, with the role beside the name."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj} ({obj.get_role_display()})"


class TeamMemberForm(forms.Form):
    """Somebody who joins for a time."""

    membership = MemberField(Membership.objects.none(), label=_("Member"), empty_label=_("Choose"))
    kind = one_of(TeamKind, _("As"), required=True)
    on = day(_("From"))
    to_on = day(
        _("Until"),
        required=False,
        help_text=_("The last day. Cover needs one; a team member without one stays until taken off."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = members_with_cases()  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """The one case manager."""

    to = MemberField(Membership.objects.none(), label=_("Case manager"), empty_label=_("Choose"))
    note = long_text(_("What the next one should know"), limit=5000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = case_managers()  # type: ignore[attr-defined]


class ConfidentialityForm(forms.Form):
    """How closed the case is."""

    level = one_of(
        Confidentiality, _("Confidentiality"), required=True, radio=True,
        help_text=_("A sealed case is seen by its case manager and the members named here, by nobody else."),
    )  # fmt: skip


def case_managers() -> Any:
    """Active members whose role may manage a case."""
    return Membership.objects.with_act(Act.CLOSE_CASE).select_related("user").order_by("user__full_name")


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the answer."""
