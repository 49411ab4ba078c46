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
    PersonBand,
    Platform,
    Promise,
    RecruitmentMethod,
    Relationship,
    RelationToAssistance,
    Sex,
    SexualForm,
    StageKind,
    ToldBy,
)
from cases.forms.answers import AskedForm, asked_country, asked_one_of, asked_some_of, asked_yes_no
from cases.forms.fields import PartialDateField, long_text, one_of
from cases.models import EpisodeStage, RecruiterProfile, TraffickingEpisode


def _money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, required=False, help_text=_("In euros.")
    )


class EpisodeForm(AskedForm):
    """One experience; everything but the first question may stay empty, or say why it is."""

    WITH_REASON = (
        "started", "ended", "age_at_start", "earnings_taken", "debt_claimed", "unpaid_wages", "narrative",
    )  # fmt: skip
    QUESTION = {"started": "started_on", "ended": "ended_on"}

    asked_status = one_of(
        AskedStatus, _("Was it talked about?"), required=True, radio=True,
        help_text=_("Nobody has to tell their story to be helped. Don’t ask again what was told before."),
    )  # fmt: skip
    purposes = asked_some_of(Exploitation, _("The person was exploited for"))
    started = PartialDateField(label=_("Began"))
    ended = PartialDateField(label=_("Ended"))
    relation_to_assistance = one_of(
        RelationToAssistance, _("When, compared with our assistance"),
        help_text=_("Needed only where the dates don’t say it."),
    )  # fmt: skip
    age_at_start = forms.IntegerField(
        label=_("Age at the beginning"), min_value=0, max_value=120, required=False
    )
    country_of_exploitation = asked_country(_("Country"))
    cross_border = asked_yes_no(_("Crossed a border"))
    sex_exploitation_form = asked_one_of(SexualForm, _("Form, if sexual"))
    labour_industry = asked_one_of(Industry, _("Industry, if labour"))
    acts = asked_some_of(Act, _("Acts"))
    means = asked_some_of(Means, _("Means"), help_text=_("Not asked of somebody who was under 18."))
    methods_of_control = asked_some_of(Control, _("How the person was controlled"))
    recruitment_method = asked_one_of(RecruitmentMethod, _("How it began"))
    recruitment_location_type = asked_one_of(LocationType, _("Where it began"))
    recruiter_role = asked_one_of(
        PerpetratorRole, _("Role of who began it"), help_text=_("A role, never a name.")
    )
    relationship_to_trafficker = asked_one_of(Relationship, _("Relationship to them"))
    exit_mode = asked_one_of(ExitMode, _("How it ended"))
    earnings_taken = _money(_("Earnings taken from the person"))
    debt_claimed = _money(_("Debt claimed from the person"))
    unpaid_wages = _money(_("Wages never paid"))
    told_by = one_of(ToldBy, _("Who told it"))
    narrative = long_text(
        _("In the person’s words"),
        help_text=_("Only what is needed. Sealed; read by those who may read this section in full."),
    )

    def __init__(self, *args: Any, with_narrative: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_narrative:
            del self.fields["narrative"]

    @classmethod
    def initial_for(cls, episode: TraffickingEpisode) -> dict[str, Any]:
        """What is stored, as the form shows it; the place in time is computed anew."""
        return cls.initial_of(episode, started=episode.started, ended=episode.ended)


class StageForm(AskedForm):
    """Where and when a stage was."""

    WITH_REASON = ("happened", "city", "description")
    QUESTION = {"happened": "happened_on"}

    stage = one_of(StageKind, _("Stage"), required=True, radio=True)
    happened = PartialDateField(label=_("When"))
    country = asked_country(_("Country"))
    city = forms.CharField(label=_("Town or region"), max_length=200, required=False)
    location_type = asked_one_of(LocationType, _("Kind of place"))
    description = long_text(_("What happened there"), limit=5000, rows=4)

    @classmethod
    def initial_for(cls, stage: EpisodeStage) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(stage, happened=stage.happened)


class RecruiterForm(AskedForm):
    """Somebody who recruited, moved or exploited: a role and a way of acting, never a name."""

    WITH_REASON = ("persons",)

    roles = asked_some_of(PerpetratorRole, _("What they did"))
    relationship = asked_one_of(Relationship, _("Relationship to the person"))
    sex = asked_one_of([pair for pair in Sex.choices if pair[0] != Sex.UNKNOWN], _("Sex"))
    age_band = asked_one_of(PersonBand, _("Age, about"))
    nationality = asked_country(_("Nationality"))
    persons = forms.IntegerField(label=_("How many persons"), min_value=1, max_value=500, required=False)
    methods = asked_some_of(RecruitmentMethod, _("How they approached"))
    promise = asked_one_of(Promise, _("What was promised"))
    platforms = asked_some_of(Platform, _("Platforms used"))
    still_threat = asked_yes_no(_("Still a threat"))

    @classmethod
    def initial_for(cls, recruiter: RecruiterProfile) -> dict[str, Any]:
        """What is stored, as the form shows it."""
        return cls.initial_of(recruiter)
