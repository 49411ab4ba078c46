"""Referrals, on both sides; the rules are asked by the operations."""

from rest_framework import serializers

from cases.codes import ConsentDecision, ConsentForm, GivenBy
from referrals.codes import (
    DeclineReason,
    FeedbackAgreed,
    FeedbackKind,
    ReferralKind,
    ReferralReason,
    ReferralState,
    ServiceAsked,
)
from renate.accounts.roles import Role, Section
from renate.api.serializers.shared import Checklist, PageQuestion


class PackageQuestion(PageQuestion):
    """Which received referrals."""

    open = serializers.BooleanField(required=False, help_text="Only those without a yes or no.")


class PackageLine(serializers.Serializer):
    """A referral that came to us, in a list: nothing in it names a person."""

    ref = serializers.CharField()
    sender = serializers.CharField()
    state = serializers.ChoiceField(ReferralState.choices)
    kind = serializers.ChoiceField(ReferralKind.choices)
    urgent = serializers.BooleanField()
    offered_on = serializers.DateField()
    answer_due_on = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField()


class MessageLine(serializers.Serializer):
    """A question, an answer or feedback."""

    kind = serializers.CharField()
    on = serializers.DateField()
    writer = serializers.CharField()
    text = serializers.CharField()


class ReadingLine(serializers.Serializer):
    """That a section was opened."""

    section = serializers.ChoiceField(Section.choices)
    by = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    at = serializers.DateTimeField()


class PackageDetail(PackageLine):
    """One referral that came to us; `opens` names the sections that the asking member may open."""

    summary = serializers.DictField(help_text="Anonymous: codes only.")
    opens = serializers.ListField(child=serializers.ChoiceField(Section.choices))
    messages = MessageLine(many=True)
    feedback_agreed = serializers.ChoiceField(FeedbackAgreed.choices)
    readings = ReadingLine(many=True)


class SectionContent(serializers.Serializer):
    """An opened section: blocks of rows, in codes. That it was opened is on record on both sides."""

    section = serializers.ChoiceField(Section.choices)
    content = serializers.DictField(child=serializers.ListField(child=serializers.DictField()))


class PackageAnswer(serializers.Serializer):
    """What is answered; each answer needs the field that belongs to it."""

    answer = serializers.ChoiceField(("accept", "decline", "wait", "ask", "reassign", "end"))
    case_manager = serializers.CharField(required=False, help_text="With accept and reassign.")
    reason = serializers.ChoiceField(DeclineReason.choices, required=False, help_text="With decline.")
    until = serializers.DateField(required=False, help_text="With wait.")
    question = serializers.CharField(required=False, max_length=2000, help_text="With ask.")

    NEEDS = {"accept": "case_manager", "reassign": "case_manager", "decline": "reason", "wait": "until",
             "ask": "question"}  # fmt: skip

    def validate(self, attrs: dict) -> dict:
        needed = self.NEEDS.get(attrs["answer"])
        if needed and not attrs.get(needed):
            raise serializers.ValidationError({needed: "This answer needs it."})
        return attrs


class FeedbackRecord(serializers.Serializer):
    """What the sender is told, as agreed: numbers and days, or named services."""

    what = serializers.ChoiceField(FeedbackKind.choices)
    happened_on = serializers.DateField()
    service = serializers.CharField(required=False, allow_blank=True)
    count = serializers.IntegerField(required=False, min_value=1, max_value=1000)


class TieCase(serializers.Serializer):
    """Our own case of the person."""

    case = serializers.CharField()


class TakeOver(serializers.Serializer):
    """The person's own consents to the organisation that takes the file over."""

    on = serializers.DateField()
    services = serializers.ChoiceField(ConsentDecision.choices)
    data_storage = serializers.ChoiceField(ConsentDecision.choices)
    given_by = serializers.ChoiceField(GivenBy.choices)
    form = serializers.ChoiceField(ConsentForm.choices)
    checklist = Checklist()


class TakenOver(serializers.Serializer):
    """Our own file of the person; the referral is over."""

    case = serializers.CharField()


class OfferRecord(serializers.Serializer):
    """A referral to one or several candidates; sent at once."""

    counterparts = serializers.ListField(child=serializers.CharField(), min_length=1, max_length=20)
    services_asked = serializers.ListField(child=serializers.ChoiceField(ServiceAsked.choices), min_length=1)
    sections = serializers.ListField(child=serializers.ChoiceField(Section.choices), min_length=1)
    kind = serializers.ChoiceField(ReferralKind.choices, default=ReferralKind.REFERRAL)
    reason = serializers.ChoiceField(ReferralReason.choices)
    urgent = serializers.BooleanField(default=False)
    person_agrees = serializers.BooleanField()
    feedback_agreed = serializers.ChoiceField(FeedbackAgreed.choices, default=FeedbackAgreed.COUNTS)


class OfferLine(serializers.Serializer):
    """A referral that we sent."""

    ref = serializers.CharField()
    receiver = serializers.CharField()
    state = serializers.ChoiceField(ReferralState.choices)
    kind = serializers.ChoiceField(ReferralKind.choices)
    sections = serializers.ListField(child=serializers.ChoiceField(Section.choices))
    sent_on = serializers.DateField(allow_null=True)
    answer_due_on = serializers.DateField(allow_null=True)
    answered_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)


class OfferDetail(OfferLine):
    """One of them, with who opened what over there, and what came back."""

    readings = ReadingLine(many=True)
    messages = MessageLine(many=True)


class OfferAct(serializers.Serializer):
    """What is done with a referral that we sent."""

    act = serializers.ChoiceField(("withdraw", "end", "update", "open", "answer"))
    text = serializers.CharField(required=False, max_length=2000, default="", help_text="With answer.")
