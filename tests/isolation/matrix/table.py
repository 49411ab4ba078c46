"""What is expected of each cell: the one declared table, beside `renate/accounts/roles.py`.

A page opens when its demand is met (`meets`), when the thing it is about is in reach (`REACH`), and when what
a few pages ask besides is given (`BESIDES`). Everything else is not there.
"""

from collections.abc import Callable
from enum import StrEnum

from cases.codes import ATTACHMENT_SECTIONS, NoteSection
from renate.accounts.roles import ACTS, SECTIONS, Access, Act, Role, Section
from renate.reports.access import AT_WORK
from tests.isolation.matrix.pages import Page
from tests.isolation.world.files import OF_A_DRAFT


class Relation(StrEnum):
    """How the thing that a page is about stands to the member who asks."""

    NONE = "nothing in particular"
    OWN = "own"
    TEAM = "on the team"
    SEALED_TEAM = "sealed, on the team"
    GROUP = "granted to the role's group"
    LEFT = "team until yesterday"
    GRANT = "a grant without a team row"
    OTHER = "another's"
    SEALED = "sealed"
    FOREIGN = "foreign"
    ABSENT = "not there"
    COLLEAGUES = "a colleague's alone"
    OTHERS_PART = "own, with a part of another's"
    FOREIGN_PART = "own, with a foreign part"
    NOT_TICKED = "own, with a part that was not shared"
    DRAFT = "draft"
    ISSUED = "issued"
    OFFERED = "package on offer"
    ACCEPTED = "package taken over"
    ACCEPTED_BY_ANOTHER = "package that a colleague took over"
    WITHDRAWN = "package withdrawn"
    SENT = "package that we sent"
    ELSEWHERE = "package to a third organisation"


class Outcome(StrEnum):
    """What the member should get."""

    OPEN = "open"
    ABSENT = "not there"
    SIGN_IN = "sign in"
    WHATEVER = "whatever it is, no error and nothing foreign"


Rule = Callable[[str], bool]
WITHOUT_CASES = {Role.INTERPRETER, Role.OFFICER, Role.ADMIN, Role.DPO, Role.SECRETARIAT}


def _does(*acts: str) -> Rule:
    return lambda role: bool(ACTS[role] & set(acts))


def _always(role: str) -> bool:
    return True


def _never(role: str) -> bool:
    return False


def _works_cases(role: str) -> bool:
    return role not in WITHOUT_CASES


# Who has a case in reach (domain 7, rules 1 to 3): the tenant first, then the object.
CASES: dict[Relation, Rule] = {
    Relation.OWN: _works_cases,
    Relation.TEAM: _works_cases,
    Relation.SEALED_TEAM: _works_cases,
    Relation.GROUP: _works_cases,
    Relation.LEFT: _does(Act.SEE_CASELOAD),
    Relation.GRANT: _does(Act.SEE_CASELOAD),
    Relation.OTHER: _does(Act.SEE_CASELOAD),
}
# Who knows of a package that came: who answers, and whom the answerer chose.
PACKAGES: dict[Relation, Rule] = {
    Relation.OFFERED: _does(Act.ANSWER_REFERRAL),
    Relation.ACCEPTED: lambda role: role in {Role.COORDINATOR, Role.CASE_MANAGER},
    Relation.ACCEPTED_BY_ANOTHER: _does(Act.ANSWER_REFERRAL),
    Relation.WITHDRAWN: _does(Act.ANSWER_REFERRAL),
}
REPORTS: dict[Relation, Rule] = {
    Relation.DRAFT: _does(*AT_WORK),
    Relation.ISSUED: _does(*AT_WORK, Act.READ_ISSUED),
}
# Everything else that an organisation has: for whoever may do the act at all.
THINGS: dict[Relation, Rule] = {Relation.NONE: _always, Relation.OWN: _always}
REACH: dict[Relation, Rule] = {**THINGS, **CASES, **PACKAGES, **REPORTS, Relation.NONE: _always}


def reaches(page: Page, role: str, relation: Relation) -> bool:
    """Whether what the page is about is in the member's reach; a relation that is in no list is not."""
    rules = CASES if page.is_of_a_case else REACH | THINGS
    return rules.get(relation, _never)(role)


def _opens(section: str, access: Access) -> Rule:
    return lambda role: SECTIONS[role][section] >= access


def _writes_a_note(role: str) -> bool:
    return any(SECTIONS[role][section] == Access.WRITE for section in NoteSection.values)


def _puts_in_a_document(role: str) -> bool:
    return any(SECTIONS[role][section] == Access.WRITE for section, _name in ATTACHMENT_SECTIONS)


