"""What is looked at in each domain of risk, and the level that a sign alone stands for (domain 5).

Data, not logic: the rule in `cases/rules/risk_signs.py` reads it.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.codes.safety import RiskDomain, RiskLevel

LOW, MODERATE, HIGH, CRITICAL = RiskLevel.LOW, RiskLevel.MODERATE, RiskLevel.HIGH, RiskLevel.CRITICAL


@dataclass(frozen=True)
class Sign:
    """One item to tick; `level` is what it stands for when nothing else is ticked."""

    code: str
    label: Any
    level: int


class Tick(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Source(models.TextChoices):
    """Who says so."""

    PERSON = "person", _("The person")
    OBSERVATION = "observation", _("Observation")
    AGENCY = "other_agency", _("Another agency")


class Protection(models.TextChoices):
    """What protects."""

    HOUSING = "safe_housing", _("Safe housing")
    PEOPLE = "trusted_people", _("Trusted people")
    COPING = "coping", _("Ways of coping")
    POLICE = "police_protection", _("Police protection")
    ORDER = "protection_order", _("Protection order")
    INCOME = "income", _("Income")
    STATUS = "legal_status", _("Secure right to stay")


SIGNS: dict[str, tuple[Sign, ...]] = {
    RiskDomain.TRAFFICKERS: (
        Sign("knows_where", _("They know where the person is"), HIGH),
        Sign("recent_contact", _("Contact or threat in the last 30 days"), HIGH),
        Sign("debt_claimed", _("A debt is claimed"), MODERATE),
        Sign("free_or_powerful", _("They are free, related or have local power"), MODERATE),
        Sign("others_held", _("Others are still exploited"), LOW),
        Sign("testimony", _("The person has testified or will"), MODERATE),
        Sign("threats_to_family", _("Threats to the family"), HIGH),
        Sign("online_contact", _("Contact online"), MODERATE),
        Sign("recapture", _("Attempt to take the person back"), CRITICAL),
    ),
    RiskDomain.SELF_HARM: (
        Sign("thoughts", _("Thoughts of self-harm"), MODERATE),
        Sign("plan", _("A plan"), HIGH),
        Sign("means", _("The means at hand"), HIGH),
        Sign("earlier_attempt", _("Earlier attempt"), MODERATE),
        Sign("severe_distress", _("Severe distress"), MODERATE),
        Sign("substance_use", _("Substance use"), LOW),
        Sign("isolation", _("Isolation"), LOW),
        Sign("recent_loss", _("Recent loss or court event"), LOW),
    ),
    RiskDomain.RE_TRAFFICKING: (
        Sign("no_income", _("No income"), LOW),
        Sign("no_housing", _("No housing"), MODERATE),
        Sign("risky_migration", _("Intends a risky migration"), MODERATE),
        Sign("same_environment", _("Back in the same environment"), MODERATE),
        Sign("recruiter_contact", _("Contact with a recruiter"), HIGH),
        Sign("same_activities", _("Activities done while exploited"), MODERATE),
        Sign("previously", _("Exploited before"), LOW),
        Sign("no_trusted_person", _("No trusted person"), LOW),
        Sign("irregular_or_detained", _("Irregular status or detention"), MODERATE),
        Sign("addiction", _("Addiction"), MODERATE),
        Sign("family_pressure", _("Family pressure for money"), MODERATE),
        Sign("minor_without_care", _("Minor without care"), HIGH),
    ),
    RiskDomain.HEALTH: (
        Sign("untreated", _("Untreated serious condition"), HIGH),
        Sign("pregnancy", _("Pregnancy"), LOW),
        Sign("infection_or_injury", _("Infection or injury"), MODERATE),
        Sign("withdrawal", _("Withdrawal"), HIGH),
        Sign("no_access", _("No access to care"), MODERATE),
        Sign("disability_unmet", _("Disability without support"), MODERATE),
    ),
    RiskDomain.FAMILY: (
        Sign("family_involved", _("Family was involved in what happened"), HIGH),
        Sign("violence_at_home", _("Violence at home"), HIGH),
        Sign("rejection", _("Rejection or threat for honour"), HIGH),
        Sign("forced_marriage", _("Risk of a forced marriage"), HIGH),
        Sign("dependants_in_danger", _("Dependants in danger"), HIGH),
        Sign("custody_threat", _("Threat to custody"), MODERATE),
    ),
}  # fmt: skip

# Signs that together are more than the highest of them.
TOGETHER: dict[str, tuple[tuple[frozenset[str], int], ...]] = {
    RiskDomain.SELF_HARM: ((frozenset({"plan", "means"}), CRITICAL),),
    RiskDomain.TRAFFICKERS: ((frozenset({"knows_where", "recent_contact"}), CRITICAL),),
}
