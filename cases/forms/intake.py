"""Intake in two steps: look the person up, then the short form of the first hour."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    AskedStatus,
    ConsentForm,
    Exploitation,
    GivenBy,
    IdentificationStatus,
    IntakeRoute,
    RescueContext,
    Sex,
    SupportMode,
    WithPolice,
    with_not_answered,
)
from cases.forms.fields import ChecklistField, PartialDateField, country, day, one_of, some_of, yes_no_unknown
from renate.accounts.models import Membership

ANSWERS = [("given", _("Yes, the person agrees")), ("refused", _("No, the person refuses"))]


class SearchForm(forms.Form):
    """Any one of the three finds somebody who is known already."""

    text = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Any spelling, in either alphabet.")
    )
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    birth = PartialDateField(label=_("Date of birth"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        asked = cleaned.get("text") or cleaned.get("document_number")
        if not self.errors and not asked and not cleaned["birth"].is_known:
            raise forms.ValidationError(_("Enter a name, a document number or a date of birth."))
        return cleaned


class IntakeForm(forms.Form):
    """The least that can be asked safely; the rest of the file is filled over the next days."""

    PERSON = (
        "legal_name", "preferred_name", "birth", "possibly_minor", "sex", "citizenship", "document_number",
        "first_language", "interpreter_needed",
    )  # fmt: skip
    ARRIVAL = (
        "intake_route", "rescue_context", "with_police", "identification_status", "identified_on",
        "country_of_identification", "support_mode",
    )  # fmt: skip
    CONSENT = ("services", "data_storage", "checklist", "given_by", "consent_form", "consent_language")
    EXPERIENCE = ("asked_status", "purposes", "country_of_exploitation", "cross_border", "started", "ended")

    token = forms.CharField(max_length=43, min_length=20, widget=forms.HiddenInput)
    legal_name = forms.CharField(label=_("Name in the documents"), max_length=200, required=False)
    preferred_name = forms.CharField(label=_("Name used"), max_length=200, required=False)
    birth = PartialDateField(label=_("Date of birth"))
    possibly_minor = forms.BooleanField(
        label=_("The age is unclear and may be under 18"),
        required=False,
        help_text=_("In doubt the person is treated as a minor."),
    )
    sex = one_of(Sex, _("Sex"), required=True)
    citizenship = country(_("Citizenship"))
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    first_language = one_of(LANGUAGES, _("First language"))
    interpreter_needed = forms.BooleanField(label=_("Needs an interpreter"), required=False)

    on = day(_("Opened on"))
    case_manager: forms.ModelChoiceField = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Case manager"), required=False, empty_label=_("Assign later")
    )
    intake_route = one_of(IntakeRoute, _("How the person came to us"), required=True)
    rescue_context = one_of(with_not_answered(RescueContext), _("How the person got out"))
    with_police = one_of(with_not_answered(WithPolice), _("Who acted"))
    identification_status = one_of(IdentificationStatus, _("Identification"), required=True)
    identified_on = day(_("Identified on"), required=False)
    country_of_identification = country(_("Country of identification"))
    support_mode = one_of(SupportMode, _("Support"))

    checklist = ChecklistField()
    services = one_of(ANSWERS, _("Case management and services"), required=True, radio=True)
    data_storage = one_of(ANSWERS, _("Storing data that identify the person"), required=True, radio=True)
    given_by = one_of(GivenBy, _("Who decided"), required=True)
    consent_form = one_of(ConsentForm, _("How it was given"), required=True)
    consent_language = one_of(LANGUAGES, _("Language of the conversation"))

    asked_status = one_of(
        AskedStatus, _("Was it talked about?"), required=True, radio=True,
        help_text=_("Nobody has to tell their story to be helped."),
    )  # fmt: skip
    purposes = some_of(Exploitation, _("The person was exploited for"))
    country_of_exploitation = country(_("Country"))
    cross_border = yes_no_unknown(_("Crossed a border"))
    started = PartialDateField(label=_("Began"))
    ended = PartialDateField(label=_("Ended"))

    def __init__(self, *args: Any, managers: Any = None, with_experience: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if managers is None:
            del self.fields["case_manager"]
        else:
            self.fields["case_manager"].queryset = managers  # type: ignore[attr-defined]
        if not with_experience:
            for name in self.EXPERIENCE:
                del self.fields[name]

    def groups(self) -> list[dict[str, Any]]:
        """The fields under their headings, for the template."""
        arrival = ("on", "case_manager", *self.ARRIVAL)
        consent = (
            "checklist", "services", "data_storage", "given_by", "consent_form", "consent_language",
        )  # fmt: skip
        headings = (
            (_("The person"), "", self.PERSON),
            (_("How the person came"), "", arrival),
            (
                _("Consent"),
                _("Ask each question for itself; a no changes nothing in the help at hand."),
                consent,
            ),
            (_("What happened"), _("Only if it is safe and needed now."), self.EXPERIENCE),
        )
        return [
            {"title": title, "hint": hint, "fields": bound}
            for title, hint, names in headings
            if (bound := self._bound(names))
        ]

    def part(self, names: tuple[str, ...]) -> dict[str, Any]:
        """The cleaned values of one group."""
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def _bound(self, names: tuple[str, ...]) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]