# Packages whose sections can be opened: accepted ones. Nothing is ticked but A and C.
_OPENABLE = {Relation.ACCEPTED, Relation.ACCEPTED_BY_ANOTHER}
_FOLLOW_UP = _opens(Section.PLAN, Access.READ)
# What single pages ask besides, in the view.
BESIDES: dict[str, Callable[[str, Relation], bool]] = {
    "cases:conflict_lift": lambda role, relation: False,  # the one that is there was lifted
    # The one that is there is a colleague's, about a row that nobody who asks can see.
    "accounts:approval_decide": lambda role, relation: False,
    "accounts:approval_withdraw": lambda role, relation: False,
    "accounts:held_show": lambda role, relation: False,
    "accounts:held_drop": lambda role, relation: False,
    "accounts:token_end": lambda role, relation: False,
    "accounts:member_restore": lambda role, relation: False,  # nobody is kept out there
    "cases:note_add": lambda role, relation: _writes_a_note(role),
    # Which change is asked for stands in what is sent, and nothing is sent.
    "cases:bulk_change": lambda role, relation: False,
    # One corrects what one wrote oneself.
    "cases:note_correct": lambda role, relation: (
        relation == Relation.OWN and _opens(NoteSection.WORK, Access.WRITE)(role)
    ),
    "cases:task_show": lambda role, relation: relation == Relation.OWN or _FOLLOW_UP(role),
    **dict.fromkeys(
        ("cases:task_add", "cases:task_edit", "cases:flag_raise", "cases:flag_resolve"),
        lambda role, relation: _opens(Section.PLAN, Access.WRITE)(role) or Act.ASSIGN_CASE in ACTS[role],
    ),
    "cases:attachment_add": lambda role, relation: _puts_in_a_document(role),
    # The document of the file stands in section A.
    "cases:attachment_download": lambda role, relation: _opens(Section.IDENTITY, Access.READ)(role),
    "cases:attachment_remove": lambda role, relation: _opens(Section.IDENTITY, Access.WRITE)(role),
    # A draft is its writer's; where the group has a grant, a colleague wrote it.
    **dict.fromkeys(sorted(OF_A_DRAFT), lambda role, relation: relation != Relation.GROUP),
    "reintegration:activity_log": lambda role, relation: _opens(Section.PLAN, Access.WRITE)(role),
    "shelters:house_incident_add": lambda role, relation: (
        _opens(Section.RISK, Access.WRITE)(role) or role == Role.SHELTER_STAFF
    ),
    "accounts:organisation_switch": lambda role, relation: False,  # the organisation asked for is nobody's
    "referrals:package_section": lambda role, relation: relation in _OPENABLE,
    "referrals:package_still_open": lambda role, relation: relation in _OPENABLE,
    "referrals:package_link": lambda role, relation: relation in _OPENABLE,
    "v1:consent_list": lambda role, relation: _opens(Section.IDENTITY, Access.LIMITED)(role),
    **dict.fromkeys(
        ("v1:plan_item_list", "v1:delivery_list"),
        lambda role, relation: _opens(Section.PLAN, Access.READ)(role),
    ),
    "v1:delivery_log": lambda role, relation: _opens(Section.PLAN, Access.WRITE)(role),
    "v1:offer_act": lambda role, relation: _opens(Section.PLAN, Access.READ)(role),
    "v1:referral_section": lambda role, relation: relation in _OPENABLE,
    "referrals:package_feedback": lambda role, relation: relation in _OPENABLE,
    "referrals:package_report": lambda role, relation: relation in _OPENABLE,
    # No package there is a transfer, or belongs to a return; the referrals of files are drafts.
    **dict.fromkeys(
        (
            "referrals:package_take_over",
            "referrals:package_journey",
            "referrals:offer_open",
            "referrals:offer_update",
            "referrals:offer_answer",
            "referrals:request_take_back",
            "v1:asked_take_back",
        ),
        lambda role, relation: False,
    ),
    "reports:report_pdf": lambda role, relation: relation == Relation.ISSUED,  # a draft has no file
    "reports:report_xlsx": lambda role, relation: relation == Relation.ISSUED,
    "reports:report_csv": lambda role, relation: relation == Relation.ISSUED,
    "v1:report_read": lambda role, relation: relation == Relation.ISSUED,  # drafts are for the pages
    "v1:report_figures": lambda role, relation: relation == Relation.ISSUED,
    "v1:follow_up_list": lambda role, relation: _FOLLOW_UP(role),
    "v1:follow_up_read": lambda role, relation: _FOLLOW_UP(role) and CASES.get(relation, _never)(role),
    "v1:follow_up_record": lambda role, relation: (
        _opens(Section.PLAN, Access.WRITE)(role) and CASES.get(relation, _never)(role)
    ),
}


def meets(demand: str, role: str) -> bool:
    """Whether the role meets a demand. Raises LookupError for a demand that the table does not know."""
    kind, _, rest = demand.partition(":")
    if kind in {"public", "signed_in", "member", "library"} and not rest:
        return True
    if kind == "act" and rest:
        acts = rest.split("|")
        assert set(acts) <= set(Act.values), demand
        return bool(ACTS[role] & set(acts))
    if kind == "case" and rest:
        section, access, *act = rest.split(":")
        opens = SECTIONS[role][section] >= Access[access.upper()]
        return opens and (not act or meets(f"act:{act[0]}", role))
    raise LookupError(f"no rule for the demand {demand!r}")


def expected(page: Page, role: str, relation: Relation) -> Outcome:
    """What a member in this role should get."""
    if page.demand in {"public", "library"}:
        return Outcome.WHATEVER
    besides = BESIDES.get(page.name, lambda role, relation: True)
    opens = meets(page.demand, role) and reaches(page, role, relation) and besides(role, relation)
    return Outcome.OPEN if opens else Outcome.ABSENT


def expected_outside(page: Page, *, signed_in: bool) -> Outcome:
    """What somebody without a seat should get: nobody at all, or whose seat is gone."""
    if page.demand in {"public", "library"} or (signed_in and page.demand == "signed_in"):
        return Outcome.WHATEVER
    return Outcome.ABSENT if signed_in else Outcome.SIGN_IN
