"""Documents in some files, and what some persons asked about their own data."""

from datetime import date, timedelta

from cases.models import Case
from cases.operations import add_attachment
from renate.accounts.models import Membership
from renate.rights.operations import decide_request, record_request

PAPERS = (
    ("C", "certificate", "Certificate of the sewing course"),
    ("B", "official", "Letter of the identification body"),
    ("A", "other", "Confirmation of address"),
)
REQUESTS = (
    ("access", "I would like to have a copy of everything you wrote about me.", 6),
    ("rectification", "My village is spelled wrong, and I finished school in 2011, not 2012.", 21),
    ("restriction", "Please keep my file, but nobody should work with it until my complaint is answered.", 2),
)


def write_papers(manager: Membership, coordinator: Membership, today: date) -> None:
    """Three documents, and three requests of which one is decided."""
    cases = Case.objects.open().filter(case_manager=manager).with_people().order_by("pk")[:3]
    for case, (section, kind, title), (request, asked, days) in zip(cases, PAPERS, REQUESTS, strict=False):
        add_attachment(
            by=manager, on=today - timedelta(days=days), case=case, section=section, kind=kind, title=title,
            content=f"{title}\n\nA document of the demonstration.\n".encode(), name="paper.txt",
        )  # fmt: skip
        made = record_request(
            by=manager, on=today, case=case, kind=request, asked=asked,
            received_on=today - timedelta(days=days),
        )  # fmt: skip
        if request == "access":
            decide_request(by=coordinator, on=today, request=made, decision="granted")
