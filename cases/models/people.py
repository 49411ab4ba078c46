"""The person, and the people around them (domain 2.3)."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    COUNTRIES,
    LANGUAGES,
    Disability,
    Education,
    Gender,
    GuardianKind,
    InterpreterGender,
    Literacy,
    MaritalStatus,
    Precision,
    Relation,
    RelativeNeed,
    RelativeSafety,
    Sex,
    Support,
    with_not_answered,
)
from cases.models.answers import Asked
from cases.rules.partial_dates import PartialDate
from cases.rules.people import age_on, is_minor, new_case_code
from renate.kit.fields import BlindIndexField, EncryptedDateField, EncryptedTextField
from renate.kit.folding import fold
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Person(Asked):
    """Somebody the organisation assists. Names, birth and documents are sealed; the code stands for them."""

    QUESTIONS = (
        "birth_date", "gender", "citizenship", "stateless", "country_of_birth", "place_of_origin",
        "document_number", "education_level", "literacy", "marital_status", "children_count", "pregnant",
        "disability",
    )  # fmt: skip

    case_code = models.CharField(_("code"), max_length=9, default=new_case_code, editable=False)
    legal_name = EncryptedTextField(_("name in the documents"), blank=True, max_chars=200)
    preferred_name = EncryptedTextField(_("name used"), blank=True, max_chars=200)
    aliases = EncryptedTextField(_("other names"), blank=True, max_chars=500)
    # All names folded into one cell, so that a search opens one cell a person.
    search_names = EncryptedTextField(blank=True, max_chars=2000, editable=False)
    document_number = EncryptedTextField(_("document number"), blank=True, max_chars=60)
    document_number_index = BlindIndexField(source="document_number")
    birth_date = EncryptedDateField(_("date of birth"), blank=True)
    birth_date_index = BlindIndexField(source="birth_date")
    birth_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    age_estimated = models.BooleanField(default=False)
    possibly_minor = models.BooleanField(default=False)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    gender = models.CharField(max_length=32, choices=with_not_answered(Gender), blank=True)
    citizenship = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    other_citizenships = ArrayField(
        models.CharField(max_length=2, choices=COUNTRIES), default=list, blank=True
    )
    stateless = models.BooleanField(null=True, blank=True)
    country_of_birth = models.CharField(max_length=2, choices=COUNTRIES, blank=True)
    place_of_origin = EncryptedTextField(_("place of origin"), blank=True, max_chars=200)
    first_language = models.CharField(max_length=3, choices=LANGUAGES, blank=True)
    other_languages = ArrayField(models.CharField(max_length=3, choices=LANGUAGES), default=list, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    interpreter_gender = models.CharField(max_length=8, choices=InterpreterGender, blank=True)
    interpreter_avoid = EncryptedTextField(blank=True, max_chars=500)
    literacy = models.CharField(max_length=32, choices=with_not_answered(Literacy), blank=True)
    education_level = models.CharField(max_length=32, choices=with_not_answered(Education), blank=True)
    marital_status = models.CharField(max_length=32, choices=with_not_answered(MaritalStatus), blank=True)
    children_count = models.PositiveSmallIntegerField(null=True, blank=True)
    pregnant = models.BooleanField(null=True, blank=True)
    disability = models.CharField(max_length=32, choices=with_not_answered(Disability), blank=True)
    # The file is kept, not worked with and not counted (domain 4, rights of the person).
    restricted_on = models.DateField(null=True, blank=True, editable=False)
    anonymised_on = models.DateField(null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint("organisation", "case_code", name="cases_person_code"),
        ]
        indexes = [
            models.Index(fields=["organisation", "document_number_index"], name="cases_person_document"),
            models.Index(fields=["organisation", "birth_date_index"], name="cases_person_birth"),
        ]

    class Privacy:
        personal = (
            "case_code", "legal_name", "preferred_name", "aliases", "search_names", "document_number",
            "document_number_index", "birth_date", "birth_date_index", "birth_precision", "birth_year",
            "age_estimated", "possibly_minor", "sex", "citizenship", "other_citizenships", "stateless",
            "country_of_birth", "place_of_origin", "first_language", "other_languages", "interpreter_needed",
            "interpreter_gender", "interpreter_avoid", "literacy", "education_level", "marital_status",
            "children_count",
            "restricted_on", "anonymised_on",
        )  # fmt: skip
        special = ("gender", "pregnant", "disability", "not_answered")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.case_code

    def claim(self) -> None:
        """Every way of storing passes here, bulk_create too: derive what is derived."""
        super().claim()
        if self.birth_date:
            self.birth_year = self.birth_date.year
        names = (self.legal_name, self.preferred_name, *self.aliases.split(","))
        self.search_names = "\n".join(dict.fromkeys(filter(None, map(fold, names))))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_names", "birth_year"}
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        """The name used, else the one in the documents, else the code."""
        return self.preferred_name or self.legal_name or self.case_code

    @property
    def birth(self) -> PartialDate:
        """The birth date with its precision; the year alone where only that is stored."""
        if self.birth_date:
            return PartialDate(self.birth_date, self.birth_precision)
        return PartialDate(date(self.birth_year, 1, 1), Precision.YEAR) if self.birth_year else PartialDate()

    def is_minor_on(self, day: date) -> bool:
        """Under 18 on a day, with the benefit of the doubt (R-16)."""
        return is_minor(self.birth, day, possibly_minor=self.possibly_minor)

    def age_on(self, day: date) -> int | None:
        """Completed years on a day, or None."""
        return age_on(self.birth, day)


class RelatedPerson(Asked):
    """Somebody close: a child, a guardian, a friend; perhaps a secondary beneficiary (S3-64)."""

    QUESTIONS = ("name", "birth_year", "lives_with", "knows", "involved", "conflict_of_interest", "trust")

    person = TenantForeignKey("cases.Person", on_delete=models.PROTECT, related_name="related_people")
    relation = models.CharField(_("relation"), max_length=16, choices=Relation)
    name = EncryptedTextField(_("name"), blank=True, max_chars=200)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    is_beneficiary = models.BooleanField(_("receives services too"), default=False)
    lives_with = models.BooleanField(_("lives with the person"), null=True, blank=True)
    dependant = models.BooleanField(_("depends on the person"), default=False)
    knows = models.BooleanField(_("knows what happened"), null=True, blank=True)
    safety = models.CharField(
        _("contact is safe"), max_length=8, choices=RelativeSafety, default=RelativeSafety.UNKNOWN
    )
    involved = models.BooleanField(_("was involved in what happened"), null=True, blank=True)
    is_guardian = models.BooleanField(_("is the guardian"), default=False)
    guardian_kind = models.CharField(_("guardian as"), max_length=16, choices=GuardianKind, blank=True)
    guardian_order = EncryptedTextField(_("order or ground"), blank=True, max_chars=300)
    guardian_verified = models.BooleanField(_("guardianship verified"), default=False)
    conflict_of_interest = models.BooleanField(_("conflict of interest"), null=True, blank=True)
    trust = models.PositiveSmallIntegerField(
        _("trust"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    supports_with = ArrayField(models.CharField(max_length=16, choices=Support), default=list, blank=True)
    needs = ArrayField(models.CharField(max_length=16, choices=RelativeNeed), default=list, blank=True)
    needs_note = EncryptedTextField(_("needs in words"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "person"], name="cases_related_person")]

    class Privacy:
        personal = (
            "person", "relation", "name", "birth_year", "sex", "is_beneficiary", "lives_with", "dependant",
            "safety", "is_guardian", "guardian_kind", "guardian_order", "guardian_verified",
            "conflict_of_interest", "trust", "supports_with",
        )  # fmt: skip
        special = ("knows", "involved", "needs", "needs_note", "not_answered")
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.public_id}"

    @property
    def without_name(self) -> str:
        """Who it is on a list, told apart by the year of birth; no name on a page that others may see."""
        relation = self.get_relation_display()
        return gettext("{}, born {}").format(relation, self.birth_year) if self.birth_year else relation
