"""Plan, goals and services."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import YES_NO, day, long_text, one_of, yes_no_unknown
from cases.models import Case, RelatedPerson
from reintegration.catalogue import service_choices
from reintegration.codes import (
    AgreedForm,
    DeliveryMode,
    Frequency,
    GoalStatus,
    PlanItemStatus,
    ProviderKind,
    Timing,
    Unit,
    UnmetReason,
)
from reintegration.instrument import factor_choices
from reintegration.models import Goal, PlanItem
from reintegration.operations.items import TERMS
from reintegration.own_wording import wordings
from reintegration.queries.offering import offered_services
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.funding.models import Grant

# What a worker may set by hand; agreed, later and declined follow from the person's choice of time.
_PROGRESS = (
    PlanItemStatus.REFERRED,
    PlanItemStatus.IN_PROGRESS,
    PlanItemStatus.COMPLETED,
    PlanItemStatus.STOPPED,
    PlanItemStatus.UNAVAILABLE,
)


def money(label: Any) -> forms.DecimalField:
    """An amount in euros."""
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=2, required=False)


def grant_field() -> forms.ModelChoiceField:
    """The grant that pays; each cost is charged to one."""
    return forms.ModelChoiceField(
        Grant.objects.none(), label=_("Paid from"), required=False, to_field_name="public_id",
        empty_label=_("No grant"),
    )  # fmt: skip


class AgreementForm(forms.Form):
    """The person agrees to the plan."""

    on = day(_("Agreed on"))
    form = one_of(AgreedForm, _("How"), required=True, radio=True)
    copy_offered = forms.BooleanField(label=_("A copy was offered"), required=False)
    copy_is_safe = yes_no_unknown(_("Is it safe for the person to have the copy?"))


class CopyForm(forms.Form):
    """The question before the plan goes onto paper."""

    is_safe = forms.ChoiceField(
        label=_("Is it safe for you to have this?"), choices=YES_NO, widget=forms.RadioSelect,
        help_text=_("Ask the person. Who else might find it, at home or in a bag? A no is a good answer."),
    )  # fmt: skip

    language = forms.ChoiceField(
        label=_("Language of the copy"), choices=[(each.code, each.name) for each in wordings()],
        help_text=_("The goals stay in the words in which they were written down."),
    )  # fmt: skip

    @property
    def is_yes(self) -> bool:
        """The person said yes."""
        return bool(self.cleaned_data["is_safe"] == "yes")


class GoalForm(forms.Form):
    """A goal in the person's own words."""

    wording = long_text(
        _("In the person's own words"), limit=2000, rows=3, required=True,
        help_text=_("What does the person want? Write it down as said."),
    )  # fmt: skip
    factor = forms.TypedChoiceField(label=_("It belongs to"), choices=factor_choices, coerce=int)
    target_on = day(_("To be reached by"), required=False)
    priority = forms.IntegerField(
        label=_("How important"), min_value=1, max_value=14, initial=1,
        help_text=_("1 is the most important."),
    )  # fmt: skip

    @staticmethod
    def initial_for(goal: Goal) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(goal, name) for name in GoalForm.base_fields}


class GoalStatusForm(forms.Form):
    """What became of a goal."""

    status = one_of(GoalStatus, _("The goal is"), required=True, radio=True)


