"""Code lists of re/integration (domain 2.4). Short lower-case codes, neutral labels."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """The decided phase of a cycle. Fixed: reports and rules name these codes (S3-31…33, R-03)."""

    CRISIS = "crisis", _("Crisis")
    TRANSITION = "transition", _("Transition")
    REINTEGRATION = "reintegration", _("Reintegration")
    EXTENDED = "extended", _("Extended")
    FOLLOW_UP = "follow_up", _("Follow-up")


class NominalPhase(TextChoices):
    """The phase that the calendar alone suggests (R-01). Never stored: always computed."""

    CRISIS = "crisis", _("Crisis")
    TRANSITION = "transition", _("Transition")
    REINTEGRATION = "reintegration", _("Reintegration")
    BEYOND_PROGRAMME = "beyond_programme", _("Beyond the programme")


class PhaseBasis(TextChoices):
    """Why a phase was decided (R-03); a cycle begins with the start of assistance, nobody chooses that."""

    ENTRY = "entry", _("Start of assistance")
    CALENDAR = "calendar", _("The time has come")
    READINESS = "readiness", _("Readiness")
    SETBACK = "setback", _("Setback")
    RE_TRAFFICKING = "re_trafficking", _("New exploitation")
    OTHER = "other", _("Other")


class ExtensionReason(TextChoices):
    """Why a cycle goes on beyond the programme's months (R-07)."""

    COMPLEXITY = "complexity", _("Complex situation")
    COURT_PENDING = "court_pending", _("Court case pending")
    TREATMENT = "treatment", _("Treatment under way")
    MINOR_UNTIL_18 = "minor_until_18", _("Minor until 18")
    SETBACK = "setback", _("Setback")
    RE_TRAFFICKING = "re_trafficking", _("New exploitation")
    FUNDING_GAP = "funding_gap", _("Other support not yet funded")
    OTHER = "other", _("Other")


class ReviewState(TextChoices):
    """Whether the phase of a cycle waits for a decision (R-02)."""

    NONE = "none", _("No review due")
    DUE = "due", _("Phase review due")
    OVERDUE = "overdue", _("Phase review overdue")


class PlanStatus(TextChoices):
    """Life of one version of a service plan."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    ACTIVE = "active", _("Under way")
    UNDER_REVIEW = "under_review", _("Under review")
    SUPERSEDED = "superseded", _("Replaced by a newer version")
    CLOSED = "closed", _("Closed")


class AgreedForm(TextChoices):
    """How the person agreed to the plan."""

    SIGNED = "signed", _("Signed")
    VERBAL = "verbal", _("Said so")
    WITH_INTERPRETER = "with_interpreter", _("Said so through an interpreter")
    GUARDIAN_ASSENT = "guardian_assent", _("Guardian agreed and child assented")


class GoalStatus(TextChoices):
    """What became of a goal."""

    OPEN = "open", _("Open")
    PARTLY_MET = "partly_met", _("Partly met")
    MET = "met", _("Met")
    CHANGED = "changed", _("Changed into another goal")
    DROPPED_BY_PERSON = "dropped_by_person", _("Dropped by the person")


class Timing(TextChoices):
    """The person's choice about a service (S2-44)."""

    NOW = "now", _("Now")
    LATER = "later", _("Later")
    NEVER = "never", _("Never")


class PlanItemStatus(TextChoices):
    """State of one agreed service. Declined is a good state (R-18)."""

    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")
    PLANNED_LATER = "planned_later", _("Planned for later")
    DECLINED_BY_PERSON = "declined_by_person", _("Declined by the person")
    REFERRED = "referred", _("Referred")
    IN_PROGRESS = "in_progress", _("Under way")
    COMPLETED = "completed", _("Completed")
    STOPPED = "stopped", _("Stopped")
    UNAVAILABLE = "unavailable", _("Not available")


class Frequency(TextChoices):
    """How often a service is meant to happen."""

    ONCE = "once", _("Once")
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    AS_NEEDED = "as_needed", _("When needed")


class UnmetReason(TextChoices):
    """Why a wanted service could not be had (S3-59)."""

    NOT_IN_AREA = "not_in_area", _("Not in the area")
    COST = "cost", _("Cost")
    WAITING_LIST = "waiting_list", _("Waiting list")
    NOT_ACCEPTED = "not_accepted", _("Not accepted by the provider")
    NO_PERMIT = "no_permit", _("No permit")


class ProviderKind(TextChoices):
    """Who provides a service (S2-34). Fixed. Self and family count as autonomy, never as output."""

    CARE_PROVIDER_OWN = "care_provider_own", _("Our organisation")
    CARE_PROVIDER_PARTNER_NGO = "care_provider_partner_ngo", _("Partner organisation")
    STATE_SERVICE = "state_service", _("State service")
    NON_TRAFFICKING_NGO = "non_trafficking_ngo", _("Other organisation")
    RELIGIOUS_ORG = "religious_org", _("Religious organisation")
    COMMUNITY = "community", _("Community")
    FAMILY = "family", _("Family")
    SELF = "self", _("The person alone")
    EMPLOYER = "employer", _("Employer")
    INTERNATIONAL_ORG = "international_org", _("International organisation")


