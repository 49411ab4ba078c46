"""The search over everything that the run answers is shown to find what strays."""

import io
import zipfile
from types import SimpleNamespace

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from tests.canaries import PUT_AWAY, Canaries
from tests.isolation.tally import Tally

OURS, THEIRS = 1, 2
NAME = "Mirjeta D'Agostino"


def _found(
    response: HttpResponse, organisation: int, view: str = "cases:case_list", asked: str = "/"
) -> list:
    canaries = Canaries(Tally())
    canaries.note(THEIRS, NAME)
    request = RequestFactory().get(asked)
    request.organisation = SimpleNamespace(pk=organisation)
    request.resolver_match = SimpleNamespace(view_name="cases:case_list")
    canaries.search(request, response)
    return canaries.found


def _workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", f"<t>{NAME}</t>")
    return packed.getvalue()


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(f"<td>{NAME}</td>"),
        HttpResponse("<td>Mirjeta D&#x27;Agostino</td>"),
        HttpResponse(_workbook()),
        StreamingHttpResponse([b"code;name\n7Q2K;", NAME.encode()]),
    ],
    ids=["page", "escaped", "workbook", "stream"],
)
def test_a_foreign_value_is_found_in_whatever_is_answered(response: HttpResponse) -> None:
    assert _found(response, organisation=OURS) == [f"GET cases:case_list: {NAME!r}"]


def test_one_s_own_value_is_no_stray() -> None:
    assert _found(HttpResponse(NAME), organisation=THEIRS) == []


def test_what_one_typed_oneself_may_come_back() -> None:
    assert _found(HttpResponse(f"Nobody is called {NAME}."), OURS, asked=f"/?q={NAME}") == []


def test_no_address_holds_a_value_of_anybody() -> None:
    response = HttpResponse(headers={"Location": f"/cases/{NAME}/"})

    assert _found(response, organisation=THEIRS) == [f"the address of cases:case_list: {NAME!r}"]


@pytest.mark.parametrize(("owner", "method", "where"), PUT_AWAY)
def test_nothing_of_anybody_is_put_down_beside_the_sealed_columns(
    owner: type, method: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    canaries = Canaries(Tally())
    canaries.note(OURS, NAME)
    monkeypatch.setattr(owner, method, lambda *given, **named: None)
    canaries.overhear(owner, method, where)

    getattr(owner, method)(None, {"typed": NAME})

    assert canaries.found == [f"{where}: {NAME!r}"]
