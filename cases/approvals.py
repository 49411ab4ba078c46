"""Acts on a file that need two people (domain 7): who decides them is in the table of acts."""

from collections.abc import Collection

from django.urls import reverse

from cases.access import visible_cases
from cases.models import Case
from renate.accounts import four_eyes
from renate.accounts.codes import FourEyes
from renate.accounts.models import Membership
from renate.accounts.roles import Act


def register() -> None:
    """Name the acts; a coordinator who may open the file decides."""
    for act, decided_by, page in (
        (FourEyes.EXPORT_FILE, Act.APPROVE_EXPORT, case_page_of),
        (FourEyes.LOWER_RISK, Act.APPROVE_LOWER_RISK, risk_page_of),
    ):
        four_eyes.register(four_eyes.Kind(act, decided_by, find=find_cases, label=case_label, page=page))


def find_cases(member: Membership, refs: Collection[str]) -> dict[str, Case]:
    """The cases among `refs` that the member may open."""
    found = visible_cases(member).filter(public_id__in=list(refs)).select_related("person")
    return {case.public_id: case for case in found}


def case_label(case: Case) -> str:
    """The code that stands for the person."""
    return case.person.case_code


def case_page_of(case: Case) -> str:
    """Where the file begins."""
    return reverse("pages:case_overview", args=[case.public_id])


def risk_page_of(case: Case) -> str:
    """Where its risk is assessed."""
    return reverse("cases:risk_list", args=[case.public_id])
