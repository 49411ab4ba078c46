"""How the person came, and what was decided about them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    Complexity,
    DecisionBody,
    FirstHelp,
    IdentificationStatus,
    IntakeRoute,
    ModelOfCare,
    RescueContext,
    SupportMode,
    TargetPopulation,
    TypeOfReturn,
    UrgentNeed,
    WithPolice,
)
from cases.forms.answers import AskedForm, asked_one_of, asked_some_of, asked_yes_no
from cases.forms.fields import country, day, one_of, some_of
from cases.models import Case


class ArrivalForm(AskedForm):
    """Route, circumstances, identification, urgent needs (S0-01…07, S1-17, S2-06…08)."""

    intake_route = one_of(IntakeRoute, _("How the person came to us"), required=True)
    first_responder = asked_one_of(IntakeRoute, _("Who met the person first"))
    rescue_context = asked_one_of(RescueContext, _("How the person got out"))
    with_police = asked_one_of(WithPolice, _("Who acted"))
    held_with_traffickers = asked_yes_no(
        _("Was or is held together with those who exploited"),
        help_text=_("A yes tells the coordinators at once."),
    )
    in_detention = asked_yes_no(_("Was or is in detention"))
    detention_place = forms.CharField(label=_("Place of detention"), max_length=200, required=False)
    detained_from = day(_("Detained from"), required=False)
    detained_to = day(_("Detained until"), required=False)
    type_of_return = asked_one_of(TypeOfReturn, _("If the person came back to this country, how"))
    identification_status = one_of(IdentificationStatus, _("Identification"), required=True)
    identified_by = asked_one_of(DecisionBody, _("Who identified the person"))
    presumed_on = day(_("First presumed on"), required=False)
    identified_on = day(_("Identified on"), required=False)
    country_of_identification = country(
        _("Country of identification"), help_text=_("It sets the conditions of a return.")
    )
    urgent_needs = asked_some_of(UrgentNeed, _("Urgent needs"))
    first_help = some_of(FirstHelp, _("Offered at once"))
    support_mode = one_of(SupportMode, _("Support"))
    model_of_care = one_of(ModelOfCare, _("Model of care"))
    target_population = one_of(TargetPopulation, _("Group"), required=True)
    complexity = some_of(Complexity, _("What makes it difficult"))

    @classmethod
    def initial_for(cls, case: Case) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(case)
