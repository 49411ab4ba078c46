"""The fourteen factors: anchors beside every choice, the person's own scores apart."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day, long_text, one_of
from reintegration.codes import AssessmentKind, RemigrationIntent, ScoreLevel, ScoreMark
from reintegration.instrument import NUMBERS, Factor, Instrument, instrument
from reintegration.models import FactorAssessment, SelfRating
from reintegration.reasons import TEXTS
from reintegration.rules import factors
from reintegration.rules.factors import Score

_OWN = (
    "own_situation", "success_percent", "intends_to_remigrate", "trusted_people", "rest_reason",
    "biggest_success", "biggest_fear", "biggest_need",
)  # fmt: skip


@dataclass(frozen=True)
class FactorBlock:
    """One factor with its three fields, for the template."""

    factor: Factor
    worker: forms.BoundField
    comment: forms.BoundField
    own: forms.BoundField


class AssessmentForm(forms.Form):
    """A whole round; `finalise` asks for all fourteen, a draft for nothing."""

    on = day(_("Assessed on"))
    kind = one_of(AssessmentKind, _("Occasion"), required=True)
    with_person = forms.BooleanField(label=_("Made together with the person"), required=False)
    success_percent = forms.IntegerField(
        label=_("How far along the person feels, in percent"), min_value=0, max_value=100, required=False
    )
    trusted_people = forms.IntegerField(
        label=_("People the person can trust, besides staff"), min_value=0, max_value=99, required=False
    )
    intends_to_remigrate = one_of(
        RemigrationIntent, _("Does the person mean to leave again?"), required=True,
        initial=RemigrationIntent.UNKNOWN,
    )  # fmt: skip
    own_situation = long_text(
        _("How the person describes life now"), limit=2000, rows=2,
        help_text=_("In the person's own words: home, work, people, how it feels."),
    )  # fmt: skip
    rest_reason = long_text(_("What is missing to 100 percent"), limit=2000, rows=2)
    biggest_success = long_text(_("Biggest success"), limit=2000, rows=2)
    biggest_fear = long_text(_("Biggest fear"), limit=2000, rows=2)
    biggest_need = long_text(_("What is needed most"), limit=2000, rows=2)

    def __init__(self, *args: Any, version: str, numbers: Collection[int] = NUMBERS, **kwargs: Any) -> None:
        """`numbers` are the factors that the writer's role scores (domain 7)."""
        super().__init__(*args, **kwargs)
        self.instrument = instrument(version)
        self.finalise = "finalise" in self.data
        self.own_factors = [factor for factor in self.instrument.factors if factor.number in numbers]
        for factor in self.own_factors:
            self._add_factor(factor)

    def _add_factor(self, factor: Factor) -> None:
        n = factor.number
        radio: dict[str, Any] = {"widget": forms.RadioSelect, "required": False}
        worker = forms.ChoiceField(
            choices=_worker_choices(self.instrument, factor), label=factor.short, **radio
        )
        own = forms.ChoiceField(choices=_own_choices(), label=f"{n} {factor.short}", **radio)
        self.fields[f"worker_{n}"] = worker
        self.fields[f"comment_{n}"] = long_text(_("Comment, or why it does not apply"), limit=2000, rows=2)
        self.fields[f"own_{n}"] = own

    @property
    def blocks(self) -> Iterator[FactorBlock]:
        """The factors in their order."""
        for factor in self.own_factors:
            n = factor.number
            yield FactorBlock(factor, self[f"worker_{n}"], self[f"comment_{n}"], self[f"own_{n}"])

    def clean(self) -> dict[str, Any]:
        """Every factor that is wrong says so beside itself."""
        data: dict[str, Any] = super().clean() or {}
        scores = self.scores()
        for number, score in scores.items():
            for field, code in factors.objections_to_score(number, score):
                self.add_error(f"{field}_{number}", TEXTS[code])
        if self.finalise:
            for number in factors.unanswered(scores):
                if number in scores and f"worker_{number}" not in self.errors:
                    self.add_error(f"worker_{number}", TEXTS["unanswered"])
        return data

    def scores(self) -> dict[int, Score]:
        """Factor number to score."""
        return {factor.number: self._score(factor.number) for factor in self.own_factors}

    def _score(self, n: int) -> Score:
        answer = self.cleaned_data.get(f"worker_{n}", "")
        own = self.cleaned_data.get(f"own_{n}", "")
        is_score = answer.isdecimal()
        return Score(
            worker=int(answer) if is_score else None,
            own=int(own) if own else None,
            mark="" if is_score else answer,
            comment=self.cleaned_data.get(f"comment_{n}", ""),
        )

    def own_words(self) -> dict[str, Any]:
        """The self-rating, by the names of the operation."""
        return {name: self.cleaned_data[name] for name in _OWN}


def _worker_choices(instrument: Instrument, factor: Factor) -> list[tuple[str, Any]]:
    """Five anchored levels; "does not apply" only where the factor may not apply."""
    levels = [
        (
            str(level),
            format_html('<span class="badge badge-score{}">{} {}</span> {}', level, level, word, anchor),
        )
        for level, (word, anchor) in enumerate(zip(instrument.scale, factor.anchors, strict=True), start=1)
    ]
    marks = [(mark.value, mark.label) for mark in (ScoreMark.NOT_APPLICABLE, ScoreMark.NOT_KNOWN)]
    return [*levels, *(marks if factor.may_be_na else marks[1:])]


def _own_choices() -> list[tuple[str, Any]]:
    return [("", _("No answer")), *((str(level.value), f"{level.value}") for level in ScoreLevel)]


def initial_of(assessment: FactorAssessment) -> dict[str, Any]:
    """A draft as the form shows it."""
    start: dict[str, Any] = {name: getattr(assessment, name) for name in ("on", "kind", "with_person")}
    for row in assessment.scores.all():
        start[f"worker_{row.factor}"] = str(row.worker_score or "") or row.mark
        start[f"own_{row.factor}"] = str(row.self_score or "")
        start[f"comment_{row.factor}"] = row.comment
    rating = SelfRating.objects.filter(assessment=assessment).first()
    return start | ({name: getattr(rating, name) for name in _OWN} if rating else {})