class ItemForm(forms.Form):
    """A service for a goal."""

    service = forms.ChoiceField(label=_("Service"))
    provider_kind = one_of(ProviderKind, _("Who provides it"), required=True)
    provider = forms.CharField(label=_("Name of the provider"), max_length=160, required=False)
    timing = forms.ChoiceField(
        label=_("The person wants it"), widget=forms.RadioSelect, required=False,
        choices=[*Timing.choices, ("", _("Not asked yet"))],
    )  # fmt: skip
    responsible: forms.ModelChoiceField = forms.ModelChoiceField(
        Membership.objects.none(), label=_("Responsible"), required=False, to_field_name="public_id",
        empty_label=_("Case manager"),
    )  # fmt: skip
    frequency = one_of(Frequency, _("How often"))
    start_after = day(_("Not before"), required=False)
    due_on = day(_("By"), required=False)
    cost_estimate = money(_("Estimated cost, in euros"))
    grant = grant_field()

    def __init__(self, *args: Any, phase: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = service_choices(offered_services(), phase)
        self.fields["service"].choices = [("", _("Choose")), *offer]  # type: ignore[attr-defined]
        workers = Membership.objects.with_act(Act.WORK_CASES).select_related("user")
        self.fields["responsible"].queryset = workers.order_by("user__full_name")  # type: ignore[attr-defined]
        self.fields["grant"].queryset = Grant.objects.select_related("donor").order_by("code")  # type: ignore[attr-defined]


class ItemTermsForm(ItemForm):
    """Who provides it, how often, by when, at what cost; which service it is does not change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, phase=None, **kwargs)
        for name in ("service", "timing"):
            del self.fields[name]

    @staticmethod
    def initial_for(item: PlanItem) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(item, name) for name in TERMS}


class TimingForm(forms.Form):
    """The person's choice of time; one click sends only the choice."""

    timing = one_of(Timing, _("The person wants it"), required=True, radio=True)
    raised_by_person = forms.BooleanField(label=_("The person raised it again"), required=False)
    offer_again = forms.BooleanField(
        label=_("It may be offered again at the next review"), required=False,
        help_text=_("Only if the person allows it."),
    )  # fmt: skip


class ItemStatusForm(forms.Form):
    """How a service goes."""

    status = forms.ChoiceField(
        label=_("The service is"), widget=forms.RadioSelect, choices=[(s.value, s.label) for s in _PROGRESS]
    )
    unmet_reason = one_of(UnmetReason, _("If it is not available: why?"))


class RelativeField(forms.ModelChoiceField):
    """Somebody close to the person, without the name."""

    def label_from_instance(self, obj: RelatedPerson) -> str:
        return obj.without_name


class DeliveryForm(forms.Form):
    """What was delivered; opened from a plan item most of it is filled in."""

    on = day(_("Day"))
    service = forms.ChoiceField(label=_("Service"))
    recipient = RelativeField(
        RelatedPerson.objects.none(), label=_("For"), required=False, to_field_name="public_id",
        empty_label=_("The person"),
    )  # fmt: skip
    quantity = forms.DecimalField(label=_("How much"), min_value=0, max_digits=9, decimal_places=2, initial=1)
    unit = one_of(Unit, _("Counted in"), required=True)
    mode = one_of(DeliveryMode, _("How"), required=True)
    provider_kind = one_of(ProviderKind, _("Provided by"), required=True)
    cost = money(_("Cost, in euros"))
    grant = grant_field()
    before_opening = forms.BooleanField(label=_("Before the case was opened"), required=False)
    note = long_text(_("Note"), rows=3)

    def __init__(
        self, *args: Any, case: Case, item: PlanItem | None, phase: str | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        fields: dict[str, Any] = self.fields
        if item is None:
            fields["service"].choices = [("", _("Choose")), *service_choices(offered_services(), phase)]
        grants = Grant.objects.select_related("donor").order_by("code")
        fields["grant"].queryset = grants
        family = RelatedPerson.objects.filter(person=case.person_id, is_beneficiary=True).order_by("id")
        fields["recipient"].queryset = family
        for name, needless in (
            ("service", item is not None),
            ("before_opening", item is not None),
            ("recipient", not family),
            ("grant", not grants),
        ):
            if needless:
                del fields[name]

    def values(self) -> dict[str, Any]:
        """What the operation takes, by its names; a plan item says which service it is."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "on"}
        if self.item is not None:
            values |= {"service": self.item.service, "item": self.item}
        return values
