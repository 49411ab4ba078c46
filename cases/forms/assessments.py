"""Needs, family, community."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    CommunityConclusion,
    FamilyConclusion,
    FamilyEconomy,
    HomeEnvironment,
    LocalSecurity,
    LocalService,
    LocalWork,
    NeedDomain,
    NeedLevel,
    NeedsKind,
    NotAnswered,
    Savings,
    Timing,
    Tracing,
)
from cases.forms.answers import AskedForm, asked_one_of, asked_scale, asked_some_of, asked_yes_no
from cases.forms.fields import country, day, long_text, one_of
from cases.models import RelatedPerson
from cases.rules.needs import NeedAnswer

LEVELS = [
    *[(str(level.value), f"{level.value} {level.label}") for level in NeedLevel],
    *NotAnswered.choices,
]
STIGMA = [
    ("1", _("1 none")), ("2", _("2 little")), ("3", _("3 some")), ("4", _("4 much")), ("5", _("5 severe")),
]  # fmt: skip


class NeedsForm(AskedForm):
    """Sixteen areas of life: how much is needed, when the person wants it, in which order."""

    WITH_REASON = ("most_needed", "resilience")
    OWN = ("on", "kind", "with_person", "with_interpreter", "most_needed", "resilience", "savings", "note")

    on = day(_("Date"))
    kind = one_of(NeedsKind, _("Kind"), required=True)
    with_person = forms.BooleanField(label=_("Together with the person"), required=False)
    with_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    most_needed = long_text(_("What do you need most? In the person’s words"), limit=2000, rows=3)
    resilience = long_text(_("What gives you strength? In the person’s words"), limit=2000, rows=3)
    savings = asked_one_of(Savings, _("Savings"))
    note = long_text(_("Note"), limit=5000, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for domain in NeedDomain:
            self.fields[domain.value] = one_of(LEVELS, domain.label, required=True)
            self.fields[f"{domain}_when"] = one_of(Timing, _("Wanted"))
            self.fields[f"{domain}_order"] = forms.IntegerField(
                label=_("Order"), min_value=1, max_value=len(NeedDomain), required=False
            )

    def rows(self) -> list[dict[str, BoundField]]:
        """The areas, for the table of the form."""
        return [
            {"level": self[code], "when": self[f"{code}_when"], "order": self[f"{code}_order"]}
            for code in NeedDomain.values
        ]

    def own_fields(self) -> list[BoundField]:
        """The fields outside the table."""
        return [self[name] for name in self.fields if name.removesuffix("_why_not") in self.OWN]

    def needs(self) -> dict[str, NeedAnswer]:
        """Area to answer."""
        return {code: self._need(code) for code in NeedDomain.values}

    def _need(self, code: str) -> NeedAnswer:
        answer, cleaned = self.cleaned_data[code], self.cleaned_data
        level = int(answer) if answer.isdigit() else None
        return NeedAnswer(
            level, cleaned[f"{code}_when"], cleaned[f"{code}_order"], "" if level is not None else answer
        )


class FamilyForm(AskedForm):
    """Whether the family can receive the person, and whether that would be safe."""

    WITH_REASON = ("support_needed", "child_views")

    on = day(_("Date"))
    tracing = asked_one_of(Tracing, _("Looking for the family"))
    relative: forms.ModelChoiceField = forms.ModelChoiceField(
        RelatedPerson.objects.none(), label=_("Who of the family was spoken to"), required=False,
        empty_label=_("Nobody"), help_text=_("Only with the person’s consent to contacting the family."),
    )  # fmt: skip
    agrees = asked_yes_no(_("Agrees to receive the person"))
    able = asked_yes_no(_("Is able to receive the person"))
    knows = asked_yes_no(_("Knows what happened"), help_text=_("Never tell: ask the person first."))
    home_environment = asked_one_of(HomeEnvironment, _("The home"))
    violence = asked_yes_no(_("Violence at home"))
    linked = asked_yes_no(_("Link to those who exploited"))
    economy = asked_one_of(FamilyEconomy, _("Means of the family"))
    mediation_needed = asked_yes_no(_("Mediation is needed"))
    support_needed = long_text(_("Support the family needs"), limit=3000, rows=3)
    child_views = long_text(_("What the child says"), limit=3000, rows=3)
    conclusion = one_of(FamilyConclusion, _("Conclusion"), required=True, radio=True)
    note = long_text(_("Note"), limit=5000, rows=4)

    def __init__(self, *args: Any, relatives: Any, is_minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["relative"].queryset = relatives  # type: ignore[attr-defined]
        self.fields["relative"].label_from_instance = _relative_words  # type: ignore[attr-defined]
        if not is_minor:
            del self.fields["child_views"], self.fields["child_views_why_not"]


class CommunityForm(AskedForm):
    """Whether the person can live in a place."""

    on = day(_("Date"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    country = country(_("Country"))
    stigma = asked_scale(STIGMA, _("Stigma"))
    services = asked_some_of(LocalService, _("Services within thirty kilometres"))
    work = asked_one_of(LocalWork, _("Work to be found"))
    security = asked_one_of(LocalSecurity, _("Security"))
    safe_to_visit = asked_yes_no(_("Staff can visit safely"))
    conclusion = one_of(CommunityConclusion, _("Conclusion"), required=True, radio=True)
    note = long_text(_("Note"), limit=5000, rows=4)


def _relative_words(relative: RelatedPerson) -> str:
    return ", ".join(filter(None, (str(relative.get_relation_display()), relative.name)))
