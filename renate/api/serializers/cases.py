"""A case. Sections are absent where the role does not open them; parts of one, where it opens a part."""

from rest_framework import serializers

from cases.codes import CaseStatus, Confidentiality
from reintegration.codes import NominalPhase, Phase
from renate.api.serializers.shared import PageQuestion


class CaseLine(serializers.Serializer):
    """A case in a list."""

    ref = serializers.CharField()
    code = serializers.CharField(help_text="Stands for the person.")
    name = serializers.CharField(required=False, help_text="Absent where the role does not permit names.")
    status = serializers.ChoiceField(CaseStatus.choices)
    confidentiality = serializers.ChoiceField(Confidentiality.choices)
    opened_on = serializers.DateField()
    closed_on = serializers.DateField(allow_null=True)
    case_manager = serializers.CharField(allow_blank=True)


class Identity(serializers.Serializer):
    """Section A; the second half to those who read it in full."""

    age = serializers.IntegerField(allow_null=True)
    is_minor = serializers.BooleanField()
    first_language = serializers.CharField(allow_blank=True)
    interpreter_needed = serializers.BooleanField()
    children_count = serializers.IntegerField(allow_null=True)
    legal_name = serializers.CharField(required=False)
    preferred_name = serializers.CharField(required=False)
    aliases = serializers.CharField(required=False)
    birth = serializers.CharField(required=False, help_text="As far as it is known.")
    birth_precision = serializers.CharField(required=False)
    sex = serializers.CharField(required=False)
    gender = serializers.CharField(required=False)
    citizenship = serializers.CharField(required=False)
    other_citizenships = serializers.ListField(child=serializers.CharField(), required=False)
    stateless = serializers.BooleanField(required=False, allow_null=True)
    country_of_birth = serializers.CharField(required=False)
    place_of_origin = serializers.CharField(required=False)
    document_number = serializers.CharField(required=False)
    other_languages = serializers.ListField(child=serializers.CharField(), required=False)
    education_level = serializers.CharField(required=False)
    marital_status = serializers.CharField(required=False)


class Episode(serializers.Serializer):
    """One experience; the second half to those who read section B in full."""

    relation_to_assistance = serializers.CharField()
    asked_status = serializers.CharField()
    purposes = serializers.ListField(child=serializers.CharField())
    started = serializers.CharField(allow_blank=True)
    ended = serializers.CharField(allow_blank=True)
    country_of_exploitation = serializers.CharField(allow_blank=True)
    cross_border = serializers.BooleanField(required=False, allow_null=True)
    methods_of_control = serializers.ListField(child=serializers.CharField(), required=False)
    recruitment_method = serializers.CharField(required=False)
    recruiter_role = serializers.CharField(required=False)
    exit_mode = serializers.CharField(required=False)
    narrative = serializers.CharField(required=False)


class History(serializers.Serializer):
    """Section B."""

    episodes = Episode(many=True)


class NextFollowUp(serializers.Serializer):
    """The next planned contact."""

    ref = serializers.CharField()
    due_on = serializers.DateField()


class Work(serializers.Serializer):
    """Section C, as the head of the file has it."""

    phase = serializers.ChoiceField(Phase.choices, allow_blank=True)
    nominal_phase = serializers.ChoiceField(NominalPhase.choices, allow_blank=True)
    month = serializers.IntegerField(allow_null=True)
    next_follow_up = NextFollowUp(allow_null=True)


class FactorLine(serializers.Serializer):
    """One of the fourteen factors in the newest assessment."""

    factor = serializers.IntegerField(min_value=1, max_value=14)
    worker = serializers.IntegerField(allow_null=True)
    own = serializers.IntegerField(allow_null=True)
    mark = serializers.CharField(allow_blank=True)
    change = serializers.IntegerField(allow_null=True, help_text="Since the baseline.")


class Factors(serializers.Serializer):
    """Section D; single scores to those who read it in full."""

    assessed_on = serializers.DateField(allow_null=True)
    valid = serializers.IntegerField(required=False)
    mean = serializers.FloatField(required=False, allow_null=True)
    stable = serializers.IntegerField(required=False)
    critical = serializers.IntegerField(required=False)
    scores = FactorLine(many=True, required=False)


class Risk(serializers.Serializer):
    """Section E; the note to those who read it in full."""

    level = serializers.IntegerField(allow_null=True)
    unknown_since = serializers.DateField(allow_null=True)
    review_due = serializers.DateField(allow_null=True)
    assessed_on = serializers.DateField(required=False)
    levels = serializers.DictField(child=serializers.IntegerField(allow_null=True), required=False)
    own_level = serializers.IntegerField(required=False, allow_null=True)
    note = serializers.CharField(required=False)


class CaseFile(CaseLine):
    """A case with the sections that the role opens."""

    identity = Identity(required=False)
    history = History(required=False)
    work = Work(required=False)
    factors = Factors(required=False)
    risk = Risk(required=False)


class CaseQuestion(PageQuestion):
    """What narrows the list."""

    status = serializers.CharField(
        required=False, help_text="A status, `open` (without more said) or `ended`; `any` for all."
    )
    mine = serializers.BooleanField(required=False, help_text="Those the asking member manages.")
