"""Consent: what the person decided per purpose, and what a program may record (domain 4)."""

from typing import Any

from rest_framework import serializers

from cases.codes import LANGUAGES, Assent, ConsentDecision, ConsentForm, ConsentPurpose, ConsentState, GivenBy
from cases.forms.consent import ASKABLE, SHAREABLE
from cases.rules.consent import not_asked
from renate.accounts.roles import Section
from renate.api.serializers.shared import Checklist, PageQuestion


class ConsentQuestion(PageQuestion):
    """Which answers."""

    earlier = serializers.BooleanField(
        required=False, help_text="Also those that a later decision replaced; else the last of each purpose."
    )


class ConsentLine(serializers.Serializer):
    """One answer about one purpose; never changed, only followed by a later one."""

    ref = serializers.CharField()
    purpose = serializers.ChoiceField(ConsentPurpose.choices)
    decision = serializers.ChoiceField(ConsentDecision.choices)
    state = serializers.ChoiceField(ConsentState.choices, help_text="What it means today.")
    receiver = serializers.CharField(allow_blank=True, help_text="The ref of the one organisation it names.")
    receiver_name = serializers.CharField(allow_blank=True)
    sections = serializers.ListField(child=serializers.ChoiceField(Section.choices))
    scope = serializers.CharField(
        required=False, allow_blank=True, help_text="To what exactly; only for who records consent."
    )
    valid_from = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True, help_text="Null: until taken back.")
    given_by = serializers.ChoiceField(GivenBy.choices)
    assent = serializers.ChoiceField(Assent.choices, allow_blank=True)
    form = serializers.ChoiceField(ConsentForm.choices)
    language = serializers.ChoiceField(LANGUAGES, allow_blank=True)
    text_version = serializers.IntegerField(allow_null=True, help_text="Of the text that was read out.")
    asked_by = serializers.CharField()


class ConsentRecord(serializers.Serializer):
    """One answer about one purpose. Nothing is presumed: decision, who decided and how are asked for.

    A yes needs all seven questions of the checklist, for some purposes a scope, for sharing the organisation
    and the parts; for a minor a guardian without conflict of interest and the child's own answer.
    """

    purpose = serializers.ChoiceField(ConsentPurpose.choices)
    decision = serializers.ChoiceField(ASKABLE)
    on = serializers.DateField()
    given_by = serializers.ChoiceField(GivenBy.choices)
    form = serializers.ChoiceField(ConsentForm.choices)
    checklist = Checklist(required=False)
    receiver = serializers.CharField(required=False, help_text="With share_org: the ref of the organisation.")
    sections = serializers.ListField(
        child=serializers.ChoiceField(SHAREABLE), required=False, help_text="With share_org, share_authority."
    )
    scope = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    assent = serializers.ChoiceField(Assent.choices, required=False, allow_blank=True)
    witness = serializers.CharField(required=False, allow_blank=True, max_length=200)
    language = serializers.ChoiceField(LANGUAGES, required=False, allow_blank=True)
    interpreter = serializers.CharField(required=False, allow_blank=True, max_length=200)
    valid_until = serializers.DateField(
        required=False, allow_null=True, help_text="Empty: as long as the purpose allows at most."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        needless = [name for name in sorted(not_asked(attrs["purpose"])) if attrs.get(name)]
        if needless:
            raise serializers.ValidationError(dict.fromkeys(needless, "Not asked for this purpose."))
        return attrs


class ConsentWithdrawal(serializers.Serializer):
    """The day on which a yes was taken back; it acts at once."""

    on = serializers.DateField()
