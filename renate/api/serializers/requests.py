"""Questions between organisations about a person whom one of them has met (R-25)."""

from rest_framework import serializers

from referrals.codes import RequestHandling


class AskedLine(serializers.Serializer):
    """What we asked. Nothing here ever changes with what the other side knows or does."""

    ref = serializers.CharField()
    receiver = serializers.CharField(help_text="The ref of the organisation asked.")
    receiver_name = serializers.CharField()
    sent_on = serializers.DateField()
    valid_until = serializers.DateField(help_text="What they were told is destroyed then at the latest.")
    is_kept = serializers.BooleanField(help_text="Not taken back by us, nor run out.")


class AskedRecord(serializers.Serializer):
    """A question; the person's consent must name that organisation and cover section A."""

    counterpart = serializers.CharField(help_text="The ref of the organisation.")
    question = serializers.CharField(max_length=2000)


class RequestLine(serializers.Serializer):
    """What another organisation asks us."""

    ref = serializers.CharField()
    asker = serializers.CharField()
    sent_on = serializers.DateField()
    valid_until = serializers.DateField()
    handling = serializers.ChoiceField(RequestHandling.choices, help_text="Stays here: they never see it.")


class RequestDetail(RequestLine):
    """With whom they met and what they ask; that it was read is on record here, and here only."""

    contact_name = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    legal_name = serializers.CharField(allow_blank=True)
    born = serializers.CharField(allow_blank=True, help_text="As exact as it is known.")
    citizenship = serializers.CharField(allow_blank=True)
    question = serializers.CharField(allow_blank=True)


class HandlingRecord(serializers.Serializer):
    """What was done about it, for oneself."""

    handling = serializers.ChoiceField(RequestHandling.choices)
