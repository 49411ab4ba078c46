"""Code lists about a case (domain 2.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseStatus(models.TextChoices):
    """Where a case stands (fixed; maps to HTCDS cas_Status)."""

    ENQUIRY = "enquiry", _("Enquiry")
    INTAKE = "intake", _("Intake")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")
    POST_CLOSURE = "post_closure", _("After closure")
    ARCHIVED = "archived", _("Archived")


OPEN_STATUSES = (CaseStatus.ENQUIRY, CaseStatus.INTAKE, CaseStatus.ACTIVE, CaseStatus.SUSPENDED)
CLOSED_STATUSES = (CaseStatus.CLOSED, CaseStatus.POST_CLOSURE, CaseStatus.ARCHIVED)


class IdentificationStatus(models.TextChoices):
    """trafficking_status, with the values of HTCDS vic_TraffickingStatus."""

    POSSIBLE = "possible", _("Presumed")
    ACTUAL = "actual", _("Identified")
    NOT_A_VICTIM = "not_a_victim", _("Found not to be concerned")


class DecisionBody(models.TextChoices):
    """decision_org: who decided on identification."""

    POLICE = "police", _("Police")
    NGO = "ngo", _("NGO")
    COURT = "court_or_prosecution", _("Court or prosecution")
    OTHER_GOVERNMENT = "other_government", _("Other government body")
    OTHER = "other", pgettext_lazy("decision body", "Other")


class IntakeRoute(models.TextChoices):
    """referral_source: who brought the person to us (S1-17, S4-13)."""

    LAW_ENFORCEMENT = "law_enforcement", _("Police")
    BORDER_POLICE = "border_police", _("Border police")
    NGO_PARTNER = "ngo_partner", _("Partner NGO")
    NETWORK_MEMBER = "renate_member", _("Member of our network")
    NRM = "nrm_coordinator", _("National referral mechanism")
    SOCIAL_SERVICES = "social_services", _("Social services")
    HEALTH_SERVICE = "health_service", _("Health service")
    HOTLINE = "hotline", _("Hotline")
    EMBASSY = "embassy_consulate", _("Embassy or consulate")
    IOM = "iom", _("IOM")
    ASYLUM_AUTHORITY = "asylum_authority", _("Asylum authority")
    SCHOOL = "school", _("School")
    RELIGIOUS = "religious_organisation", _("Religious organisation")
    FAMILY_OR_FRIEND = "family_or_friend", _("Family or friend")
    SELF = "self", _("Came by themselves")
    OTHER = "other", pgettext_lazy("intake route", "Other")


class RescueContext(models.TextChoices):
    """How the person got out (S0-01, S0-05)."""

    ESCAPED_ALONE = "escaped_alone", _("Left alone")
    RESCUED_BY_ORG = "rescued_by_org", _("Brought out by an organisation")
    RESCUED_WITH_POLICE = "rescued_with_police", _("Brought out with the police")
    POLICE_RAID = "police_raid_immigration", _("Immigration check by the police")
    BORDER_CHECK = "border_check", _("Border check")
    RELEASED = "released_by_trafficker", _("Released")
    BOUGHT_OUT = "bought_out_or_helped_by_client", _("Bought out or helped by a client")
    OUTREACH = "outreach_found", _("Met by outreach")
    HOTLINE_CALL = "hotline_call", _("Hotline call")
    OTHER = "other", pgettext_lazy("rescue context", "Other")


class WithPolice(models.TextChoices):
    """Whether the organisation acted alone or with the police (S0-01)."""

    ALONE = "alone", _("The organisation alone")
    JOINT = "joint", _("Jointly with the police")
    POLICE_ONLY = "police_only", _("The police alone")
    NONE = "none", _("Neither")


class TypeOfReturn(models.TextChoices):
    """How the person came back (fixed; S2-06, S2-07, S2-08)."""

    OFFICIAL = "identified_victim_official", _("Official, as an identified person")
    FORCED = "forced_return_official", _("Forced return by an authority")
    SELF = "self_return_unofficial", _("Came back alone, unofficially")


class UrgentNeed(models.TextChoices):
    """What can't wait until the needs assessment."""

    MEDICAL = "medical", _("Medical care")
    INJURY = "injury_or_pain", _("Injury or pain")
    PREGNANCY = "pregnancy_care", _("Pregnancy care")
    WITHDRAWAL = "withdrawal", _("Withdrawal from a substance")
    CRISIS = "acute_distress", _("Acute distress")
    SAFETY = "immediate_safety", _("Immediate safety")
    BED = "bed_tonight", _("A bed tonight")
    FOOD = "food_and_clothes", _("Food and clothes")
    INTERPRETER = "interpreter", _("An interpreter")
    CHILDREN = "children_with_them", _("Care for children")
    LEGAL = "legal_help", _("Legal help")
    FAMILY_AT_RISK = "family_at_risk", _("Family in danger")


