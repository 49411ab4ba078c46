"""Services of a plan, and what was given of them (S3-10, S3-64)."""

from decimal import Decimal

from rest_framework import serializers

from reintegration.codes import DeliveryMode, PlanItemStatus, ProviderKind, Timing, Unit


class ItemLine(serializers.Serializer):
    """A service of the plan one works with; `ref` is what a delivery names as its item."""

    ref = serializers.CharField()
    factor = serializers.IntegerField(min_value=1, max_value=14)
    service = serializers.CharField(help_text="Its code in the catalogue.")
    service_name = serializers.CharField(help_text="In words.")
    timing = serializers.ChoiceField(Timing.choices, allow_blank=True)
    status = serializers.ChoiceField(PlanItemStatus.choices)
    due_on = serializers.DateField(allow_null=True)
    provider_kind = serializers.ChoiceField(ProviderKind.choices)


class DeliveryLine(serializers.Serializer):
    """One service on one day."""

    ref = serializers.CharField()
    on = serializers.DateField()
    service = serializers.CharField()
    service_name = serializers.CharField(help_text="In words.")
    item = serializers.CharField(allow_blank=True, help_text="The ref of the service of the plan.")
    for_family = serializers.BooleanField(help_text="Given to somebody of the family, not to the person.")
    quantity = serializers.DecimalField(max_digits=9, decimal_places=2)
    unit = serializers.ChoiceField(Unit.choices)
    mode = serializers.ChoiceField(DeliveryMode.choices)
    provider_kind = serializers.ChoiceField(ProviderKind.choices)
    note = serializers.CharField(allow_blank=True)
    delivered_by = serializers.CharField(allow_blank=True)


class DeliveryRecord(serializers.Serializer):
    """What was given: a service of the plan by its ref, or any service of the catalogue by its code."""

    on = serializers.DateField()
    item = serializers.CharField(required=False, help_text="From the services of the plan.")
    service = serializers.CharField(required=False, max_length=64, help_text="Without an item.")
    recipient = serializers.CharField(required=False, help_text="Of the family; without it, the person.")
    quantity = serializers.DecimalField(max_digits=9, decimal_places=2, default=Decimal(1))
    unit = serializers.ChoiceField(Unit.choices)
    mode = serializers.ChoiceField(DeliveryMode.choices)
    provider_kind = serializers.ChoiceField(ProviderKind.choices)
    cost = serializers.DecimalField(
        max_digits=12, decimal_places=2, min_value=Decimal(0), required=False, allow_null=True
    )
    grant = serializers.CharField(required=False, help_text="The ref of the grant that pays.")
    before_opening = serializers.BooleanField(default=False)
    note = serializers.CharField(required=False, allow_blank=True, max_length=20_000)

    def validate(self, attrs: dict) -> dict:
        if bool(attrs.get("item")) == bool(attrs.get("service")):
            raise serializers.ValidationError({"service": "Name either an item of the plan or a service."})
        return attrs
