"""The one way in which a question without an answer is stored (domain 2.1.4, 2.4; WHO)."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from cases.codes import NotAnswered
from cases.rules.answers import silence_problems
from renate.tenancy.models import TenantModel


class Asked(TenantModel):
    """A row with sensitive questions: each has an answer, or a reason why it has none, or is still open.

    Lists with room for the four reasons keep the reason in their own column; for every other kind of
    question (yes or no, several answers, a date, a number, words) it stands in `not_answered`.
    """

    QUESTIONS: ClassVar[tuple[str, ...]] = ()

    not_answered = models.JSONField(default=dict, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        answers = {name: getattr(self, name) for name in self.QUESTIONS}
        problems = silence_problems(answers, self.not_answered)
        if problems:
            raise ValidationError([text for _name, text in problems])

    def silence(self, question: str) -> str:
        """The code of the reason why there is no answer, or nothing."""
        if question in self.not_answered:
            return str(self.not_answered[question])
        value: Any = getattr(self, question)
        return value if isinstance(value, str) and value in NotAnswered.values else ""

    def silence_words(self, question: str) -> str:
        """The same in words."""
        code = self.silence(question)
        return str(NotAnswered(code).label) if code else ""