class FirstHelp(models.TextChoices):
    """Offered at once, whatever the person decides later (S0-03)."""

    MEDICAL = "medical", _("Medical care")
    LEGAL = "legal", _("Legal advice")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial help")
    SHELTER = "shelter", _("Shelter")
    RETURN = "return_information", _("Information on returning, and on staying")
    RIGHTS = "rights_information", _("Information on rights")


class SupportMode(models.TextChoices):
    """Residential or counselling (S0-28)."""

    RESIDENTIAL = "residential", _("Residential")
    NON_RESIDENTIAL = "non_residential", _("Non-residential")
    MIXED = "mixed", _("Mixed")


class ModelOfCare(models.TextChoices):
    """S3-72, S3-73."""

    RES_SHELTER = "res_shelter", _("Shelter")
    RES_SEMI_INDEPENDENT = "res_semi_independent", _("Semi-independent housing")
    DAY_CENTRE = "nonres_day_centre", _("Day centre")
    FIELD_TEAM = "nonres_field_team", _("Field team")
    COMMUNITY = "nonres_community", _("In the community")
    FAMILY_BASED = "foster_or_family_based", _("Foster or family-based")
    MIXED = "mixed", pgettext_lazy("model of care", "Mixed")


class TargetPopulation(models.TextChoices):
    """Which of the organisation's groups the person belongs to (S3-74)."""

    VOT = "vot", _("Trafficked persons")
    DOMESTIC_VIOLENCE = "dv_victims", _("Persons who suffered domestic violence")
    IRREGULAR_MIGRANTS = "irregular_migrants", _("Irregular migrants")
    ASYLUM_SEEKERS = "asylum_seekers", _("Asylum seekers")
    WOMEN_AT_RISK = "women_at_risk", _("Women at risk")
    CHILDREN_WITHOUT_CARE = "children_without_care", _("Children without care")
    HOMELESS = "homeless", _("Homeless persons")
    OTHER = "other", pgettext_lazy("target population", "Other")


class Complexity(models.TextChoices):
    """What makes a case difficult (S3-67)."""

    PREGNANT = "pregnant_through_trafficking", _("Pregnancy")
    INJURY = "injury_needing_care", _("Injury needing care")
    TRAUMA = "severe_trauma", _("Severe trauma")
    DEPENDANTS = "dependants", _("Dependants")
    DISABILITY = "disability", _("Disability")
    PAST_VIOLENCE = "past_violence", _("Violence before")
    MARGINALISED = "social_marginalisation", _("Social marginalisation")
    NO_NETWORK = "no_family_network", _("No family network")
    SUBSTANCE_USE = "substance_use", _("Substance use")
    PROSECUTION = "pending_prosecution", _("Pending prosecution")
    UNACCOMPANIED_CHILD = "unaccompanied_child", _("Unaccompanied child")
    RE_TRAFFICKED = "re_trafficked", _("Exploited again after assistance")


class Confidentiality(models.TextChoices):
    """Sealed: only the case manager and named members see the case (domain 7, rule 3)."""

    STANDARD = "standard", _("Standard")
    RESTRICTED = "restricted", _("Restricted")
    SEALED = "sealed", _("Sealed")


class TeamKind(models.TextChoices):
    """Why a member may open a case."""

    TEAM = "team", _("Team")
    COVER = "cover", _("Cover")


class ClosureReason(models.TextChoices):
    GOALS_MET = "goals_met", _("Goals met")
    TAKEN_OVER = "support_taken_over_by_state", _("Support taken over by the state")
    TRANSFERRED = "transferred_to_other_org", _("Transferred to another organisation")
    MOVED_ABROAD = "moved_abroad", _("Moved abroad")
    LEFT = "left_voluntarily", _("Left voluntarily")
    LOST_CONTACT = "lost_contact", _("Lost contact")
    RE_TRAFFICKED = "re_trafficked", _("Exploited again")
    SAFETY_RELOCATION = "safety_relocation", _("Relocated for safety")
    NOT_VICTIM = "found_not_victim", _("Found not to be concerned")
    DECEASED = "deceased", _("Deceased")
    OTHER = "other", pgettext_lazy("closure reason", "Other")


class ClosureOutcome(models.TextChoices):
    """Fixed: reports count these (S3-63)."""

    SUCCESSFUL = "reintegrated_successfully", _("Reintegrated successfully")
    PARTLY = "reintegrated_partly", _("Reintegrated partly")
    NOT = "not_reintegrated", _("Not reintegrated")
    ELSEWHERE = "in_progress_elsewhere", _("In progress elsewhere")
    UNKNOWN = "unknown", _("Unknown")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class ClosureState(models.TextChoices):
    """State of a request to close (R-14)."""

    REQUESTED = "requested", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Returned")
