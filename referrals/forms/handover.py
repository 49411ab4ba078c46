"""Shape of input for referrals between members and for requests; the rules are asked by the operations."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.codes import ConsentDecision, ConsentForm, GivenBy
from cases.forms.fields import ChecklistField, day, long_text, one_of
from cases.models import Case
from cases.operations import ConsentAnswer
from referrals.codes import (
    DeclineReason,
    FeedbackAgreed,
    FeedbackKind,
    ReferralKind,
    ReferralReason,
    RequestHandling,
    ServiceAsked,
)
from referrals.models import Referral, ReturnProcess
from referrals.operations import Request
from reintegration import catalogue
from reintegration.queries.offering import offered_services
from renate.accounts.models import Membership
from renate.accounts.roles import Act, Section
from renate.tenancy.models import Organisation

_ANSWERS = [
    (ConsentDecision.GIVEN, _("Yes, the person agrees")),
    (ConsentDecision.REFUSED, _("No")),
]


class OfferForm(forms.Form):
    """What is asked of whom, and which sections may be shared."""

    counterparts = forms.ModelMultipleChoiceField(
        label=_("Organisations to ask"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One or several: the first to accept takes it, the others are let go."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=ReferralKind.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Reason"), choices=ReferralReason.choices, widget=forms.RadioSelect)
    services_asked = forms.MultipleChoiceField(
        label=_("What is asked for"), choices=ServiceAsked.choices, widget=forms.CheckboxSelectMultiple
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections to share after acceptance"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the consent covers. Until they accept, they see an anonymous summary."),
    )
    feedback_agreed = forms.ChoiceField(
        label=_("What they tell us afterwards"), choices=FeedbackAgreed.choices, widget=forms.RadioSelect
    )
    person_agrees = forms.BooleanField(
        label=_("The person knows that we ask, and agrees"),
        required=False,
        help_text=_("Without name until the person's consent names the organisation that accepts."),
    )
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    with_journey = forms.BooleanField(
        label=_("It belongs to the return under way: they see the way and note their steps"), required=False
    )
    note = forms.CharField(
        label=_("Note for ourselves"),
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Stays here: the other side never sees it."),
    )

    def __init__(
        self,
        *args: Any,
        here: Organisation,
        sections: Collection[str],
        journey: ReturnProcess | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.journey = journey
        if journey is None:
            del self.fields["with_journey"]
        cast(forms.ModelMultipleChoiceField, self.fields["counterparts"]).queryset = members_beside(here)
        cast(forms.MultipleChoiceField, self.fields["sections"]).choices = [
            (letter, Section(letter).label) for letter in sections
        ]

    def request(self) -> Request:
        """What the operation wants."""
        values = dict(self.cleaned_data)
        with_journey = values.pop("with_journey", False)
        counterparts = list(values.pop("counterparts"))
        return Request(counterparts=counterparts, journey=self.journey if with_journey else None, **values)

    @staticmethod
    def values_of(referral: Referral, beside: Collection[Referral]) -> dict[str, Any]:
        """What a draft holds, to begin with."""
        names = (
            "kind", "reason", "services_asked", "sections", "urgent", "note", "feedback_agreed",
            "person_agrees",
        )  # fmt: skip
        values = {name: getattr(referral, name) for name in names}
        asked = [row.counterpart.public_id for row in beside]
        return {**values, "counterparts": asked, "with_journey": referral.journey_id is not None}


def members_beside(here: Organisation) -> QuerySet[Organisation]:
    """The other organisations of the network that take part."""
    others = Organisation.objects.filter(is_active=True, kind="member").exclude(pk=here.pk)
    return others.order_by("country", "name")


def case_managers() -> QuerySet[Membership]:
    """Who can be given a person that comes from elsewhere."""
    able = Membership.objects.with_act(Act.OFFER_REFERRAL)
    return able.select_related("user").order_by("user__full_name", "pk")


class AcceptForm(forms.Form):
    """Who works with the person here."""

    case_manager: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Case manager"),
        queryset=Membership.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a case manager"),
        help_text=_("They and the coordinators will be able to open the shared sections."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["case_manager"]).queryset = case_managers()


class DeclineForm(forms.Form):
    """Why the answer is no."""

    reason = forms.ChoiceField(label=_("Reason"), choices=DeclineReason.choices, widget=forms.RadioSelect)


class CaseChoice(forms.ModelChoiceField):
    """Cases by code and day, never by name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person.case_code} ({date_format(obj.opened_on, 'j M Y')})"


class LinkCaseForm(forms.Form):
    """The case opened here for the person."""

    case = CaseChoice(
        label=_("Case"),
        queryset=Case.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose a case"),
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(CaseChoice, self.fields["case"])
        field.queryset = cases.select_related("person").order_by("-opened_on")


class ConfirmForm(forms.Form):
    """Nothing to fill in: the button is the decision."""


class QuestionForm(forms.Form):
    """What the asked organisation wants to know first."""

    question = long_text(
        _("Your question"), limit=2000, rows=4, required=True,
        help_text=_("Ask for nothing that names the person: there is no consent to that yet."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """The answer to it."""

    answer = long_text(
        _("Your answer"), limit=2000, rows=4, required=True,
        help_text=_("Without a name, a place or anything else that points at the person."),
    )  # fmt: skip


class WaitForm(forms.Form):
    """When a place is expected."""

    until = day(_("A place is expected by"))


class FeedbackForm(forms.Form):
    """What came of it, as far as the referral agreed."""

    what = one_of(FeedbackKind, _("What you tell them"), required=True, radio=True)
    happened_on = day(_("Date"))
    service = forms.ChoiceField(label=_("Service"), required=False)
    count = forms.IntegerField(label=_("How many times"), required=False, min_value=1, max_value=1000)

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            choices = [("", _("None")), *catalogue.service_choices(offered_services())]
            cast(forms.ChoiceField, self.fields["service"]).choices = choices
        else:
            del self.fields["service"]


class TakeOverForm(forms.Form):
    """The person's own consents to the organisation that takes the file over."""

    on = day(_("Opened on"))
    checklist = ChecklistField()
    services = one_of(_ANSWERS, _("Case management and services"), required=True, radio=True)
    data_storage = one_of(_ANSWERS, _("Storing data that identify the person"), required=True, radio=True)
    given_by = one_of(GivenBy, _("Who decided"), required=True)
    consent_form = one_of(ConsentForm, _("How it was given"), required=True)

    def answer(self, name: str) -> ConsentAnswer:
        """One of the two answers, with how it was asked."""
        said = self.cleaned_data
        return ConsentAnswer(
            decision=said[name],
            given_by=said["given_by"],
            form=said["consent_form"],
            checklist=said["checklist"],
        )


class PersonRequestForm(forms.Form):
    """Asking another organisation about the person."""

    counterpart = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="public_id",
        empty_label=_("Choose an organisation"),
        help_text=_("The person's consent to share must name it and cover the identity."),
    )
    question = long_text(_("What you would like to ask"), limit=2000, rows=4, required=True)

    def __init__(self, *args: Any, here: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["counterpart"]).queryset = members_beside(here)


class HandlingForm(forms.Form):
    """What was done about a request, for oneself."""

    handling = one_of(
        RequestHandling, _("What you did"), required=True, radio=True,
        help_text=_("Stays here: those who asked never see it."),
    )  # fmt: skip
