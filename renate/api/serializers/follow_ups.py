"""Follow-ups: what is due, and what came of it."""

from typing import Any

from rest_framework import serializers

from reintegration.follow_up_codes import Change, FollowUpState, Mode, NoContactReason, Purpose, Reached, Sign
from reintegration.instrument import SHORT_CHECK
from renate.api.serializers.shared import PageQuestion


class FollowUpLine(serializers.Serializer):
    """A follow-up in a list."""

    ref = serializers.CharField()
    case = serializers.CharField(help_text="Its ref.")
    code = serializers.CharField(help_text="Stands for the person.")
    name = serializers.CharField(required=False, help_text="Absent where the role does not permit names.")
    purpose = serializers.ChoiceField(Purpose.choices)
    state = serializers.ChoiceField(FollowUpState.choices)
    due_on = serializers.DateField()
    window_start = serializers.DateField()
    window_end = serializers.DateField()
    days_overdue = serializers.IntegerField()
    responsible = serializers.CharField(allow_blank=True, help_text="Empty: whoever manages the case.")


class FollowUpDetail(FollowUpLine):
    """A follow-up with what came of it. Its ETag is asked for when it is recorded."""

    no_contact = serializers.ChoiceField(
        NoContactReason.choices, allow_blank=True, help_text="Why nobody may be called at present."
    )
    done_on = serializers.DateField(allow_null=True)
    done_by = serializers.CharField(allow_blank=True)
    mode = serializers.ChoiceField(Mode.choices, allow_blank=True)
    reached = serializers.ChoiceField(Reached.choices, allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    next_action = serializers.CharField(allow_blank=True)


class FollowUpQuestion(PageQuestion):
    """What narrows the list."""

    case = serializers.CharField(required=False, help_text="The ref of one case.")
    due_until = serializers.DateField(required=False)
    mine = serializers.BooleanField(required=False, help_text="Those the asking member answers for.")


class ContactRecord(serializers.Serializer):
    """What came of a contact (R-13, R-20, R-21)."""

    on = serializers.DateField()
    mode = serializers.ChoiceField(Mode.choices)
    reached = serializers.ChoiceField(Reached.choices)
    safety_checked = serializers.BooleanField(help_text="The safe way of contact was read and kept to.")
    risk_changed = serializers.ChoiceField(Change.choices, required=False, allow_blank=True)
    sign = serializers.ChoiceField(Sign.choices, required=False, allow_blank=True)
    short_check = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=5), required=False,
        help_text=f"Scores of the factors {', '.join(map(str, SHORT_CHECK))}, by number.",
    )  # fmt: skip
    note = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    next_action = serializers.CharField(required=False, allow_blank=True, max_length=400)

    def validate_short_check(self, value: dict[str, int]) -> dict[int, int]:
        known = {str(number): number for number in SHORT_CHECK}
        if unknown := set(value) - set(known):
            raise serializers.ValidationError(
                f"Not a factor of the short check: {', '.join(sorted(unknown))}"
            )
        return {known[number]: score for number, score in value.items()}

    def contact(self) -> dict[str, Any]:
        """What the operation takes, by its names."""
        return {name: value for name, value in self.validated_data.items() if name != "on"}
