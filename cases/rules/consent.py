"""What a consent needs, how long it lasts, what it means on a day (domain 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from cases.codes import ChecklistQuestion, ConsentDecision, ConsentForm, ConsentPurpose, ConsentState, GivenBy
from cases.rules.guardians import GuardianFacts, assent_problem, guardian_problem

# Per act, the consent must not outlive the act by much; None lasts until withdrawal or closure.
DEFAULT_VALIDITY: dict[str, relativedelta | None] = {
    ConsentPurpose.SERVICES: None,
    ConsentPurpose.DATA_STORAGE: None,
    ConsentPurpose.SPECIAL_DATA: None,
    ConsentPurpose.ASSESSMENT: relativedelta(months=6),
    ConsentPurpose.INTERPRETER: relativedelta(days=30),
    ConsentPurpose.SHARE_ORG: relativedelta(months=6),
    ConsentPurpose.SHARE_AUTHORITY: relativedelta(days=30),
    ConsentPurpose.FAMILY_CONTACT: relativedelta(months=3),
    ConsentPurpose.RETURN: relativedelta(days=30),
    ConsentPurpose.TESTIFYING: relativedelta(days=30),
    ConsentPurpose.STATISTICS: None,
    ConsentPurpose.RESEARCH_EVAL: relativedelta(months=36),
    ConsentPurpose.MEDIA_STORY: relativedelta(months=12),
    ConsentPurpose.EMPLOYER_CONTACT: relativedelta(days=30),
    # Asked before closing and meant for twelve months after it: a month more covers the last contact.
    ConsentPurpose.POST_CLOSURE: relativedelta(months=13),
    ConsentPurpose.DIGITAL: None,
}

# Purposes whose consent names its receiver or its sections.
NEEDS_RECEIVER = frozenset({ConsentPurpose.SHARE_ORG})
NEEDS_SECTIONS = frozenset({ConsentPurpose.SHARE_ORG})
# Purposes whose yes is only a yes when it says to what exactly (domain 4, scope).
NEEDS_SCOPE = frozenset({
    ConsentPurpose.INTERPRETER, ConsentPurpose.SHARE_AUTHORITY, ConsentPurpose.FAMILY_CONTACT,
    ConsentPurpose.RETURN, ConsentPurpose.TESTIFYING, ConsentPurpose.RESEARCH_EVAL,
    ConsentPurpose.MEDIA_STORY, ConsentPurpose.EMPLOYER_CONTACT, ConsentPurpose.DIGITAL,
})  # fmt: skip
# A yes to tell an authority may name parts of the record: only those may then go into a file for it.
TAKES_SECTIONS = NEEDS_SECTIONS | {ConsentPurpose.SHARE_AUTHORITY}
EXPIRY_WARNING = timedelta(days=14)


@dataclass(frozen=True)
class ConsentFacts:
    """What was answered, before it is stored."""

    purpose: str
    decision: str
    on: date
    given_by: str = GivenBy.PERSON
    checklist: Mapping[str, bool] | None = None
    has_receiver: bool = False
    has_sections: bool = False
    valid_until: date | None = None
    is_minor: bool = False
    form: str = ""
    has_scope: bool = True
    has_witness: bool = True
    assent: str = ""
    guardians: tuple[GuardianFacts, ...] = ()


def default_valid_until(purpose: str, on: date, adult_on: date | None = None) -> date | None:
    """The last day of validity by purpose; what a guardian gave ends on the 18th birthday."""
    length = DEFAULT_VALIDITY[purpose]
    until = on + length if length else None
    if adult_on is None or adult_on <= on:
        return until
    last_as_child = adult_on - timedelta(days=1)
    return min(until, last_as_child) if until else last_as_child


def not_asked(purpose: str) -> set[str]:
    """The fields that have no meaning for a purpose: neither page nor interface takes them."""
    wanted = {"receiver": NEEDS_RECEIVER, "sections": TAKES_SECTIONS, "scope": NEEDS_SCOPE}
    return {name for name, purposes in wanted.items() if purpose not in purposes}


def unanswered(checklist: Mapping[str, bool] | None) -> list[str]:
    """The questions of the checklist that are not a yes."""
    answers = checklist or {}
    return [code for code in ChecklistQuestion.values if answers.get(code) is not True]


def consent_problems(facts: ConsentFacts, today: date) -> list[tuple[str | None, str]]:
    """(field, message) for everything that keeps this answer from being recorded."""
    problems: list[tuple[str | None, str]] = []
    if facts.on > today:
        problems.append(("on", _("The date of the decision is in the future.")))
    if facts.purpose in NEEDS_RECEIVER and not facts.has_receiver:
        problems.append(("receiver", _("Name the one organisation this consent is about.")))
    if facts.decision == ConsentDecision.GIVEN:
        problems += _given_problems(facts)
    return problems


def _given_problems(facts: ConsentFacts) -> list[tuple[str | None, str]]:
    problems: list[tuple[str | None, str]] = []
    if unanswered(facts.checklist):
        text = _("All seven questions must be answered yes before a consent counts as given.")
        problems.append(("checklist", text))
    if facts.purpose in NEEDS_SECTIONS and not facts.has_sections:
        problems.append(("sections", _("Tick the parts of the record the person agrees to share.")))
    if facts.valid_until and facts.valid_until < facts.on:
        problems.append(("valid_until", _("The last day of validity is before the decision.")))
    if facts.purpose in NEEDS_SCOPE and not facts.has_scope:
        text = _("Write down to what exactly the person agrees.")
        problems.append(("scope", text))
    if facts.form == ConsentForm.VERBAL_WITNESSED and not facts.has_witness:
        problems.append(("witness", _("Name the witness.")))
    return problems + _deciders(facts)


def _deciders(facts: ConsentFacts) -> list[tuple[str | None, str]]:
    """Who may say yes (R-16): an adult alone; for a minor the guardian with the child, or the authority."""
    problems: list[tuple[str | None, str]] = []
    if facts.is_minor and facts.given_by not in {GivenBy.BOTH, GivenBy.COURT}:
        text = _("For a minor, the guardian consents and the child agrees, or the authority decides.")
        problems.append(("given_by", text))
    if facts.is_minor and facts.purpose == ConsentPurpose.MEDIA_STORY:
        problems.append(("purpose", _("Stories about minors are not permitted.")))
    if not facts.is_minor and facts.given_by == GivenBy.BOTH:
        problems.append(("given_by", _("An adult decides without a guardian.")))
    reason = guardian_problem(facts.given_by, facts.guardians, is_minor=facts.is_minor)
    if not problems and reason is not None:
        problems.append(("given_by", _guardian_words(reason, is_minor=facts.is_minor)))
    child = assent_problem(facts.decision, facts.given_by, facts.assent, is_minor=facts.is_minor)
    if child is not None:
        problems.append(("assent", _assent_words(child)))
    return problems


def _guardian_words(reason: str, *, is_minor: bool) -> str:
    if reason == "none" and not is_minor:
        return _("An adult decides alone, unless a legal representative is recorded under People around.")
    return {
        "none": _("No guardian is recorded. Record the guardian first, or the authority decides."),
        "unverified": _("The guardianship is not verified yet: until it is, the authority decides."),
        "conflict": _("The guardian has a conflict of interest, or it is not known: the authority decides."),
    }[reason]


def _assent_words(reason: str) -> str:
    return {
        "missing": _("Ask the child too, in suitable words, and record the answer."),
        "refused": _("The child does not agree: this is no yes. Only the authority can decide otherwise."),
        "adult": _("The person is an adult: this is asked of children only."),
    }[reason]


@dataclass(frozen=True)
class ConsentPeriod:
    """One stored answer and the day a later one replaced it."""

    decision: str
    valid_from: date
    valid_until: date | None = None
    superseded_on: date | None = None


def consent_state(period: ConsentPeriod, on: date) -> str:
    """What the answer means on a day; a replacement acts on its own day, at once."""
    if period.superseded_on is not None and period.superseded_on <= on:
        return ConsentState.SUPERSEDED
    expired = period.valid_until is not None and period.valid_until < on
    if period.decision == ConsentDecision.GIVEN and expired:
        return ConsentState.EXPIRED
    return ConsentState(period.decision)


def is_valid(period: ConsentPeriod, on: date) -> bool:
    """Whether the person's yes stands on that day."""
    return period.valid_from <= on and consent_state(period, on) == ConsentState.GIVEN


def ends_soon(period: ConsentPeriod, on: date) -> bool:
    """Whether a standing yes ends within the next 14 days."""
    if period.valid_until is None or not is_valid(period, on):
        return False
    return period.valid_until - on <= EXPIRY_WARNING
