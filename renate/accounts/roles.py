"""Who may see and do what, as data: laid out like the table of domain section 7, to compare by eye."""

from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """A member's one role in an organisation."""

    CASE_MANAGER = "case_manager", _("Case manager")
    DEPUTY = "deputy", _("Deputy / team social worker")
    COORDINATOR = "coordinator", _("Shelter coordinator")
    SHELTER_STAFF = "shelter_staff", _("Shelter staff")
    PSYCHOLOGIST = "psychologist", _("Psychologist")
    HEALTH = "health", _("Health professional")
    LEGAL = "legal", _("Legal adviser")
    JOB_ADVISER = "job_adviser", _("Job and economic adviser")
    INTERPRETER = "interpreter", _("Interpreter")
    OFFICER = "officer", _("Programme officer")
    DIRECTOR = "director", _("Director")
    SECRETARIAT = "secretariat", _("Network secretariat")
    ADMIN = "admin", _("Organisation administrator")
    DPO = "dpo", _("Data protection officer")


class Section(TextChoices):
    """The sections of a record."""

    IDENTITY = "A", _("Identity and contact")
    EXPERIENCE = "B", _("History")
    PLAN = "C", _("Needs, plan and services")
    FACTORS = "D", _("Factors and self-rating")
    RISK = "E", _("Risk and safety")
    HEALTH = "F", _("Health")
    PSYCHOLOGY = "G", _("Psychological notes")
    LEGAL = "H", _("Legal matters")
    STAY = "I", _("Stay")
    ADDRESS = "J", _("Shelter address")
    FAMILY = "K", _("Family and dependants")
    THIRD_PARTIES = "L", _("Third parties")
    MONEY = "M", _("Finance")
    AGGREGATES = "N", _("Figures")


class Access(IntEnum):
    """How much of a section: `LIMITED` is the small letter of the table, reading a part of it."""

    NONE = 0
    LIMITED = 1
    READ = 2
    WRITE = 3


class Act(TextChoices):
    """What a role may do in its organisation; each is an object permission on the organisation."""

    OPEN_INTAKE = "open_intake", _("Open a case")
    WORK_CASES = "work_cases", _("Work cases")
    SEE_CASELOAD = "see_caseload", _("See the caseload of the organisation")
    ASSIGN_CASE = "assign_case", _("Assign a case")
    DECIDE_PHASE = "decide_phase", _("Decide a phase")
    RECORD_WORK = "record_work", _("Record training and jobs")
    RECORD_CONSENT = "record_consent", _("Record consent")
    OVERRIDE_CONSENT = "override_consent", _("Disclose without consent")
    CLOSE_CASE = "close_case", _("Ask for closure")
    APPROVE_CLOSURE = "approve_closure", _("Approve a closure")
    APPROVE_EXPORT = "approve_export", _("Approve the export of a file")
    APPROVE_LOWER_RISK = "approve_lower_risk", _("Approve a lower level of risk")
    BREAK_GLASS = "break_glass", _("Open a closed file in an emergency")
    MANAGE_SHELTERS = "manage_shelters", _("Manage shelters and stays")
    SEE_SHELTERS = "see_shelters", _("See shelters")
    OFFER_REFERRAL = "offer_referral", _("Offer a referral")
    ANSWER_REFERRAL = "answer_referral", _("Answer a referral")
    SEE_PARTNERS = "see_partners", _("See the partner directory")
    LOG_COOPERATION = "log_cooperation", _("Keep the log of cooperation")
    WRITE_REPORT = "write_report", _("Write a report")
    REVIEW_REPORT = "review_report", _("Review a report")
    APPROVE_REPORT = "approve_report", _("Approve a report")
    ISSUE_REPORT = "issue_report", _("Issue a report")
    READ_ISSUED = "read_issued", _("Read issued reports")
    MANAGE_GRANTS = "manage_grants", _("Manage programmes and grants")
    MANAGE_MEMBERS = "manage_members", _("Manage members")
    MANAGE_SETTINGS = "manage_settings", _("Manage settings")
    READ_AUDIT = "read_audit", _("Read the audit log")
    MANAGE_RIGHTS = "manage_rights", _("Answer requests of persons about their data")


_LETTERS = {"-": Access.NONE, "r": Access.LIMITED, "w": Access.LIMITED, "R": Access.READ, "W": Access.WRITE}

#                      A B C D E F G H I J K L M N
_TABLE = {
    Role.CASE_MANAGER: "W W W W W r - r R R W W w R",
    Role.DEPUTY:       "R r W W W - - - R R R - - -",
    Role.COORDINATOR:  "r - R r W r - r W W r - w R",
    Role.SHELTER_STAFF: "r - r - r r - - r r r - - -",
    Role.PSYCHOLOGIST: "R r R W W R W - r - R - - -",
    Role.HEALTH:       "R - r W r W - - r - R - - -",
    Role.LEGAL:        "R R r W R - - W - - r W w -",
    Role.JOB_ADVISER:  "r - R W r - - - - - - W w -",
    Role.INTERPRETER:  "r - - - - - - - - - - - - -",
    Role.OFFICER:      "- - - - - - - - - - - - W W",
    Role.DIRECTOR:     "R r R R R - - r R r R - R R",
    Role.SECRETARIAT:  "- - - - - - - - - - - - r R",
    Role.ADMIN:        "- - - - - - - - - - - - - -",
    Role.DPO:          "- - - - - - - - - - - - - R",
}  # fmt: skip

