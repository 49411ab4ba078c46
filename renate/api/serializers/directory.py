"""Whom one can refer to, ask, or name in a consent."""

from rest_framework import serializers

from referrals.codes import PartnerKind, ServiceAsked


class PartnerLine(serializers.Serializer):
    """A body of our own directory."""

    ref = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(PartnerKind.choices)
    country = serializers.CharField()
    area = serializers.CharField(allow_blank=True)
    services = serializers.ListField(child=serializers.ChoiceField(ServiceAsked.choices))
    is_active = serializers.BooleanField()


class OrganisationLine(serializers.Serializer):
    """Another organisation of the network; its ref is what offers, consents and requests name."""

    ref = serializers.CharField()
    name = serializers.CharField()
    country = serializers.CharField()


class WorkerLine(serializers.Serializer):
    """A case manager of our own; the ref is what an answer to a referral names."""

    ref = serializers.CharField()
    name = serializers.CharField()
