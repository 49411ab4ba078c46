"""Shapes that several resources use."""

from typing import Any

from rest_framework import serializers

from cases.codes import ChecklistQuestion


class Reason(serializers.Serializer):
    """Why it was refused, beside the field it is about; an empty field means the whole."""

    field = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()


class Problem(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(required=False)
    errors = Reason(many=True, required=False)  # type: ignore[assignment]


class PageQuestion(serializers.Serializer):
    """Which page of a list."""

    page = serializers.IntegerField(required=False, min_value=1)
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=200)


class Checklist(serializers.DictField):
    """The seven questions explained before a yes, by their codes."""

    def __init__(self, **kwargs: Any) -> None:
        said = f"Yes or no to each of: {', '.join(ChecklistQuestion.values)}."
        super().__init__(child=serializers.BooleanField(), help_text=said, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        answers = super().to_internal_value(data)
        if unknown := sorted(set(answers) - set(ChecklistQuestion.values)):
            raise serializers.ValidationError(f"Not a question of the checklist: {', '.join(unknown)}")
        return answers


def page_of(line: type[serializers.Serializer]) -> type[serializers.Serializer]:
    """The shape of one page of such lines."""
    fields = {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": line(many=True),
    }
    return type(f"{line.__name__}Page", (serializers.Serializer,), {"__doc__": "One page.", **fields})
