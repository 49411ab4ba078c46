"""What of a case a member may read, section by section; what they may not is not in the answer at all."""

from collections.abc import Callable, Collection
from typing import Any

from cases.access import shows_name
from cases.header import state_of_risk
from cases.models import Case, Person, RiskAssessment, TraffickingEpisode
from cases.queries.identity import in_words
from reintegration.instrument import NUMBERS
from reintegration.models import FollowUp
from reintegration.queries.cycles import phase_view
from reintegration.queries.profile import factor_profile
from renate import audit
from renate.accounts.access import readable_factors, section_access
from renate.accounts.models import Membership
from renate.accounts.roles import Access, Section
from renate.kit import clock

Part = dict[str, Any]
_FULL_IDENTITY = (
    "legal_name", "preferred_name", "aliases", "birth_precision", "sex", "gender", "citizenship",
    "other_citizenships", "stateless", "country_of_birth", "place_of_origin", "document_number",
    "other_languages", "education_level", "marital_status",
)  # fmt: skip
_FULL_HISTORY = (
    "cross_border", "methods_of_control", "recruitment_method", "recruiter_role", "exit_mode", "narrative",
)  # fmt: skip


def case_line(case: Case, membership: Membership) -> Part:
    """A case in a list: what stands above every page of its file."""
    line: Part = {
        "ref": case.public_id,
        "code": case.person.case_code,
        "status": case.status,
        "confidentiality": case.confidentiality,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "case_manager": str(case.case_manager) if case.case_manager else "",
    }
    if shows_name(membership):
        line["name"] = case.person.display_name
    return line


def case_file(case: Case, membership: Membership) -> Part:
    """The case with each section that the member's role opens; each is on record as read."""
    file = case_line(case, membership)
    for section, (name, read) in _SECTIONS.items():
        access = section_access(membership, section)
        if access > Access.NONE:
            audit.read_section(case, section)
            file[name] = read(case, access >= Access.READ)
            if section == Section.FACTORS and access >= Access.READ:
                _leave_out_factors(file[name], readable_factors(membership))
    return file


def _leave_out_factors(part: Part, numbers: Collection[int]) -> None:
    """A health professional reads F9 and no total (domain 7)."""
    if "scores" not in part or set(numbers) >= set(NUMBERS):
        return
    for total in ("valid", "mean", "stable", "critical"):
        part.pop(total)
    part["scores"] = [score for score in part["scores"] if score["factor"] in numbers]


def _identity(case: Case, in_full: bool) -> Part:
    person: Person = case.person
    part: Part = {
        "age": person.age_on(clock.today()),
        "is_minor": person.is_minor_on(clock.today()),
        "first_language": person.first_language,
        "interpreter_needed": person.interpreter_needed,
        "children_count": person.children_count,
    }
    if in_full:
        part |= {name: getattr(person, name) for name in _FULL_IDENTITY}
        part["birth"] = in_words(person.birth)
    return part


def _history(case: Case, in_full: bool) -> Part:
    episodes = case.person.episodes.order_by("id")
    return {"episodes": [_episode(episode, in_full) for episode in episodes]}


def _episode(episode: TraffickingEpisode, in_full: bool) -> Part:
    part: Part = {
        "relation_to_assistance": episode.relation_to_assistance,
        "asked_status": episode.asked_status,
        "purposes": episode.purposes,
        "started": in_words(episode.started),
        "ended": in_words(episode.ended),
        "country_of_exploitation": episode.country_of_exploitation,
    }
    return part | {name: getattr(episode, name) for name in _FULL_HISTORY} if in_full else part


def _work(case: Case, in_full: bool) -> Part:
    view = phase_view(case, clock.today())
    due = FollowUp.objects.planned().filter(case=case).order_by("due_on", "id").first()
    return {
        "phase": view.phase.value if view else "",
        "nominal_phase": view.nominal.value if view else "",
        "month": view.month if view else None,
        "next_follow_up": {"ref": due.public_id, "due_on": due.due_on} if due else None,
    }


def _factors(case: Case, in_full: bool) -> Part:
    profile = factor_profile(case)
    column = profile.latest
    if column is None:
        return {"assessed_on": None}
    part: Part = {
        "assessed_on": column.assessment.on,
        "valid": column.valid,
        "mean": column.mean,
        "stable": column.stable,
        "critical": column.critical,
    }
    if in_full:
        part["scores"] = [
            {
                "factor": row.factor.number,
                "worker": row.latest.worker,
                "own": row.latest.own,
                "mark": row.latest.mark,
                "change": row.change,
            }
            for row in profile.rows
            if row.latest is not None
        ]
    return part


def _risk(case: Case, in_full: bool) -> Part:
    state = state_of_risk(case)
    part: Part = {"level": state.level, "unknown_since": state.unknown_since, "review_due": state.review_due}
    latest = RiskAssessment.objects.latest_for(case)
    if latest is not None:
        part |= {"assessed_on": latest.on, "levels": latest.levels, "own_level": latest.own_level}
        part |= {"note": latest.note} if in_full else {}
    return part


_SECTIONS: dict[Section, tuple[str, Callable[[Case, bool], Part]]] = {
    Section.IDENTITY: ("identity", _identity),
    Section.EXPERIENCE: ("history", _history),
    Section.PLAN: ("work", _work),
    Section.FACTORS: ("factors", _factors),
    Section.RISK: ("risk", _risk),
}
