"""Code lists of economic empowerment: training, employers, jobs, barriers (domain 2.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TrainingKind(TextChoices):
    """What kind of learning it is. None is therapy: the category is economic, never psychosocial (S2-51)."""

    FORMAL_SCHOOL = "formal_school", _("School")
    LITERACY = "literacy", _("Reading and writing")
    LANGUAGE = "language", _("Language")
    VOCATIONAL = "vocational", _("Vocational training")
    PROFESSIONAL = "professional", _("Professional training")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    LIFE_SKILLS = "life_skills", _("Life skills")
    BUSINESS_START = "business_start", _("Starting a business")
    DIGITAL = "digital", _("Computer and internet")
    WORK_READINESS = "work_readiness", _("Getting ready for work")


class Trade(TextChoices):
    """What the training is for. The first five are what is offered again and again (S2-49)."""

    SEWING = "sewing", _("Sewing and textiles")
    HAIR_BEAUTY = "hair_beauty", _("Hair and beauty")
    COOKING = "cooking", _("Cooking and baking")
    CLEANING = "cleaning", _("Cleaning and housekeeping")
    HANDICRAFT = "handicraft", _("Handicraft")
    CARE = "care", _("Care and nursing")
    SALES_OFFICE = "sales_office", _("Sales and office")
    HOSPITALITY = "hospitality", _("Hotel and restaurant")
    COMPUTING = "computing", _("Computing")
    CONSTRUCTION = "construction", _("Building and installation")
    MECHANICS = "mechanics", _("Vehicles and machines")
    FARMING = "farming", _("Farming and gardens")
    DRIVING = "driving", _("Driving")
    GENERAL = "general", _("No single trade")
    OTHER = "other", _("Other")


#: Trades that are offered to women again and again, whatever the market asks for (S2-49).
STEREOTYPED_TRADES = frozenset(
    {Trade.SEWING, Trade.HAIR_BEAUTY, Trade.COOKING, Trade.CLEANING, Trade.HANDICRAFT}
)


class TrainingOutcome(TextChoices):
    """How a training ended."""

    COMPLETED = "completed", _("Completed")
    DROPPED_OUT = "dropped_out", _("Left early")
    CANCELLED = "cancelled", _("Did not take place")


class TrainingLength(TextChoices):
    """How long it felt to the person (S2-52)."""

    TOO_SHORT = "too_short", _("Too short")
    RIGHT = "right", _("About right")
    TOO_LONG = "too_long", _("Too long")


class NextStep(TextChoices):
    """What came after a training; a job is recorded as a job (R-19)."""

    JOB = "job", _("A job")
    MORE_TRAINING = "more_training", _("More training or school")
    OWN_BUSINESS = "own_business", _("Own business")
    NOT_NOW = "not_now", _("The person does not want to work now")


class JobKind(TextChoices):
    """How the person earns (S2-46, S3-71, S3-77)."""

    EMPLOYED = "employed", _("Employed")
    SELF_EMPLOYED = "self_employed", _("Own business")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    FAMILY_INCOME = "family_income", _("Work with the family")
    INTERNSHIP = "internship", _("Internship")
    DAY_LABOUR = "day_labour", _("Day labour")


class FoundThrough(TextChoices):
    """Who found the job (S0-14, S0-24)."""

    NGO = "ngo", _("Our organisation")
    STATE_AGENCY = "state_agency", _("State employment agency")
    OWN = "own", _("The person alone")
    FAMILY = "family", _("Family or friends")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    PARTNER = "partner", _("Partner organisation")


class Contract(TextChoices):
    """On what terms."""

    WRITTEN = "written", _("Written contract")
    NONE = "none", _("No contract")
    TRIAL = "trial", _("Trial period")
    NOT_NEEDED = "not_needed", _("Works for oneself")
    UNKNOWN = "unknown", _("Not known")


class JobEnd(TextChoices):
    """Why a job ended."""

    BETTER_JOB = "better_job", _("A better job")
    CONTRACT_ENDED = "contract_ended", _("The contract ended")
    DISMISSED = "dismissed", _("Dismissed")
    LEFT = "left", _("The person left")
    EXPLOITED = "exploited", _("Not paid, or treated badly")
    HEALTH = "health", _("Health")
    CHILD_CARE = "child_care", _("Child care")
    MOVED = "moved", _("Moved away")
    SAFETY = "safety", _("Safety")
    OTHER = "other", _("Other")


class JobBarrier(TextChoices):
    """What stands between a person and work (S0-25…27)."""

    NO_JOBS_AT_LEVEL = "no_jobs_at_level", _("No jobs at the level of training")
    DISTANCE_LOCATION = "distance_location", _("Too far away")
    NO_JOBS_FOR_GROUP = "no_jobs_for_group", _("No jobs for people in this situation")
    LOW_PAY = "low_pay_or_informal", _("Only badly paid or undeclared work")
    CHILD_CARE = "child_care", _("Child care")
    HEALTH = "health", _("Health")
    LANGUAGE = "language", _("Language")
    DOCUMENTS = "documents_permit", _("Documents or permit")
    DISCRIMINATION = "discrimination", _("Discrimination")
    CRIMINAL_RECORD = "criminal_record", _("Criminal record from that time")
    GAP = "no_reference_gap", _("No references, or a gap")


class VettingQuestion(TextChoices):
    """What is asked of an employer before anybody is sent there: signs of forced labour (S1-14)."""

    CONTRACT = "contract", _("There is a written contract in a language the worker reads")
    WAGE = "wage", _("The wage is the legal minimum or more")
    OWN_HANDS = "own_hands", _("Wages are paid in full, to the worker and nobody else")
    HOURS = "hours", _("Hours and days off are within the law")
    DOCUMENTS = "documents", _("Workers keep their own documents")
    NO_FEES = "no_fees", _("Nobody pays or owes anything for getting the job")
    FREE_TO_LEAVE = "free_to_leave", _("Workers may leave, phone and see people freely")
    LODGING = "lodging", _("Lodging is not tied to the job")
    SEEN = "seen", _("The place of work was seen, or workers were spoken to")


class VettingAnswer(TextChoices):
    """An answer to one question."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class VettingResult(TextChoices):
    """What the answers come to; the worst answer decides."""

    SUITABLE = "suitable", _("Suitable")
    OPEN_QUESTIONS = "open_questions", _("Open questions")
    NOT_SUITABLE = "not_suitable", _("Not suitable")


class OfferState(TextChoices):
    """What became of a vacancy."""

    OPEN = "open", _("Open")
    FILLED = "filled", _("Filled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
