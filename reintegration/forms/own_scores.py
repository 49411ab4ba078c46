"""The person's own scores: fourteen questions, five faces each, and "skip" that is always there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from reintegration.codes import ScoreLevel
from reintegration.instrument import NUMBERS
from reintegration.models import FactorAssessment
from reintegration.own_wording import Wording

_LEVELS = [(str(level.value), str(level.value)) for level in ScoreLevel]


@dataclass(frozen=True)
class Face:
    """One face with its word."""

    level: str
    word: str
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """One question as the page draws it."""

    number: int
    name: str
    text: str
    faces: tuple[Face, ...]
    is_skipped: bool


class OwnScoresForm(forms.Form):
    """Every answer may be left out; an impossible one is refused."""

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wording = wording
        for number, text in zip(NUMBERS, wording.questions, strict=True):
            self.fields[f"own_{number}"] = forms.ChoiceField(
                label=text, choices=[("", wording.skip), *_LEVELS], required=False
            )

    @property
    def questions(self) -> Iterator[Question]:
        """The fourteen, with what has been chosen so far."""
        for number in NUMBERS:
            field = self[f"own_{number}"]
            chosen = str(field.value() or "")
            faces = tuple(
                Face(level, word, level == chosen)
                for (level, _label), word in zip(_LEVELS, self.wording.scale, strict=True)
            )
            skipped = not any(face.is_chosen for face in faces)
            yield Question(number, field.html_name, str(field.label), faces, skipped)

    def scores(self) -> Mapping[int, int | None]:
        """Factor number to score; None where the question was skipped."""
        answers = {number: self.cleaned_data[f"own_{number}"] for number in NUMBERS}
        return {number: int(answer) if answer else None for number, answer in answers.items()}


def own_initial(draft: FactorAssessment) -> dict[str, str]:
    """What the person said before, in this draft."""
    return {f"own_{row.factor}": str(row.self_score or "") for row in draft.scores.all()}
