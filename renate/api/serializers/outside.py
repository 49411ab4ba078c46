"""Referrals to bodies without an account (domain 2.3): prepared here, sent as a file by the pages."""

from rest_framework import serializers

from referrals.codes import (
    DeclineReason,
    OutsideState,
    ReferralReason,
    ServiceAsked,
    TrmPhase,
)
from referrals.operations.outside import ANSWERS
from referrals.rules import SHAREABLE_SECTIONS
from renate.accounts.roles import Section

SECTIONS = [(letter, Section(letter).label) for letter in SHAREABLE_SECTIONS]


class OutsideLine(serializers.Serializer):
    """One referral of a case to a body."""

    ref = serializers.CharField()
    partner = serializers.CharField(help_text="Its ref in the directory.")
    partner_name = serializers.CharField()
    state = serializers.ChoiceField(OutsideState.choices)
    urgent = serializers.BooleanField()
    nrm_channel = serializers.BooleanField(help_text="Through the national mechanism.")
    sent_on = serializers.DateField(allow_null=True)
    feedback_due_on = serializers.DateField(allow_null=True)


class OutsideDetail(OutsideLine):
    """With what was asked, and what they said."""

    consent = serializers.CharField(help_text="The ref of the yes it rests on.")
    reason = serializers.ChoiceField(ReferralReason.choices)
    services_asked = serializers.ListField(child=serializers.ChoiceField(ServiceAsked.choices))
    sections = serializers.ListField(child=serializers.ChoiceField(Section.choices))
    escorted = serializers.BooleanField()
    trm_phase = serializers.ChoiceField(TrmPhase.choices, allow_blank=True)
    contact_person = serializers.CharField(allow_blank=True)
    if_impossible = serializers.CharField(allow_blank=True)
    responded_on = serializers.DateField(allow_null=True)
    decline_reason = serializers.ChoiceField(DeclineReason.choices, allow_blank=True)
    feedback = serializers.CharField(allow_blank=True)


class OutsideRecord(serializers.Serializer):
    """What is asked of which body, under one yes to tell an authority, which holds for one referral."""

    partner = serializers.CharField()
    consent = serializers.CharField()
    reason = serializers.ChoiceField(ReferralReason.choices)
    services_asked = serializers.ListField(child=serializers.ChoiceField(ServiceAsked.choices), min_length=1)
    sections = serializers.ListField(child=serializers.ChoiceField(SECTIONS), min_length=1)
    urgent = serializers.BooleanField(default=False)
    escorted = serializers.BooleanField(default=False)
    nrm_channel = serializers.BooleanField(default=False)
    trm_phase = serializers.ChoiceField(TrmPhase.choices, required=False, allow_blank=True)
    contact_person = serializers.CharField(required=False, allow_blank=True, max_length=200)
    if_impossible = serializers.CharField(required=False, allow_blank=True, max_length=2000)
    feedback_due_on = serializers.DateField(
        required=False, allow_null=True, help_text="Empty: two weeks after it was sent."
    )


class OutsideSaid(serializers.Serializer):
    """What they said, by telephone or letter; that they are silent is an answer too."""

    state = serializers.ChoiceField([(state.value, state.label) for state in ANSWERS])
    responded_on = serializers.DateField()
    decline_reason = serializers.ChoiceField(
        DeclineReason.choices, required=False, allow_blank=True, help_text="With declined."
    )
    feedback = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    feedback_due_on = serializers.DateField(required=False, allow_null=True)
