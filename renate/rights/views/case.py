"""The tab of a file: what the person asked, a new request, and a copy to hand over."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from renate.accounts.access import can
from renate.accounts.codes import FourEyes
from renate.accounts.decorators import sudo
from renate.accounts.operations import four_eyes
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.forms import form_status
from renate.rights import operations
from renate.rights.codes import FileFormat, RequestKind
from renate.rights.forms import AskForm, CopyForm, RequestForm, SafetyForm
from renate.rights.models import RightsRequest
from renate.rights.views.page import act, sent, succeeds

TYPES = {FileFormat.PDF: "application/pdf", FileFormat.JSON: "application/json"}


@case_page(Section.PLAN, Access.READ, tab="rights")
def case_rights(request: CaseRequest, case: Case) -> HttpResponse:
    """What the person asked about their own data."""
    rows = RightsRequest.objects.filter(person=case.person_id).order_by("-received_on", "-id")
    may = can(request.membership, Act.RECORD_CONSENT)
    answers = can(request.membership, Act.MANAGE_RIGHTS)
    context = {"case": case, "tab": "rights", "rows": rows, "may_record": may, "answers": answers}
    return render(request, "rights/case_rights.html", {**context, "today": clock.today()})


@case_page(Section.PLAN, Access.READ, tab="rights", act=Act.RECORD_CONSENT, while_restricted=True)
def right_ask(request: CaseRequest, case: Case) -> HttpResponse:
    """Log a request."""
    form = RequestForm(sent(request), initial={"received_on": clock.today()})
    record = partial(operations.record_request, by=request.membership, on=clock.today(), case=case)
    return act(
        request, form, lambda: record(**form.cleaned_data), template="right_ask", back=_tab_of(case),
        case=case, tab="rights",
    )  # fmt: skip


@case_page(Section.IDENTITY, Access.READ, tab="rights", act=Act.RECORD_CONSENT, while_restricted=True)
def right_safety(request: CaseRequest, case: Case, request_ref: str) -> HttpResponse:
    """The question before a copy is handed over."""
    item, form = _one(case, request_ref), SafetyForm(sent(request))
    answer = partial(operations.answer_safety, by=request.membership, on=clock.today(), request=item)
    return act(
        request, form, lambda: answer(**form.cleaned_data), template="right_safety", back=_tab_of(case),
        case=case, tab="rights", item=item,
    )  # fmt: skip


@case_page(Section.IDENTITY, Access.READ, tab="rights", act=Act.RECORD_CONSENT, while_restricted=True)
def right_approval(request: CaseRequest, case: Case, request_ref: str) -> HttpResponse:
    """Ask a coordinator to approve the copy."""
    item, form = _one(case, request_ref), AskForm(sent(request))
    ask = partial(four_eyes.ask_approval, by=request.membership, act=FourEyes.EXPORT_FILE, about=case)
    return act(
        request, form, lambda: ask(**form.cleaned_data), template="right_approval", back=_tab_of(case),
        case=case, tab="rights", item=item,
    )  # fmt: skip


@case_page(Section.IDENTITY, Access.READ, tab="rights", act=Act.RECORD_CONSENT, while_restricted=True)
@sudo
def right_copy(request: CaseRequest, case: Case, request_ref: str) -> HttpResponse:
    """Make the copy: PDF or JSON, as a download."""
    item, form = _one(case, request_ref), CopyForm(sent(request))
    made: list[bytes] = []
    by, on = request.membership, clock.today()
    if succeeds(
        form, lambda: made.append(operations.make_copy(by=by, on=on, request=item, **form.cleaned_data))
    ):
        return _download(made[0], form.cleaned_data["form"], item)
    approved = four_eyes.approved(by=by, act=FourEyes.EXPORT_FILE, about=case) is not None
    context = {"case": case, "tab": "rights", "item": item, "form": form, "approved": approved}
    return render(request, "rights/right_copy.html", context, status=form_status(form))


def _download(content: bytes, form: str, item: RightsRequest) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="file-{item.public_id}.{form}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=TYPES[FileFormat(form)], headers=headers)


def _one(case: Case, ref: str) -> RightsRequest:
    """A request for a copy of this file. Raises Http404."""
    copies = RightsRequest.objects.filter(case=case, kind=RequestKind.ACCESS)
    return get_object_or_404(copies.select_related("person", "case"), public_id=ref)


def _tab_of(case: Case) -> str:
    return reverse("rights:case_rights", args=[case.public_id])
