"""The person and the people around them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    LANGUAGES,
    Disability,
    Education,
    Gender,
    GuardianKind,
    InterpreterGender,
    Literacy,
    MaritalStatus,
    Relation,
    RelativeNeed,
    RelativeSafety,
    Sex,
    SkillLevel,
    Support,
)
from cases.forms.answers import AskedForm, asked_country, asked_one_of, asked_scale, asked_yes_no
from cases.forms.fields import PartialDateField, day, flag_initial, long_text, one_of, some_of, yes_no_unknown
from cases.models import ChildProtection, Person, Profile, RelatedPerson, Skill
from cases.models.profile import RESOURCES, STORY

TRUST = [
    ("5", _("5 with everything")),
    ("4", _("4 with most things")),
    ("3", _("3 with some things")),
    ("2", _("2 little")),
    ("1", _("1 not at all")),
]


class PersonForm(AskedForm):
    """Everything about the person; each field may stay empty, or say why it is."""

    WITH_REASON = ("birth", "place_of_origin", "document_number", "children_count")
    QUESTION = {"birth": "birth_date"}

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
    gender = asked_one_of(Gender, _("Gender identity"))
    citizenship = asked_country(_("Citizenship"))
    stateless = asked_yes_no(_("Stateless"))
    country_of_birth = asked_country(_("Country of birth"))
    place_of_origin = forms.CharField(label=_("Place of origin"), max_length=200, required=False)
    document_number = forms.CharField(label=_("Document number"), max_length=60, required=False)
    first_language = one_of(LANGUAGES, _("First language"))
    other_languages = some_of(LANGUAGES, _("Other languages"))
    literacy = asked_one_of(Literacy, _("Reading and writing"))
    interpreter_needed = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    interpreter_gender = one_of(InterpreterGender, _("Accepts as interpreter"))
    interpreter_avoid = forms.CharField(
        label=_("No interpreter who …"), max_length=500, required=False,
        help_text=_("For example from the same town, or known to the family."),
    )  # fmt: skip
    education_level = asked_one_of(Education, _("Education"))
    marital_status = asked_one_of(MaritalStatus, _("Marital status"))
    children_count = forms.IntegerField(
        label=_("Number of children"), min_value=0, max_value=30, required=False
    )
    pregnant = asked_yes_no(_("Pregnant"))
    disability = asked_one_of(Disability, _("Disability"))

    @classmethod
    def initial_for(cls, person: Person) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(person, birth=person.birth)


class RelatedPersonForm(AskedForm):
    """Somebody close to the person."""

    WITH_REASON = ("name", "birth_year")

    relation = one_of(Relation, _("Relation"), required=True)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2200, required=False)
    sex = one_of(Sex, _("Sex"), required=True)
    lives_with = asked_yes_no(_("Lives with the person"))
    dependant = forms.BooleanField(label=_("Depends on the person"), required=False)
    safety = one_of(RelativeSafety, _("Is contact safe?"), required=True)
    knows = asked_yes_no(_("Knows what happened"), help_text=_("Never tell: ask the person first."))
    involved = asked_yes_no(_("Was involved in what happened"))
    trust = asked_scale(TRUST, _("How far the person trusts them"))
    supports_with = some_of(Support, _("Supports the person with"))
    is_beneficiary = forms.BooleanField(label=_("Receives services from us too"), required=False)
    needs = some_of(RelativeNeed, _("Needs of their own"))
    needs_note = long_text(_("These needs in words"), limit=2000, rows=3)
    is_guardian = forms.BooleanField(label=_("Is the guardian or legal representative"), required=False)
    guardian_kind = one_of(GuardianKind, _("On what ground"))
    guardian_order = forms.CharField(label=_("Order or decision"), max_length=300, required=False)
    guardian_verified = forms.BooleanField(
        label=_("Guardianship was verified"),
        required=False,
        help_text=_("A document or the authority was asked."),
    )
    conflict_of_interest = asked_yes_no(
        _("Conflict of interest as guardian"),
        help_text=_("A parent may be part of what happened. Yes or unknown: the authority decides."),
    )

    @classmethod
    def initial_for(cls, relative: RelatedPerson) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(relative)


class ProfileForm(AskedForm):
    """In the person's words, only what they want to tell."""

    WITH_REASON = STORY + RESOURCES

    strengths = long_text(
        _("Strengths"), limit=5000, rows=4, help_text=_("What goes well, what others value.")
    )
    resources = long_text(_("People and things to build on"), limit=5000, rows=3)
    aspirations = long_text(_("Wishes for the future"), limit=5000, rows=4)
    before_home = long_text(_("Home and surroundings before"), limit=5000, rows=3)
    before_family = long_text(_("Family before"), limit=5000, rows=3)
    before_school = long_text(_("School before"), limit=5000, rows=3)
    before_work = long_text(_("Work before"), limit=5000, rows=3)
    before_social = long_text(_("Friends and community before"), limit=5000, rows=3)
    identity_culture = long_text(_("Identity, culture, faith"), limit=5000, rows=3)

    @classmethod
    def initial_for(cls, profile: Profile | None) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(profile or Profile())


class SkillForm(forms.Form):
    """Something the person can do."""

    name = forms.CharField(label=_("Skill"), max_length=200)
    level = one_of(SkillLevel, _("How well"), required=True)
    certificate = yes_no_unknown(_("Has a certificate"))
    wants_to_use = yes_no_unknown(_("Wants to use it in work"))

    @staticmethod
    def initial_for(skill: Skill) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        flags = {name: flag_initial(getattr(skill, name)) for name in ("certificate", "wants_to_use")}
        return {"name": skill.name, "level": skill.level, **flags}


class ChildForm(forms.Form):
    """Which authority protects the child, what is best for this child."""

    actor = forms.CharField(
        label=_("Child-protection authority and person in charge"), max_length=300, required=False
    )
    informed_on = day(_("Informed on"), required=False)
    best_interest = long_text(
        _("What is best for this child"), limit=5000, rows=6,
        help_text=_("With the child’s own view, and who took part in the judgement."),
    )  # fmt: skip
    best_interest_on = day(_("Judged on"), required=False)

    @classmethod
    def initial_for(cls, row: ChildProtection | None) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return {name: getattr(row, name) for name in cls.base_fields} if row else {}
