"""Employers: whom one may send somebody to, and what they offer (S1-14, S1-18).

An employer never learns from us what a person has been through; nothing here leaves the organisation.
"""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import COUNTRIES
from reintegration.rules.work import is_vetting_valid
from reintegration.work_codes import OfferState, VettingAnswer, VettingQuestion, VettingResult
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import TenantModel


class Employer(TenantModel):
    """A firm, a household or a social enterprise that offers work."""

    name = models.CharField(_("name"), max_length=120)
    sector = models.CharField(_("what they do"), max_length=120, blank=True)
    area = models.CharField(_("town or area"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES)
    contact_person = EncryptedTextField(_("contact person"), blank=True, max_chars=120)
    contact = EncryptedTextField(_("phone or e-mail"), blank=True, max_chars=300)
    knows_programme = models.BooleanField(
        _("knows that we help people find work"),
        default=False,
        help_text=_("Never more than that: no employer learns what a person has been through."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="reintegration_employer_name",
                violation_error_message=_("There is an employer of this name."),
            ),
        ]

    class Privacy:
        """A contact person is a person too."""

        personal = ("contact_person", "contact")
        special = ()
        operational = ("name", "sector", "area", "country", "knows_programme", "is_active")
        retention = "organisation"

    def __str__(self) -> str:
        return self.name


class EmployerCheck(TenantModel):
    """One check for signs of forced labour; the newest counts, and not for ever (S1-14)."""

    employer = TenantForeignKey("reintegration.Employer", on_delete=models.PROTECT, related_name="checks")
    on = models.DateField(_("checked on"))
    by = TenantForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"), default=dict)
    result = models.CharField(_("result"), max_length=16, choices=VettingResult)
    note = EncryptedTextField(_("note"), blank=True, long=True, max_chars=2000)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "employer", "-on"], name="reintegration_check_employer")
        ]

    class Privacy:
        """About a firm."""

        personal = ("by", "note")
        special = ()
        operational = ("employer", "on", "answers", "result")
        retention = "organisation"

    def __str__(self) -> str:
        return f"Check of {self.on}"

    def stands_on(self, on: date) -> bool:
        """Whether somebody may be sent there on the strength of this check."""
        return self.result == VettingResult.SUITABLE and is_vetting_valid(self.on, on)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Question and answer in words."""
        unknown = VettingAnswer.UNKNOWN
        return [
            (str(question.label), str(VettingAnswer(self.answers.get(question, unknown)).label))
            for question in VettingQuestion
        ]


class JobOffer(TenantModel):
    """A vacancy (S1-18)."""

    employer = TenantForeignKey("reintegration.Employer", on_delete=models.PROTECT, related_name="offers")
    title = models.CharField(_("work"), max_length=160)
    from_on = models.DateField(_("offered on"))
    until = models.DateField(_("open until"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    hours_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    net_wage = models.DecimalField(
        _("net wage a month, in euros"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    asks_for = models.CharField(_("asks for"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=OfferState, default=OfferState.OPEN)

    class Privacy:
        """About a firm."""

        personal = ()
        special = ()
        operational = (
            "employer", "title", "from_on", "until", "places", "hours_week", "net_wage", "asks_for", "state",
        )  # fmt: skip
        retention = "organisation"

    def __str__(self) -> str:
        return self.title
