"""How persons are grouped: one place for every grouping that tables and breakdowns use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In, LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.codes import ModelOfCare, RelationToAssistance, Sex
from cases.models import Case as CaseFile
from cases.models import TraffickingEpisode
from reintegration.codes import Phase
from reintegration.models import PhasePeriod
from renate.reports.codes import AgeGroup
from renate.reports.indicators.base import Frame, Measures, Words
from renate.reports.indicators.forms_of import FORMS

UNKNOWN = "unknown"
UNKNOWN_LABEL = _("Not known")
EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip


@dataclass(frozen=True)
class Dimension:
    """A way to group persons: its groups, and the SQL that says which one a person is in."""

    key: str
    label: Words
    after_by: Words  # the same inside a title: "Persons by …"
    groups: Mapping[str, Words]
    expression: Callable[[Frame], Any]
    stem: str = ""  # the word in the keys of cells, where it is not the key

    @property
    def word(self) -> str:
        """How cells are named: assisted|<word>=<group>."""
        return self.stem or self.key


def _chosen(*cases: tuple[Q, str], default: str) -> Case:
    whens = [When(condition, then=Value(group)) for condition, group in cases]
    return Case(*whens, default=Value(default), output_field=CharField())


def _sex(_frame: Frame) -> Case:
    return _chosen((Q(sex=Sex.FEMALE), "female"), (Q(sex=Sex.MALE), "male"), default="other")


def age_at_intake() -> Any:
    """Age in the year of the first intake."""
    intake = CaseFile.objects.filter(person=OuterRef("pk")).order_by("opened_on").values("opened_on__year")
    return Subquery(intake[:1], output_field=IntegerField()) - F("birth_year")


_UP_TO = {
    11: AgeGroup.CHILD_0_11, 14: AgeGroup.CHILD_12_14, 17: AgeGroup.CHILD_15_17,
    24: AgeGroup.ADULT_18_24, 34: AgeGroup.ADULT_25_34, 59: AgeGroup.ADULT_35_59,
}  # fmt: skip
_COARSE_UP_TO = {17: "0-17", 24: "18-24", 34: "25-34"}


def age_group() -> Case:
    """The eight age groups (domain 6, T2); needs the annotation `age`."""
    whens = [When(age__lte=top, then=Value(group.value)) for top, group in _UP_TO.items()]
    return Case(
        When(age__isnull=True, then=Value(AgeGroup.UNKNOWN.value)),
        *whens,
        default=Value(AgeGroup.ADULT_60.value),
        output_field=CharField(),
    )


def _coarse_age(_frame: Frame) -> Case:
    age = age_at_intake()
    whens = [
        When(LessThanOrEqual(age, Value(top)), then=Value(group)) for top, group in _COARSE_UP_TO.items()
    ]
    return Case(
        When(birth_year__isnull=True, then=Value(UNKNOWN)), *whens, default=Value("35+"),
        output_field=CharField(),
    )  # fmt: skip


def _nationality(frame: Frame) -> Case:
    return _chosen(
        (Q(stateless=True), "non_eu"),
        (Q(citizenship=""), UNKNOWN),
        (Q(citizenship=frame.home), "national"),
        (Q(citizenship__in=EU), "eu"),
        default="non_eu",
    )


def index_episodes() -> Any:
    """The experience that led to assistance, of the person in the outer query."""
    return TraffickingEpisode.objects.filter(
        person=OuterRef("pk"), relation_to_assistance=RelationToAssistance.INDEX
    )


def _main_form(_frame: Frame) -> Case:
    suffered = {form: Exists(index_episodes().filter(purposes__overlap=list(FORMS[form]))) for form in FORMS}
    none = [When(_all_but(suffered, ()), then=Value("none"))]
    only = [When(_all_but(suffered, (form,)), then=Value(form)) for form in FORMS]
    return Case(*none, *only, default=Value("several"), output_field=CharField())


def _all_but(suffered: Mapping[str, Exists], kept: tuple[str, ...]) -> Any:
    condition = Q()
    for form, found in suffered.items():
        condition &= Q(found) if form in kept else ~Q(found)
    return condition


def _exploited_in(frame: Frame) -> Case:
    country = Coalesce(
        Subquery(index_episodes().order_by("pk").values("country_of_exploitation")[:1]), Value("")
    )
    return Case(
        When(Exact(country, Value("")), then=Value(UNKNOWN)),
        When(Exact(country, Value(frame.home)), then=Value("home")),
        When(In(country, [Value(code) for code in EU]), then=Value("eu")),
        default=Value("non_eu"),
        output_field=CharField(),
    )


def _period_now(frame: Frame) -> Any:
    """The period of a phase in which the person in the outer query stood on the day of the figures."""
    running = Q(cycle__ended_on__isnull=True) | Q(cycle__ended_on__gt=frame.as_at)
    periods = PhasePeriod.objects.filter(
        running,
        cycle__case__person=OuterRef("pk"),
        cycle__started_on__lte=frame.as_at,
        from_on__lte=frame.as_at,
    )
    return periods.order_by("-cycle__started_on", "-from_on", "-pk")


def phase_now(frame: Frame) -> Any:
    """The phase in which the person stood on the day of the figures; ended, where no cycle ran any more."""
    found = Subquery(_period_now(frame).values("phase")[:1], output_field=CharField())
    return Coalesce(found, Value("ended"))


def phase_since(frame: Frame) -> Any:
    """The day since which they stood in it."""
    return Subquery(_period_now(frame).values("from_on")[:1], output_field=DateField())


def of_newest_case(frame: Frame, field: str) -> Any:
    """A field of the person's newest case by the day of the figures."""
    newest = CaseFile.objects.filter(person=OuterRef("pk"), opened_on__lte=frame.as_at)
    found = newest.order_by("-opened_on", "-pk").values(field)[:1]
    return Coalesce(Subquery(found, output_field=CharField()), Value(""))


