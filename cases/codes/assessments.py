"""Code lists of the assessments of needs, family and community (domain 2.3, S2-10…15, S3-44)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NeedsKind(models.TextChoices):
    INITIAL = "initial", _("First")
    REPEAT = "repeat", _("Repeated")
    PRE_RETURN = "pre_return", _("Before a return")
    PRE_CLOSURE = "pre_closure", _("Before closing")


class NeedDomain(models.TextChoices):
    """What an assessment of needs looks at."""

    SAFETY = "safety", _("Safety")
    HOUSING = "housing", _("Housing")
    MATERIAL = "material", _("Food, clothes, daily needs")
    HEALTH = "health", _("Physical health")
    MIND = "mental_health", _("Mental well-being")
    DOCUMENTS = "documents", _("Identity documents")
    STAY = "right_to_stay", _("Right to stay")
    JUSTICE = "justice", _("Legal help and compensation")
    CHILDREN = "children", _("Children")
    FAMILY = "family", _("Family and relationships")
    SOCIAL = "social_life", _("Friends and community")
    LANGUAGE = "language", _("Language")
    EDUCATION = "education", _("School and training")
    WORK = "work", _("Work")
    MONEY = "money", _("Money and debts")
    ADMINISTRATION = "administration", _("Authorities and paperwork")


class NeedLevel(models.IntegerChoices):
    NONE = 0, pgettext_lazy("need", "None")
    SOME = 1, pgettext_lazy("need", "Some")
    GREAT = 2, pgettext_lazy("need", "Great")
    URGENT = 3, pgettext_lazy("need", "Urgent")


class Timing(models.TextChoices):
    """When the person wants help with it (S2-44)."""

    NOW = "now", _("Now")
    LATER = "later", _("Later")
    NEVER = "never", _("Never")


class Savings(models.TextChoices):
    NONE = "none", pgettext_lazy("savings", "None")
    SOME = "some", pgettext_lazy("savings", "Some")
    ADEQUATE = "adequate", _("Enough for three months")


class Tracing(models.TextChoices):
    """Looking for the family, only if the person wants it (S2-11)."""

    NOT_NEEDED = "not_needed", _("Not needed: the family is known")
    NOT_WANTED = "not_wanted", _("The person does not want it")
    REQUESTED = "requested", _("Requested")
    UNDER_WAY = "under_way", _("Under way")
    FOUND = "found", _("Family found")
    NOT_FOUND = "not_found", _("Family not found")


class HomeEnvironment(models.TextChoices):
    """S3-44."""

    AFFIRMING = "affirming", _("Affirming")
    ADEQUATE = "adequate", _("Adequate")
    UNSATISFACTORY = "unsatisfactory", _("Unsatisfactory")
    UNHEALTHY = "unhealthy", _("Unhealthy")
    DANGEROUS = "dangerous", _("Dangerous")


class FamilyEconomy(models.TextChoices):
    SECURE = "secure", _("Secure")
    MODEST = "modest", _("Modest")
    POOR = "poor", _("Poor")
    DEPENDS = "depends_on_person", _("Depends on the person’s income")


class FamilyConclusion(models.TextChoices):
    SUITABLE = "suitable", _("Suitable")
    WITH_SUPPORT = "suitable_with_support", _("Suitable with support")
    NOT_SUITABLE = "not_suitable", _("Not suitable")


class LocalService(models.TextChoices):
    """What can be reached within thirty kilometres."""

    HEALTH = "health", _("Health care")
    COUNSELLING = "counselling", _("Counselling")
    SOCIAL = "social_services", _("Social services")
    LEGAL = "legal_help", _("Legal help")
    SCHOOL = "school", _("School")
    TRAINING = "training", _("Training")
    CHILD_CARE = "child_care", _("Child care")
    EMPLOYMENT = "employment_office", _("Employment office")
    SHELTER = "shelter", _("Shelter")
    TRANSPORT = "transport", _("Public transport")


class LocalWork(models.TextChoices):
    GOOD = "good", _("Good")
    LIMITED = "limited", _("Limited")
    NONE = "none", pgettext_lazy("work", "None")


class LocalSecurity(models.TextChoices):
    SAFE = "safe", _("Safe")
    CAUTION = "with_caution", _("With caution")
    DANGEROUS = "dangerous", _("Dangerous")


class CommunityConclusion(models.TextChoices):
    SUITABLE = "suitable", _("Can live there")
    WITH_MEASURES = "suitable_with_measures", _("Can live there with measures")
    NOT_SUITABLE = "not_suitable", _("Should not live there")
