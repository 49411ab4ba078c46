"""Fixed lists of the partner directory and the cooperation log (coop_kind, S3-66…71, S3-79, S3-80)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerKind(models.TextChoices):
    """What a body is (domain.md 2.4 referral_source, provider_kind; S1-19, S3-71, S3-80)."""

    MEMBER = "member", _("Member of the network")
    NGO = "ngo", _("Non-governmental organisation")
    NRM = "nrm_coordinator", _("Coordinator of the national mechanism")
    POLICE = "police", _("Police or border police")
    COURT = "court_or_prosecution", _("Court or prosecution")
    STATE_SERVICE = "state_service", _("State or municipal service")
    EMPLOYMENT = "employment_agency", _("Employment agency")
    HEALTH = "health_service", _("Health service")
    LEGAL_AID = "legal_aid", _("Legal aid")
    SCHOOL = "school", _("School or training centre")
    MICRO_CREDIT = "micro_credit", _("Micro-credit programme")
    RELIGIOUS = "religious_org", _("Religious organisation")
    COMMUNITY = "community", _("Community group")
    EMPLOYER = "employer", _("Employer")
    EMBASSY = "embassy_consulate", _("Embassy or consulate")
    IOM = "iom", _("International Organization for Migration")
    INTERNATIONAL = "international_org", _("International organisation")
    OTHER = "other", pgettext_lazy("partner", "Other")


class AgreementKind(models.TextChoices):
    """What was agreed with a body (S3-70)."""

    MOU = "mou", _("Memorandum of understanding")
    SOP = "sop", _("Standard operating procedures")
    CONTRACT = "contract", _("Contract")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality agreement")
    OTHER = "other", pgettext_lazy("agreement", "Other")


class CoopKind(models.TextChoices):
    """Work with institutions, and training given (domain 2.4 coop_kind, S1-10, S3-66, S3-79)."""

    NRM_MEETING = "nrm_meeting", _("Meeting of the national mechanism")
    SOP_DRAFTING = "sop_drafting", _("Drafting of procedures")
    ACTION_PLAN = "national_action_plan", _("National action plan")
    LAW_REFORM = "law_reform", _("Law reform")
    NATIONAL_MECHANISM = "national_mechanism", _("Building a national mechanism")
    MOU = "mou_or_bilateral", _("Memorandum or bilateral agreement")
    CASE_CONFERENCE = "joint_case_conference", _("Joint case conference")
    ADVOCACY = "advocacy", _("Advocacy")
    AWARENESS = "awareness", _("Awareness")
    RESEARCH = "research", _("Research")
    TRAINING_OTHERS = "training_counterparts", _("Training of counterparts")
    TRAINING_STAFF = "training_staff", _("Training of our staff")


TRAININGS = frozenset({CoopKind.TRAINING_OTHERS, CoopKind.TRAINING_STAFF})


class Audience(models.TextChoices):
    """Groups of people who took part (S3-79)."""

    SOCIAL_WORKERS = "social_workers", _("Social workers")
    EMPLOYMENT = "employment_staff", _("Staff of employment centres")
    POLICE = "police", _("Police")
    PROSECUTORS = "prosecutors", _("Prosecutors and judges")
    HEALTH = "health_staff", _("Health staff")
    TEACHERS = "teachers", _("Teachers")
    STUDENTS = "students", _("Students")
    JOURNALISTS = "journalists", _("Journalists")
    NGO_STAFF = "ngo_staff", _("Staff of other organisations")
    OWN_STAFF = "own_staff", _("Our own staff")
    OTHER = "other", pgettext_lazy("audience", "Others")


class TrainingTopic(models.TextChoices):
    """What a training was about (S1-10, S3-66)."""

    IDENTIFICATION = "identification", _("Identification of persons")
    REFERRAL = "referral", _("Referral and cooperation")
    ASSISTANCE = "assistance", _("Assistance and re/integration")
    ETHICS = "ethics", _("Ethics and confidentiality")
    MONITORING = "monitoring", _("Monitoring and evaluation")
    PARTICIPATION = "participation", _("Participation of beneficiaries")
    DIFFICULT_CASES = "difficult_cases", _("Difficult cases")
    BURNOUT = "burnout", _("Care for staff")
    LEGAL = "legal", _("Law and proceedings")
    OTHER = "other", pgettext_lazy("topic", "Other")
