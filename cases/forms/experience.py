"""What happened to the person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    Act,
    AskedStatus,
    Control,
    ExitMode,
    Exploitation,
    Industry,
    LocationType,
    Means,
    PerpetratorRole,
    RecruitmentMethod,
    Relationship,
    RelationToAssistance,
    SexualForm,
    with_not_answered,
)
from cases.forms.fields import PartialDateField, country, long_text, one_of, some_of, yes_no_unknown


class EpisodeForm(forms.Form):
    """One experience; everything but the first question may stay empty."""

    asked_status = one_of(
        AskedStatus, _("Was it talked about?"), required=True, radio=True,
        help_text=_("Nobody has to tell their story to be helped. Don’t ask again what was told before."),
    )  # fmt: skip
    purposes = some_of(Exploitation, _("The person was exploited for"))
    started = PartialDateField(label=_("Began"))
    ended = PartialDateField(label=_("Ended"))
    relation_to_assistance = one_of(
        RelationToAssistance, _("When, compared with our assistance"),
        help_text=_("Needed only where the dates don’t say it."),
    )  # fmt: skip
    country_of_exploitation = country(_("Country"))
    cross_border = yes_no_unknown(_("Crossed a border"))
    sex_exploitation_form = one_of(SexualForm, _("Form, if sexual"))
    labour_industry = one_of(Industry, _("Industry, if labour"))
    acts = some_of(Act, _("Acts"))
    means = some_of(Means, _("Means"))
    methods_of_control = some_of(Control, _("How the person was controlled"))
    recruitment_method = one_of(with_not_answered(RecruitmentMethod), _("How it began"))
    recruitment_location_type = one_of(with_not_answered(LocationType), _("Where it began"))
    recruiter_role = one_of(
        with_not_answered(PerpetratorRole), _("Role of who began it"), help_text=_("A role, never a name.")
    )
    relationship_to_trafficker = one_of(with_not_answered(Relationship), _("Relationship to them"))
    exit_mode = one_of(with_not_answered(ExitMode), _("How it ended"))
    age_at_start = forms.IntegerField(
        label=_("Age at the beginning"), min_value=0, max_value=120, required=False
    )
    narrative = long_text(
        _("In the person’s words"),
        help_text=_("Only what is needed. Sealed; read by those who may read this section in full."),
    )

    def __init__(self, *args: Any, with_narrative: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_narrative:
            del self.fields["narrative"]
