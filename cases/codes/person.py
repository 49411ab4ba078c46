"""Code lists about a person (domain 2.3, 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NotAnswered(models.TextChoices):
    """Why a sensitive question has no answer: the four are different facts (fixed)."""

    UNKNOWN = "unknown", _("Unknown")
    NOT_ASKED = "not_asked_unsafe_or_not_needed", _("Not asked: unsafe or unnecessary now")
    DECLINED = "declined", _("Declined to answer")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month and year")
    YEAR = "year", _("year only")
    UNKNOWN = "unknown", _("unknown")


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", pgettext_lazy("sex", "Other")
    UNKNOWN = "unknown", _("Unknown")


class Gender(models.TextChoices):
    """Gender identity, optional; the values of HTCDS prs_Gender."""

    FEMININE = "feminine", _("Feminine")
    MASCULINE = "masculine", _("Masculine")
    TRANSGENDER_FEMININE = "transgender_feminine", _("Transgender feminine")
    TRANSGENDER_MASCULINE = "transgender_masculine", _("Transgender masculine")
    NON_CONFORMING = "non_conforming", _("Non-conforming")


class Education(models.TextChoices):
    """Highest level reached, ISCED 2011, with literacy below it."""

    NONE = "none", _("No schooling")
    EARLY = "isced0", _("Early childhood")
    PRIMARY = "isced1", _("Primary")
    LOWER_SECONDARY = "isced2", _("Lower secondary")
    UPPER_SECONDARY = "isced3", _("Upper secondary")
    POST_SECONDARY = "isced4", _("Post-secondary, not tertiary")
    SHORT_TERTIARY = "isced5", _("Short-cycle tertiary")
    BACHELOR = "isced6", _("Bachelor or equivalent")
    MASTER = "isced7", _("Master or equivalent")
    DOCTORAL = "isced8", _("Doctoral or equivalent")


class MaritalStatus(models.TextChoices):
    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    PARTNERSHIP = "registered_partnership", _("Registered partnership")
    SEPARATED = "separated", _("Separated")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


class Relation(models.TextChoices):
    """How somebody is related to the person (S3-64)."""

    CHILD = "child", _("Child")
    PARTNER = "partner", _("Partner")
    SPOUSE = "spouse", _("Spouse")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Sibling")
    GRANDPARENT = "grandparent", _("Grandparent")
    OTHER_KIN = "other_kin", _("Other relative")
    GUARDIAN = "guardian", _("Guardian")
    FRIEND = "friend", _("Friend")
    NEIGHBOUR = "neighbour", _("Neighbour")
    COLLEAGUE = "colleague", _("Colleague")
    COMMUNITY = "community", _("Community or faith group")
    PROFESSIONAL = "professional", _("Professional")
    OTHER = "other", pgettext_lazy("relation", "Other")


class RelativeSafety(models.TextChoices):
    """Whether contact with a related person is safe."""

    SAFE = "safe", _("Safe")
    UNSAFE = "unsafe", _("Not safe")
    UNKNOWN = "unknown", _("Unknown")


class Literacy(models.TextChoices):
    """Whether forms and letters can be read alone."""

    READS = "reads_and_writes", _("Reads and writes")
    SOME = "some", _("Reads with difficulty")
    NONE = "none", _("Does not read")


class InterpreterGender(models.TextChoices):
    """Whom the person accepts as an interpreter."""

    ANY = "any", _("No preference")
    FEMALE = "female", _("A woman")
    MALE = "male", _("A man")


class Disability(models.TextChoices):
    """In the broad terms that planning needs."""

    NONE = "none", _("None")
    PHYSICAL = "physical", _("Physical")
    MENTAL = "mental", _("Mental")
    SENSORY = "sensory", _("Sensory")
    MULTIPLE = "multiple", _("Multiple")


class GuardianKind(models.TextChoices):
    """On what ground somebody decides for a minor, or for an adult who can't (R-16)."""

    PARENT = "parent", _("Parent with custody")
    APPOINTED = "appointed", _("Appointed by court or authority")
    AUTHORITY = "authority", _("Child-protection authority")
    REPRESENTATIVE = "representative", _("Legal representative of an adult")


class Support(models.TextChoices):
    """What somebody around the person gives: the map of the support network."""

    LISTENS = "listens", _("Listens")
    PRACTICAL = "practical", _("Practical help")
    HOUSING = "housing", _("A place to stay")
    MONEY = "money", _("Money")
    CHILDREN = "children", _("Looks after children")
    WORK = "work", _("Work or school")
    COMPANY = "company", _("Company, belonging")


class RelativeNeed(models.TextChoices):
    """What somebody close needs of their own (S3-64)."""

    SAFETY = "safety", _("Safety")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health care")
    COUNSELLING = "counselling", _("Counselling")
    NURSERY = "nursery", _("Nursery")
    SCHOOL = "school", _("School")
    DOCUMENTS = "documents", _("Documents")
    MATERIAL = "material", _("Food, clothes, money")
    WORK = "work", _("Work or training")


class SkillLevel(models.TextChoices):
    BASIC = "basic", _("Basic")
    GOOD = "good", _("Good")
    EXPERT = "expert", _("Very good")


def with_not_answered(choices: type[models.TextChoices]) -> list[tuple[str, object]]:
    """A list followed by the four not-answered values (domain 2.4, every sensitive field)."""
    own = list(choices.choices)
    known = {code for code, _label in own}
    return own + [pair for pair in NotAnswered.choices if pair[0] not in known]