def with_unknown(choices: Any) -> dict[str, Words]:
    """The labels of a list of codes, and one for what was not recorded."""
    return dict(choices) | {"": _("Not recorded")}


DIMENSIONS: dict[str, Dimension] = {
    each.key: each
    for each in (
        Dimension(
            "sex",
            _("Sex"),
            pgettext_lazy("after by", "sex"),
            {"female": _("Female"), "male": _("Male"), "other": _("Other or not known")},
            _sex,
        ),
        Dimension(
            "age",
            _("Age at intake"),
            pgettext_lazy("after by", "age at intake"),
            {
                "0-17": "0–17", "18-24": "18–24", "25-34": "25–34", "35+": _("35 and over"),
                UNKNOWN: UNKNOWN_LABEL,
            },
            _coarse_age,
            stem="ages",
        ),
        Dimension(
            "nationality",
            _("Nationality"),
            pgettext_lazy("after by", "nationality"),
            {
                "national": _("Country of the organisation"), "eu": _("Other countries of the EU"),
                "non_eu": _("Countries outside the EU, stateless"), UNKNOWN: UNKNOWN_LABEL,
            },
            _nationality,
        ),
        Dimension(
            "form",
            _("Form of exploitation"),
            pgettext_lazy("after by", "form of exploitation"),
            {
                "sexual": _("Sexual exploitation only"), "labour": _("Forced labour and servitude only"),
                "begging": _("Forced begging and crime only"), "other": _("Other forms only"),
                "several": _("Several forms"), "none": _("Not recorded"),
            },
            _main_form,
            stem="mainform",
        ),
        Dimension(
            "exploited_in",
            _("Country of exploitation"),
            pgettext_lazy("after by", "country of exploitation"),
            {
                "home": _("Country of the organisation"), "eu": _("Other countries of the EU"),
                "non_eu": _("Countries outside the EU"), UNKNOWN: UNKNOWN_LABEL,
            },
            _exploited_in,
        ),
        Dimension(
            "phase",
            _("Phase at the cut-off date"),
            pgettext_lazy("after by", "phase at the cut-off date"),
            dict(Phase.choices) | {"ended": _("No running cycle")},
            phase_now,
        ),
        Dimension(
            "model",
            _("Model of care"),
            pgettext_lazy("after by", "model of care"),
            with_unknown(ModelOfCare.choices),
            lambda frame: of_newest_case(frame, "model_of_care"),
        ),
    )
}  # fmt: skip


def tally(people: Any, expression: Any, stem: str, groups: Mapping[str, Words]) -> Measures:
    """Persons by group of an expression; codes that are no group go to the last group."""
    found: Measures = {f"{stem}={group}": 0 for group in groups}
    last = f"{stem}={list(groups)[-1]}"
    for group, number in people.values_list(expression).annotate(n=Count("pk", distinct=True)):
        key = f"{stem}={group}"
        found[key if key in found else last] += number
    return found
