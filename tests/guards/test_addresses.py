"""Every address asks who is there, and its name leads to function, template and test."""

import ast
import inspect
import re

import pytest

from renate.accounts.roles import Access, Act, Section
from tests.guards.addresses import Address, addresses
from tests.guards.sources import PRODUCT, PROJECT

PAGES = [address for address in addresses() if address.is_page]
# Parts that were bought, and how they ask who is there.
BOUGHT = {
    "drf_spectacular.views": "the schema, for members by SERVE_PERMISSIONS",
    "allauth.account.views": "sign-in, and one's own account behind login_required",
    "allauth.mfa.": "one's own second factor, behind login_required",
    "allauth.socialaccount.": "sign-on by an organisation's provider; the adapter asks for a seat",
    "allauth.usersessions.views": "one's own sessions, behind login_required",
}
_ACT = f"(?:{'|'.join(Act.values)})"
_SECTION = "|".join(Section.values)
_ACCESS = "|".join(access.name.lower() for access in Access if access)
DEMAND = re.compile(
    rf"public|signed_in|member|act:{_ACT}(?:\|{_ACT})*|case:(?:{_SECTION}):(?:{_ACCESS})(?::{_ACT})?"
)
# Open to everybody, and why.
PUBLIC = {
    "pages:health": "a probe has no account",
    "accounts:invitation_accept": "whoever is invited has no account yet; the link is the key",
    "drafts:draft_keep": "whoever was signed out while writing is told so beside the text, not led away",
    "notices:calendar_feed": "a phone's calendar can't sign in; the address is the key",
}
# One function that answers with a document, under the name of each format.
FILES = {f"reports:report_{kind}": "report_download" for kind in ("pdf", "xlsx", "csv")}
TELLING = re.compile(r"traffick|victim|exploit|abus|rescue|sex|slave|prostit|survivor", re.I)
# Templates that extend a page and have no address of their own.
STEPS = {
    "accounts/invitation_signed_in.html": "the link followed while signed in",
    "accounts/invitation_void.html": "a link that is used up",
    "accounts/token_made.html": "answers accounts:token_make, once",
    "cases/case_base.html": "what every tab extends",
    "cases/case_intake.html": "second step of cases:case_open",
    "cases/restricted.html": "what a page answers that would change a restricted file",
    "funding/grant_part.html": "the forms of what a grant is made of",
}


def _full_name(address: Address) -> str:
    return f"{address.namespace}:{address.name}"


def test_there_are_pages() -> None:
    assert {"cases:case_list", "pages:home"} <= {_full_name(page) for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=_full_name)
def test_a_page_says_what_it_demands(page: Address) -> None:
    assert DEMAND.fullmatch(getattr(page.view, "demand", "nothing"))


def test_what_is_public_is_on_the_list() -> None:
    public = {_full_name(page) for page in PAGES if page.view.demand == "public"}  # type: ignore[attr-defined]

    assert public == set(PUBLIC)


def test_what_is_no_page_of_ours_is_bought_or_the_api() -> None:
    others = {address.module for address in addresses() if not address.is_page}
    known = (*BOUGHT, "renate.api.", "cases.api", "reintegration.api", "renate.reports.api")

    assert {module for module in others if not module.startswith(known)} == set()


@pytest.mark.parametrize("page", PAGES, ids=_full_name)
def test_a_page_is_named_as_its_function_in_the_views_of_its_app(page: Address) -> None:
    app = page.module.partition(".views")[0].rpartition(".")[2]

    assert page.view.__name__ == FILES.get(_full_name(page), page.name)
    assert page.module.rpartition(".")[0].endswith(f"{app}.views")


@pytest.mark.parametrize("page", PAGES, ids=_full_name)
def test_a_page_has_a_template_of_its_name(page: Address) -> None:
    source = inspect.getsource(inspect.unwrap(page.view))
    draws_a_page = "render(" in source and not re.search(r'render\(request, "[\w/]+\.html#\w+"', source)
    template = PROJECT / "templates" / page.namespace / f"{page.name}.html"

    assert template.exists() or not draws_a_page, template


def test_a_template_that_is_a_page_has_an_address() -> None:
    named = {f"{page.namespace}/{page.name}.html" for page in PAGES}
    ours = {page.namespace for page in PAGES}
    extending = {
        path.relative_to(PROJECT / "templates").as_posix()
        for app in ours
        for path in (PROJECT / "templates" / app).glob("*.html")
        if "{% extends" in path.read_text()
    }

    assert extending - named - set(STEPS) == set()


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.pattern)
def test_an_address_tells_nothing(address: Address) -> None:
    assert not TELLING.search(address.pattern)


def test_addresses_name_rows_by_random_ids_only() -> None:
    numbered = [page.pattern for page in PAGES if "<int:" in page.pattern or "<slug:" in page.pattern]

    assert numbered == []


def test_every_view_in_the_source_has_one_demand() -> None:
    """A function that takes a request and hangs on no address can't be reached; one that hangs asks."""
    asks = {"public", "signed_in", "member", "requires", "case_page"}
    doubled = []
    for part in PRODUCT:
        for path in (PROJECT / part).rglob("views/*.py"):
            for node in ast.parse(path.read_text()).body:
                if isinstance(node, ast.FunctionDef):
                    names = [ast.unparse(decorator).partition("(")[0] for decorator in node.decorator_list]
                    if len(asks & set(names)) > 1:
                        doubled.append(f"{path}:{node.name}")

    assert doubled == []