class DeliveryMode(TextChoices):
    """How a service reached the person."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    ONLINE = "online", _("Online")
    ACCOMPANIMENT = "accompaniment", _("Accompanied somewhere")
    IN_KIND = "in_kind", _("In kind")
    CASH = "cash", _("Cash")


class Unit(TextChoices):
    """What the quantity of a delivery counts."""

    SESSION = "session", _("session")
    DAY = "day", _("day")
    NIGHT = "night", _("night")
    ITEM = "item", _("item")
    EUR = "eur", _("euro")


class AssessmentKind(TextChoices):
    """The occasion of a fourteen-factor assessment (domain 2.7)."""

    BASELINE = "baseline", _("Baseline")
    PERIODIC = "periodic", _("Periodic")
    PHASE_CHANGE = "phase_change", _("Before a phase change")
    EVENT = "event", _("After an event")
    CLOSURE = "closure", _("Before closure")
    POST_CLOSURE = "post_closure", _("After closure")


class AssessmentStatus(TextChoices):
    """A final assessment is immutable; a correction is a new version."""

    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Final")


class ScoreLevel(IntegerChoices):
    """The common scale of all factors (domain 2.6). Fixed."""

    CRITICAL = 1, _("Critical")
    FRAGILE = 2, _("Fragile")
    DEVELOPING = 3, _("Developing")
    STABLE = 4, _("Stable")
    SUSTAINED = 5, _("Sustained")


class ScoreMark(TextChoices):
    """Instead of a worker's score."""

    NONE = "", _("Scored")
    NOT_APPLICABLE = "na", _("Not applicable")
    NOT_KNOWN = "nk", _("Not known or not safe to ask")


class RemigrationIntent(TextChoices):
    """Whether the person means to leave again."""

    NO = "no", _("No")
    MAYBE = "maybe", _("Maybe")
    YES_REGULAR = "yes_regular", _("Yes, in a regular way")
    YES_IRREGULAR = "yes_irregular", _("Yes, in an irregular way")
    UNKNOWN = "unknown", _("Not known or not asked")


class SetbackKind(TextChoices):
    """What went wrong (S3-49…53, S3-56 and further)."""

    INTIMATE_PARTNER_CONFLICT = "intimate_partner_conflict", _("Conflict with partner")
    JOB_LOSS = "job_loss", _("Lost a job")
    FRIEND_CONFLICT = "friend_conflict", _("Conflict with friends")
    FAMILY_CONFLICT = "family_conflict", _("Conflict in the family")
    SECURITY_ISSUE = "security_issue", _("Safety problem")
    MEDICAL_PROBLEM = "medical_problem", _("Medical problem")
    CHRONIC_CONDITION = "chronic_condition", _("Chronic condition")
    RETURN_TO_ACTIVITIES = "return_to_activities_done_while_trafficked", _("Return to earlier activities")
    CONTACT_FROM_TRAFFICKER = "contact_from_trafficker", _("Unwanted contact from the past")
    SUBSTANCE_RELAPSE = "substance_relapse", _("Relapse into substance use")
    MENTAL_HEALTH_CRISIS = "mental_health_crisis", _("Mental health crisis")
    HOUSING_LOSS = "housing_loss", _("Lost housing")
    INCOME_OR_DEBT_CRISIS = "income_or_debt_crisis", _("Income or debt crisis")
    STATUS_REFUSAL = "status_or_document_refusal", _("Status or document refused")
    LEGAL_CASE_EVENT = "legal_case_event", _("Event in a legal matter")
    STIGMA_OR_DISCLOSURE = "stigma_or_disclosure", _("Stigma or disclosure")
    DROPOUT = "training_or_school_dropout", _("Left training or school")
    CHILD_OR_CUSTODY = "child_or_custody_problem", _("Child or custody problem")
    VIOLENCE = "violence", _("Violence")
    LEFT_PROGRAMME = "left_programme", _("Left the programme")
    OTHER = "other", _("Other")


class Severity(IntegerChoices):
    """How far a setback reaches (R-08)."""

    LIGHT = 1, _("Light: handled with usual support")
    SERIOUS = 2, _("Serious: the plan must be reviewed")
    SEVERE = 3, _("Severe: safety or the whole plan is in question")


class SetbackEffect(TextChoices):
    """What a setback led to (R-08, R-09)."""

    NONE = "none", _("Noted only")
    PLAN_REVISED = "plan_revised", _("Plan revised")
    EXTRA_MONITORING = "extra_monitoring", _("Closer follow-up")
    PHASE_BACK = "phase_back", _("Back to an earlier phase")
    CASE_REOPENED = "case_reopened", _("Opened again for follow-up")
    CYCLE_NEW = "cycle_new", _("A new cycle begins")


class PlacementKind(TextChoices):
    """Where the person goes to live or work (S2-16…22, S0-40)."""

    OWN_FAMILY = "own_family", _("Own family")
    EXTENDED_FAMILY = "extended_family", _("Extended family")
    FOSTER_FAMILY = "foster_family", _("Foster family")
    JOB_PLACEMENT = "job_placement", _("Job")
    TRAINING_CENTRE = "training_centre", _("Training centre")
    GROUP_HOME = "group_home", _("Group home")
    CONTINUING_CARE = "continuing_institutional_care", _("Continuing care")
    INDEPENDENT_RENTED = "independent_rented", _("Own rented home")
    SHARED_RENTED = "shared_rented", _("Shared rented home")
    OTHER = "other", _("Other")
