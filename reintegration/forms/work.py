"""Training, jobs and barriers."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, flag_initial, long_text, one_of, some_of, yes_no_unknown
from cases.models import Case
from reintegration.forms.plan import grant_field, money
from reintegration.models import Employer, Job, PlanItem, ServicePlan, Training
from reintegration.rules.work import LEARNING
from reintegration.work_codes import (
    Contract,
    FoundThrough,
    JobBarrier,
    JobEnd,
    JobKind,
    NextStep,
    Trade,
    TrainingKind,
    TrainingLength,
    TrainingOutcome,
)
from renate.funding.models import Grant

_STEPS = [(step.value, step.label) for step in NextStep if step != NextStep.JOB]


def rating(label: Any) -> forms.TypedChoiceField:
    """One to five, or no answer."""
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None,
        choices=[
            ("", _("No answer")), (1, _("1 not at all")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 fully")),
        ],
    )  # fmt: skip


def count(label: Any, most: int = 9999) -> forms.IntegerField:
    """A whole number that may be unknown."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


class TrainingForm(forms.Form):
    """A training as a step to a job."""

    title = forms.CharField(label=_("Training"), max_length=160)
    kind = one_of(TrainingKind, _("Kind"), required=True)
    trade = one_of(Trade, _("For"), required=True)
    provider = forms.CharField(label=_("Provider"), max_length=160, required=False)
    item: forms.ModelChoiceField = forms.ModelChoiceField(
        PlanItem.objects.none(), label=_("In the plan as"), required=False, to_field_name="public_id",
        empty_label=_("Not in the plan"),
    )  # fmt: skip
    chosen_by_person = forms.BooleanField(label=_("The person chose it"), required=False)
    matches_aptitude = rating(_("It fits the person's skills and wishes"))
    market_demand_checked = forms.BooleanField(
        label=_("There is demand for it"), required=False,
        help_text=_("Tick it when it was looked up, not when it is hoped for."),
    )  # fmt: skip
    market_source = forms.CharField(
        label=_("How was that found out"), max_length=200, required=False,
        help_text=_("For instance: three vacancies at the employment office."),
    )  # fmt: skip
    on = day(_("From"))
    planned_end = day(_("Planned end"), required=False)
    hours = count(_("Hours in all"))
    stipend = money(_("Stipend a month, in euros"))
    transport_covered = forms.BooleanField(label=_("Transport is covered"), required=False)
    child_care_covered = forms.BooleanField(label=_("Child care is covered"), required=False)
    grant = grant_field()

    def __init__(self, *args: Any, case: Case, training: Training | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["grant"].queryset = Grant.objects.select_related("donor").order_by("code")
        plans = ServicePlan.objects.current().filter(case=case)
        offered = Q(goal__plan__in=plans) | Q(pk=training.item_id if training else None)
        found = PlanItem.objects.filter(offered).order_by("id")
        learning = [item for item in found if item.service.partition(".")[0] in LEARNING]
        fields["item"].queryset = PlanItem.objects.filter(pk__in=[item.pk for item in learning])
        fields["item"].label_from_instance = lambda item: item.label
        if not learning:
            del fields["item"]

    @staticmethod
    def initial_for(training: Training) -> dict[str, Any]:
        """What is stored."""
        stored = {name: getattr(training, name) for name in TrainingForm.base_fields if name != "on"}
        return stored | {"on": training.from_on}


class TrainingEndForm(forms.Form):
    """How it ended, and what the person says of it."""

    on = day(_("Ended on"))
    outcome = one_of(TrainingOutcome, _("How it ended"), required=True, radio=True)
    dropout_reason = forms.CharField(label=_("If it ended early: why"), max_length=500, required=False)
    certificate = yes_no_unknown(_("Certificate"))
    own_rating = rating(_("How good it was, says the person"))
    length = one_of(TrainingLength, _("How long it felt"))


class NextStepForm(forms.Form):
    """What came of it, when it is no job."""

    next_step = one_of(_STEPS, _("What came of it"), required=True, radio=True)
    on = day(_("On"))


class JobForm(forms.Form):
    """A job as it begins."""

    title = forms.CharField(label=_("Work"), max_length=160)
    kind = one_of(JobKind, _("Kind"), required=True)
    found_through = one_of(FoundThrough, _("Found through"), required=True)
    employer: forms.ModelChoiceField = forms.ModelChoiceField(
        Employer.objects.none(), label=_("Employer"), required=False, to_field_name="public_id",
        empty_label=_("Not in our list, or none"),
    )  # fmt: skip
    unchecked_reason = forms.CharField(
        label=_("Reason, if the employer was not checked"), max_length=500, required=False
    )
    training: forms.ModelChoiceField = forms.ModelChoiceField(
        Training.objects.none(), label=_("It follows from the training"), required=False,
        to_field_name="public_id", empty_label=_("None"),
    )  # fmt: skip
    on = day(_("From"))
    contract = one_of(Contract, _("Contract"), required=True)
    hours_week = count(_("Hours a week"), 120)
    net_wage = money(_("Net wage a month, in euros"))
    legal_minimum_met = yes_no_unknown(_("At least the legal minimum"))
    relevance = rating(_("It fits what the person learned"))
    commute_min = count(_("Minutes to work"), 600)
    note = long_text(_("Note"), limit=2000, rows=3)

    def __init__(self, *args: Any, case: Case, job: Job | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        offered = Q(is_active=True) | Q(pk=job.employer_id if job else None)
        fields["employer"].queryset = Employer.objects.filter(offered).order_by("name")
        fields["training"].queryset = Training.objects.filter(case=case).order_by("-from_on", "-id")
        fields["training"].label_from_instance = lambda training: training.title
        for name in ("employer", "training"):
            if not fields[name].queryset:
                del fields[name]
        if "employer" not in fields:
            del fields["unchecked_reason"]

    @staticmethod
    def initial_for(job: Job) -> dict[str, Any]:
        """What is stored."""
        stored = {name: getattr(job, name) for name in JobForm.base_fields if name != "on"}
        return stored | {"on": job.from_on, "legal_minimum_met": flag_initial(job.legal_minimum_met)}


class JobEndForm(forms.Form):
    """When and why a job ended."""

    on = day(_("Last day"))
    reason = one_of(JobEnd, _("Why it ended"), required=True)


class BarriersForm(forms.Form):
    """What stands in the way."""

    on = day(_("Seen on"))
    barriers = some_of(JobBarrier, _("In the way"), required=True)
    note = long_text(_("Note"), limit=2000, rows=3)
