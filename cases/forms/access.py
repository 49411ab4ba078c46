"""Emergencies, conflicts of interest, hand-over and cover."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.access import members_with_cases, without_conflict
from cases.forms.fields import day, long_text
from cases.forms.team import MemberField, case_managers
from cases.models import Case
from renate.accounts.models import Membership


class EmergencyForm(forms.Form):
    """Whose file, and why it can't wait."""

    who = forms.CharField(
        label=_("Code or full name of the person"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = long_text(
        _("What the emergency is"),
        limit=2000,
        rows=4,
        required=True,
        help_text=_("Kept, and read by the data protection officer."),
    )


class ConflictForm(forms.Form):
    """Who must not see the person's files; anybody may say it of themselves."""

    membership = MemberField(Membership.objects.none(), label=_("Member"), empty_label=_("Choose"))
    note = long_text(_("What ties them"), limit=2000, rows=3)
    hand_over_to = MemberField(
        Membership.objects.none(),
        label=_("Who takes over"),
        required=False,
        empty_label=_("Nobody yet"),
        help_text=_("Where the member is the case manager."),
    )

    def __init__(self, *args: Any, asking: Membership, may_name_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = (
            members_with_cases()
            if may_name_others
            else Membership.objects.filter(pk=asking.pk).select_related("user")
        )
        self.fields["membership"].queryset = who  # type: ignore[attr-defined]
        if not may_name_others:
            self.fields["membership"].initial = asking.pk
        takers = case_managers() if may_name_others else case_managers().exclude(pk=asking.pk)
        self.fields["hand_over_to"].queryset = takers  # type: ignore[attr-defined]


class CaseCodes(forms.ModelMultipleChoiceField):
    """Cases by their codes, without opening them."""

    def label_from_instance(self, obj: Case) -> str:
        sealed = _(", sealed") if obj.is_sealed else ""
        return f"{obj.person.case_code}{sealed}"


class HandOverForm(forms.Form):
    """Which cases of a member go to whom, and what the next one should know."""

    cases = CaseCodes(
        Case.objects.none(), label=_("Cases"), widget=forms.CheckboxSelectMultiple, to_field_name="public_id"
    )
    to = MemberField(Membership.objects.none(), label=_("To"), empty_label=_("Choose"))
    note = long_text(_("What the next one should know"), limit=5000, rows=4)

    def __init__(self, *args: Any, before: Membership, asking: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = without_conflict(Case.objects.open().filter(case_manager=before), asking)
        theirs = theirs.select_related("person").order_by("person__case_code")
        self.fields["cases"].queryset = theirs  # type: ignore[attr-defined]
        self.fields["cases"].initial = list(theirs)
        self.fields["to"].queryset = case_managers().exclude(pk=before.pk)  # type: ignore[attr-defined]


class CoverForm(forms.Form):
    """Who stands in for whom, and until when."""

    away = MemberField(Membership.objects.none(), label=_("Who is away"), empty_label=_("Choose"))
    to = MemberField(Membership.objects.none(), label=_("Who stands in"), empty_label=_("Choose"))
    on = day(_("From"))
    until = day(_("Until"), help_text=_("The last day."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["away"].queryset = case_managers()  # type: ignore[attr-defined]
        self.fields["to"].queryset = members_with_cases()  # type: ignore[attr-defined]
