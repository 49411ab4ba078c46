"""What the person brings: life before, strengths, skills, wishes; and what a minor's case needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes import SkillLevel
from cases.models.answers import Asked
from renate.kit.fields import EncryptedTextField
from renate.tenancy.fields import TenantForeignKey, TenantOneToOneField
from renate.tenancy.models import TenantModel

# The parts of the profile, in the order in which a person tells them.
STORY = ("before_home", "before_family", "before_school", "before_work", "before_social", "identity_culture")
RESOURCES = ("strengths", "resources", "aspirations")


def _words(label: object) -> EncryptedTextField:
    return EncryptedTextField(label, blank=True, long=True, max_chars=5000)


class Profile(Asked):
    """Potential, experience, life history, identity and culture, resources: the main actor (S0-32)."""

    QUESTIONS = STORY + RESOURCES

    person = TenantOneToOneField("cases.Person", on_delete=models.CASCADE, related_name="profile")
    before_home = _words(_("home and surroundings before"))
    before_family = _words(_("family before"))
    before_school = _words(_("school before"))
    before_work = _words(_("work before"))
    before_social = _words(_("friends and community before"))
    identity_culture = _words(_("identity, culture, faith"))
    strengths = _words(_("strengths"))
    resources = _words(_("people and things to build on"))
    aspirations = _words(_("wishes for the future"))

    class Privacy:
        personal = ("person",)
        special = (
            "before_home", "before_family", "before_school", "before_work", "before_social",
            "identity_culture", "strengths", "resources", "aspirations", "not_answered",
        )  # fmt: skip
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class Skill(TenantModel):
    """Something the person can do already (S0-33)."""

    person = TenantForeignKey("cases.Person", on_delete=models.CASCADE, related_name="skills")
    name = EncryptedTextField(_("skill"), max_chars=200)
    level = models.CharField(_("level"), max_length=8, choices=SkillLevel)
    certificate = models.BooleanField(_("has a certificate"), null=True, blank=True)
    wants_to_use = models.BooleanField(_("wants to use it"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organisation", "person"], name="cases_skill_person")]

    class Privacy:
        personal = ("person", "name", "level", "certificate", "wants_to_use")
        special = ()
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id


class ChildProtection(TenantModel):
    """Which authority protects the child, and what is best for this child (R-16)."""

    case = TenantOneToOneField("cases.Case", on_delete=models.CASCADE, related_name="child_protection")
    actor = EncryptedTextField(_("authority and person in charge"), blank=True, max_chars=300)
    informed_on = models.DateField(_("informed on"), null=True, blank=True)
    best_interest = EncryptedTextField(_("what is best for the child"), blank=True, long=True, max_chars=5000)
    best_interest_on = models.DateField(_("assessed on"), null=True, blank=True)

    class Privacy:
        personal = ("case", "actor", "informed_on", "best_interest_on")
        special = ("best_interest",)
        operational = ()
        retention = "case"

    def __str__(self) -> str:
        return self.public_id
