"""Issued reports and their figures."""

from rest_framework import serializers


class ReportLine(serializers.Serializer):
    """An issued report in a list."""

    ref = serializers.CharField()
    title = serializers.CharField()
    period_from = serializers.DateField()
    period_to = serializers.DateField()
    cut_off_on = serializers.DateField()
    issued_on = serializers.DateField(allow_null=True)


class ReportDetail(ReportLine):
    """An issued report."""

    programme = serializers.CharField(allow_blank=True)
    grant = serializers.CharField(allow_blank=True)
    threshold = serializers.IntegerField(help_text="Smaller numbers are not published.")
    language = serializers.CharField()
    version = serializers.IntegerField()
    snapshot_sha256 = serializers.CharField()
    pdf_sha256 = serializers.CharField()


class Definition(serializers.Serializer):
    """What an indicator counts."""

    key = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField()
    unit = serializers.CharField()


class ReportFigures(serializers.Serializer):
    """The published figures of the newest version, protected as in the document; null is a hidden number."""

    ref = serializers.CharField()
    version = serializers.IntegerField()
    snapshot_sha256 = serializers.CharField()
    threshold = serializers.IntegerField()
    figures = serializers.DictField(child=serializers.IntegerField(allow_null=True))
    definitions = Definition(many=True)
