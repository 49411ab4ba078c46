"""Shape of what is typed on the account and member pages; the rules are in the operations."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from renate.accounts.access import acts_of
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Role
from renate.audit.words import GROUPS
from renate.tenancy.models import Organisation
from renate.tenancy.models.organisation import OrganisationKind


def role_choices(organisation: Organisation) -> list[tuple[str, Any]]:
    """The roles one can have there: the secretariat works with figures only, members with people."""
    if organisation.kind == OrganisationKind.SECRETARIAT:
        return [(role.value, role.label) for role in (Role.SECRETARIAT, Role.ADMIN)]
    return [(role.value, role.label) for role in Role if role != Role.SECRETARIAT]


class RoleForm(forms.Form):
    """One role out of those of the organisation."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["role"]).choices = role_choices(organisation)


class InvitationForm(RoleForm):
    """Who is invited, as what."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("Email address"), help_text=_("The invitation goes there. It holds for 7 days.")
    )
    field_order = ["full_name", "email", "role"]


class AcceptanceForm(forms.Form):
    """What a person invited says about themselves; their address is known from the link."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. A few words in a row are easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        again = cleaned.get("password_again")
        if again and cleaned.get("password") not in (None, again):
            self.add_error("password_again", _("The two passwords are not the same."))
        return cleaned


class SettingsForm(forms.Form):
    """What an organisation decides for itself (domain 2.5, 6, 7)."""

    transition_after_months = forms.IntegerField(
        label=_("First phase, in months"),
        help_text=_("Up to this month a person counts as new."),
        min_value=1,
    )
    reintegration_after_months = forms.IntegerField(
        label=_("Second phase ends after, in months"), help_text=_("Counted from the first day."), min_value=2
    )
    programme_months = forms.IntegerField(
        label=_("Programme ends after, in months"), help_text=_("Counted from the first day."), min_value=3
    )
    caseload_warning = forms.IntegerField(
        label=_("Warn above this many cases"), help_text=_("Active cases of one case manager."), min_value=1
    )
    suppression_threshold = forms.IntegerField(
        label=_("Smallest number shown in a report"),
        help_text=_("Smaller groups are hidden, so that nobody can be recognised. At least 5."),
        min_value=5,
    )
    closure_needs_approval = forms.BooleanField(
        label=_("A second person approves each closure"), required=False
    )
    idle_minutes = forms.IntegerField(
        label=_("Lock a session after, in minutes"),
        help_text=_("Without a click or a key. What was typed is kept. From 2 to 60."),
        min_value=2,
        max_value=60,
    )
    plan_needs_approval = forms.BooleanField(
        label=_("A coordinator or director approves each plan"), required=False
    )
    require_second_factor = forms.BooleanField(
        label=_("Every member signs in with a second step"),
        help_text=_("Members without one are asked to set it up at their next page."),
        required=False,
    )


class DecisionForm(forms.Form):
    """Yes or no to what another asked for."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Needed when you refuse."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TokenForm(forms.Form):
    """What a key is for: as little as it needs, no longer than it is needed."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Which program it is for."))
    days = forms.TypedChoiceField(
        label=_("Holds for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("a year"))],
        coerce=int,
        initial=90,
    )
    reads_only = forms.TypedChoiceField(
        label=_("May"),
        choices=[("yes", _("Only read")), ("no", _("Read and write"))],
        coerce=lambda answer: answer == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
    acts = forms.MultipleChoiceField(
        label=_("Only for"),
        help_text=_("Nothing ticked: all that you may do."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = acts_of(membership)
        acts = [(act.value, act.label) for act in Act if act.value in own]
        cast(forms.MultipleChoiceField, self.fields["acts"]).choices = acts


class AuditFilterForm(forms.Form):
    """What narrows the audit log; `before` is where a page begins."""

    group = forms.ChoiceField(label=_("What"), required=False)
    member: Any = forms.ModelChoiceField(
        label=_("Who"),
        queryset=None,
        to_field_name="public_id",
        required=False,
        empty_label=_("Everybody"),
    )
    about = forms.SlugField(label=_("Ref"), required=False, max_length=16)
    before = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(key, label) for key, (label, _kinds) in GROUPS.items()]
        cast(forms.ChoiceField, self.fields["group"]).choices = [("", _("Everything")), *groups]
        members = Membership.objects.select_related("user").order_by("user__full_name", "id")
        cast(Any, self.fields["member"]).queryset = members