SECTIONS: dict[str, dict[str, Access]] = {
    role.value: {
        section.value: _LETTERS[letter] for section, letter in zip(Section, row.split(), strict=True)
    }
    for role, row in _TABLE.items()
}

# Words within a cell of section D: which of the fourteen factors a role reads, and which it writes.
_ALL = frozenset(range(1, 15))
_NONE: frozenset[int] = frozenset()
FACTORS: dict[str, tuple[frozenset[int], frozenset[int]]] = {
    Role.CASE_MANAGER: (_ALL, _ALL),
    Role.DEPUTY: (_ALL, _ALL),  # rounds of their own; who wrote one ends it
    Role.PSYCHOLOGIST: (_ALL, frozenset({10})),
    Role.HEALTH: (frozenset({9}), frozenset({9})),
    Role.LEGAL: (frozenset({2, 13}), frozenset({13})),
    Role.JOB_ADVISER: (frozenset({3, 4, 8}), frozenset({3, 4, 8})),
    Role.DIRECTOR: (_ALL, _NONE),
}
# Words within a cell of section E: a role that writes one domain of risk only.
RISK_PARTS: dict[str, frozenset[str]] = {Role.PSYCHOLOGIST: frozenset({"self_harm"})}

_CASE_WORK = {Act.WORK_CASES, Act.RECORD_CONSENT, Act.SEE_PARTNERS}

ACTS: dict[str, frozenset[str]] = {
    role.value: frozenset(act.value for act in acts)
    for role, acts in {
        Role.CASE_MANAGER: _CASE_WORK
        | {Act.OPEN_INTAKE, Act.DECIDE_PHASE, Act.CLOSE_CASE, Act.OFFER_REFERRAL, Act.SEE_SHELTERS,
           Act.RECORD_WORK, Act.LOG_COOPERATION},
        Role.DEPUTY: _CASE_WORK | {Act.SEE_SHELTERS, Act.RECORD_WORK},
        Role.COORDINATOR: {
            Act.OPEN_INTAKE, Act.SEE_CASELOAD, Act.ASSIGN_CASE, Act.DECIDE_PHASE, Act.RECORD_CONSENT,
            Act.OVERRIDE_CONSENT, Act.APPROVE_CLOSURE, Act.APPROVE_EXPORT, Act.APPROVE_LOWER_RISK,
            Act.BREAK_GLASS, Act.MANAGE_SHELTERS, Act.SEE_SHELTERS, Act.ANSWER_REFERRAL, Act.SEE_PARTNERS,
            Act.REVIEW_REPORT,
            Act.MANAGE_RIGHTS,
            Act.LOG_COOPERATION,
        },
        Role.SHELTER_STAFF: {Act.SEE_SHELTERS},
        Role.PSYCHOLOGIST: _CASE_WORK,
        Role.HEALTH: _CASE_WORK,
        Role.LEGAL: _CASE_WORK,
        Role.JOB_ADVISER: _CASE_WORK | {Act.RECORD_WORK},
        Role.INTERPRETER: set(),
        Role.OFFICER: {
            Act.WRITE_REPORT, Act.REVIEW_REPORT, Act.ISSUE_REPORT, Act.READ_ISSUED, Act.MANAGE_GRANTS,
            Act.LOG_COOPERATION,
        },
        Role.DIRECTOR: {
            Act.SEE_CASELOAD, Act.SEE_SHELTERS, Act.APPROVE_CLOSURE, Act.REVIEW_REPORT, Act.APPROVE_REPORT,
            Act.ISSUE_REPORT, Act.READ_ISSUED, Act.SEE_PARTNERS, Act.LOG_COOPERATION,
        },
        # Works in an organisation of its own that has no persons: its reports are made of members' sums.
        Role.SECRETARIAT: {
            Act.WRITE_REPORT, Act.REVIEW_REPORT, Act.APPROVE_REPORT, Act.ISSUE_REPORT, Act.READ_ISSUED,
        },
        Role.ADMIN: {Act.MANAGE_MEMBERS, Act.MANAGE_SETTINGS},
        Role.DPO: {Act.READ_AUDIT, Act.MANAGE_RIGHTS, Act.READ_ISSUED},
    }.items()
}  # fmt: skip


def section_access(role: str, section: str) -> Access:
    """How much of `section` the role may see, of a case it may see at all (domain 7)."""
    return SECTIONS[role][section]


def factors_read(role: str) -> frozenset[int]:
    """The factors whose scores the role reads one by one; who reads totals only reads none."""
    return FACTORS.get(role, (_NONE, _NONE))[0]


def factors_written(role: str) -> frozenset[int]:
    """The factors that the role scores."""
    return FACTORS.get(role, (_NONE, _NONE))[1]
