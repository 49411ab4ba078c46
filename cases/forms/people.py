"""The person and the people around them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    Education,
    Gender,
    MaritalStatus,
    Relation,
    RelativeSafety,
    Sex,
    with_not_answered,
)
from cases.forms.fields import PartialDateField, country, flag_initial, one_of, some_of, yes_no_unknown
from cases.models import Person, RelatedPerson


class PersonForm(forms.Form):
    """Everything about the person; each field may stay empty."""

    legal_name = forms.CharField(label=_("Name in the documents"), max_length=200, required=False)
    preferred_name = forms.CharField(
        label=_("Name used"), max_length=200, required=False, help_text=_("Shown on every page.")
    )
    aliases = forms.CharField(
        label=_("Other names"), max_length=500, required=False, help_text=_("Separate them by commas.")
    )
    birth = PartialDateField(label=_("Date of birth"))
    age_estimated = forms.BooleanField(label=_("The age is estimated"), required=False)
    possibly_minor = forms.BooleanField(
        label=_("The age is unclear and may be under 18"),
        required=False,
        help_text=_("In doubt the person is treated as a minor."),
    )
    sex = one_of(Sex, _("Sex"), required=True)
    gender = one_of(with_not_answered(Gender), _("Gender identity"))
    citizenship = country(_("Citizenship"))
    stateless = yes_no_unknown(_("Stateless"))
    country_of_birth = country(_("Country of birth"))
    place_of_origin = forms.CharField(label=_("Place of origin"), max_length=200, required=False)
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    first_language = one_of(LANGUAGES, _("First language"))
    other_languages = some_of(LANGUAGES, _("Other languages"))
    interpreter_needed = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    education_level = one_of(with_not_answered(Education), _("Education"))
    marital_status = one_of(with_not_answered(MaritalStatus), _("Marital status"))
    children_count = forms.IntegerField(
        label=_("Number of children"), min_value=0, max_value=30, required=False
    )

    @staticmethod
    def initial_for(person: Person) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        stored = {name: getattr(person, name) for name in PersonForm.base_fields if name != "birth"}
        return stored | {"birth": person.birth, "stateless": flag_initial(person.stateless)}


class RelatedPersonForm(forms.Form):
    """Somebody close to the person."""

    relation = one_of(Relation, _("Relation"), required=True)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2200, required=False)
    sex = one_of(Sex, _("Sex"), required=True)
    is_beneficiary = forms.BooleanField(label=_("Receives services from us too"), required=False)
    dependant = forms.BooleanField(label=_("Depends on the person"), required=False)
    lives_with = yes_no_unknown(_("Lives with the person"))
    safety = one_of(RelativeSafety, _("Is contact safe?"), required=True)
    knows = yes_no_unknown(_("Knows what happened"), help_text=_("Never tell: ask the person first."))
    involved = yes_no_unknown(_("Was involved in what happened"))
    is_guardian = forms.BooleanField(label=_("Is the guardian"), required=False)
    guardian_verified = forms.BooleanField(label=_("Guardianship was verified"), required=False)
    conflict_of_interest = yes_no_unknown(_("Conflict of interest as guardian"))

    @staticmethod
    def initial_for(relative: RelatedPerson) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        flags = ("lives_with", "knows", "involved", "conflict_of_interest")
        stored = {name: getattr(relative, name) for name in RelatedPersonForm.base_fields}
        return stored | {name: flag_initial(stored[name]) for name in flags}
