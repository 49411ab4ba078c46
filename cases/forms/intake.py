"""Intake in two steps: look the person up, then the short form of the first hour."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    AskedStatus,
    Assent,
    ConsentForm,
    DecisionBody,
    Exploitation,
    GivenBy,
    GuardianKind,
    IdentificationStatus,
    IntakeRoute,
    Relation,
    RescueContext,
    Sex,
    SupportMode,
    TypeOfReturn,
    UrgentNeed,
    WithPolice,
)
from cases.forms.answers import WHY, AskedForm, asked_country, asked_one_of, asked_some_of, asked_yes_no
from cases.forms.fields import ChecklistField, PartialDateField, country, day, one_of
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


class IntakeForm(AskedForm):
    """The least that can be asked safely; the rest of the file is filled over the next days."""

    PERSON = (
        "legal_name", "preferred_name", "birth", "possibly_minor", "sex", "citizenship", "document_number",
        "first_language", "interpreter_needed",
    )  # fmt: skip
    ARRIVAL = (
        "intake_route", "rescue_context", "with_police", "held_with_traffickers", "in_detention",
        "type_of_return", "urgent_needs", "identification_status", "identified_by", "presumed_on",
        "identified_on", "country_of_identification", "support_mode",
    )  # fmt: skip
    GUARDIAN = (
        "guardian_relation", "guardian_name", "guardian_kind", "guardian_verified", "conflict_of_interest",
        "assent",
    )  # fmt: skip
    CONSENT = (
        "checklist", "services", "data_storage", "given_by", "consent_form", "witness", "consent_language",
        "interpreter",
    )  # fmt: skip
    EXPERIENCE = ("asked_status", "purposes", "country_of_exploitation", "cross_border", "started", "ended")
    WITH_REASON = ("birth", "document_number", "started", "ended")
    QUESTION = {"birth": "birth_date", "started": "started_on", "ended": "ended_on"}

    token = forms.CharField(max_length=43, min_length=20, widget=forms.HiddenInput)
    # Who was shown as perhaps the same person, sealed; and the known person a new case is opened for.
    looked = forms.CharField(max_length=4000, required=False, widget=forms.HiddenInput)
    known = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    legal_name = forms.CharField(label=_("Name in the documents"), max_length=200, required=False)
    preferred_name = forms.CharField(label=_("Name used"), max_length=200, required=False)
    birth = PartialDateField(label=_("Date of birth"))
    possibly_minor = forms.BooleanField(
        label=_("The age is unclear and may be under 18"),
        required=False,
        help_text=_("In doubt the person is treated as a minor."),
    )
    sex = one_of(Sex, _("Sex"), required=True)
    citizenship = asked_country(_("Citizenship"))
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    first_language = one_of(LANGUAGES, _("First language"))
    interpreter_needed = forms.BooleanField(label=_("Needs an interpreter"), required=False)

    on = day(_("Opened on"))
    case_manager: forms.ModelChoiceField = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Case manager"), required=False, empty_label=_("Assign later")
    )
    intake_route = one_of(IntakeRoute, _("How the person came to us"), required=True)
    rescue_context = asked_one_of(RescueContext, _("How the person got out"))
    with_police = asked_one_of(WithPolice, _("Who acted"))
    held_with_traffickers = asked_yes_no(
        _("Was or is held together with those who exploited"),
        help_text=_("A yes tells the coordinators at once."),
    )
    in_detention = asked_yes_no(_("Was or is in detention"))
    type_of_return = asked_one_of(TypeOfReturn, _("If the person came back to this country, how"))
    urgent_needs = asked_some_of(UrgentNeed, _("Urgent needs"))
    identification_status = one_of(IdentificationStatus, _("Identification"), required=True)
    identified_by = asked_one_of(DecisionBody, _("Who identified the person"))
    presumed_on = day(_("First presumed on"), required=False)
    identified_on = day(_("Identified on"), required=False)
    country_of_identification = country(_("Country of identification"))
    support_mode = one_of(SupportMode, _("Support"))

    checklist = ChecklistField()
    services = one_of(ANSWERS, _("Case management and services"), required=True, radio=True)
    data_storage = one_of(ANSWERS, _("Storing data that identify the person"), required=True, radio=True)
    given_by = one_of(GivenBy, _("Who decided"), required=True)
    consent_form = one_of(ConsentForm, _("How it was given"), required=True)
    witness = forms.CharField(label=_("Witness"), max_length=200, required=False)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    guardian_relation = one_of(Relation, _("Guardian"))
    guardian_name = forms.CharField(label=_("Name of the guardian"), max_length=200, required=False)
    guardian_kind = one_of(GuardianKind, _("On what ground"))
    guardian_verified = forms.BooleanField(
        label=_("Guardianship was verified"), required=False,
        help_text=_("A document was seen, or the authority was asked."),
    )  # fmt: skip
    conflict_of_interest = asked_yes_no(
        _("Conflict of interest of the guardian"),
        help_text=_("A parent may be part of what happened. Yes or unknown: the authority decides."),
    )
    assent = one_of(
        Assent, _("The child’s own answer"),
        help_text=_("Asked in suitable words, also of young children, and kept beside the adult’s answer."),
    )  # fmt: skip
    consent_language = one_of(LANGUAGES, _("Language of the conversation"))

    asked_status = one_of(
        AskedStatus, _("Was it talked about?"), required=True, radio=True,
        help_text=_("Nobody has to tell their story to be helped."),
    )  # fmt: skip
    purposes = asked_some_of(Exploitation, _("The person was exploited for"))
    country_of_exploitation = asked_country(_("Country"))
    cross_border = asked_yes_no(_("Crossed a border"))
    started = PartialDateField(label=_("Began"))
    ended = PartialDateField(label=_("Ended"))

    def __init__(self, *args: Any, managers: Any = None, with_experience: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if managers is None:
            del self.fields["case_manager"]
        else:
            self.fields["case_manager"].queryset = managers  # type: ignore[attr-defined]
        if not with_experience:
            self._drop(self.EXPERIENCE)
        if self["known"].value():
            self._drop(self.PERSON)

    def _drop(self, names: tuple[str, ...]) -> None:
        for name in names:
            self.fields.pop(name, None)
            self.fields.pop(name + WHY, None)

    def groups(self) -> list[dict[str, Any]]:
        """The fields under their headings, for the template."""
        arrival = ("on", "case_manager", *self.ARRIVAL)
        headings = (
            (_("The person"), "", self.PERSON),
            (_("How the person came"), "", arrival),
            (
                _("If the person is under 18"),
                _("The guardian decides with the child; with a conflict of interest, the authority."),
                self.GUARDIAN,
            ),
            (
                _("Consent"),
                _("Ask each question for itself; a no changes nothing in the help at hand."),
                self.CONSENT,
            ),
            (_("What happened"), _("Only if it is safe and needed now."), self.EXPERIENCE),
        )
        return [
            {"title": title, "hint": hint, "fields": bound}
            for title, hint, names in headings
            if (bound := self._bound(names))
        ]

    def guardian(self) -> dict[str, Any] | None:
        """The guardian as recorded, if there is anything to record."""
        cleaned = self.answers(self.GUARDIAN)
        if not any(cleaned[name] for name in ("guardian_relation", "guardian_name", "guardian_kind")):
            return None
        return {
            "relation": cleaned["guardian_relation"] or Relation.GUARDIAN,
            "name": cleaned["guardian_name"],
            "kind": cleaned["guardian_kind"],
            "is_verified": cleaned["guardian_verified"],
            "conflict_of_interest": cleaned["conflict_of_interest"],
            "reason": cleaned["not_answered"].get("conflict_of_interest", ""),
        }

    def _bound(self, names: tuple[str, ...]) -> list[BoundField]:
        asked = [part for name in names for part in (name, name + WHY)]
        return [self[name] for name in asked if name in self.fields]
