"""Documents of the file: the list, one put in, one as a download, one taken out."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases import operations
from cases.access import attachment_sections
from cases.decorators import CaseRequest, case_page
from cases.forms.attachments import AttachmentForm, RemovalForm
from cases.models import Attachment, Case
from cases.queries.attachments import readable_attachments
from cases.rules.uploads import ENDINGS
from cases.views.page import done, draw, sent, succeeds
from renate import audit
from renate.accounts.roles import Access, Section
from renate.kit import clock

PAGE_SIZE = 50


@case_page(Section.PLAN, Access.LIMITED, tab="attachments")
def attachment_list(request: CaseRequest, case: Case) -> HttpResponse:
    """Documents of the sections the reader may read, newest first."""
    writes = attachment_sections(request.membership, Access.WRITE)
    rows = readable_attachments(case, request.membership)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return draw(request, case, "attachment_list", page=page, may_write=bool(writes), writes=writes)


@case_page(Section.PLAN, Access.LIMITED, tab="attachments")
def attachment_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Put a document into a section of one's role."""
    sections = attachment_sections(request.membership, Access.WRITE)
    if not sections:
        raise Http404
    form = AttachmentForm(sent(request), request.FILES or None, case=case, sections=sections)
    act = partial(operations.add_attachment, by=request.membership, on=clock.today(), case=case)
    if succeeds(form, lambda: act(**form.details())):
        return done(request, _("The document is in the file."), "cases:attachment_list", case.ref)
    return draw(request, case, "attachment_add", form=form)


@case_page(Section.PLAN, Access.LIMITED, tab="attachments")
def attachment_download(request: CaseRequest, case: Case, attachment_ref: str) -> HttpResponse:
    """The document as a file to save: nothing of it is ever shown by the browser inside our pages."""
    attachment = _one(request, case, attachment_ref, Access.READ)
    content = operations.read_attachment(by=request.membership, attachment=attachment)
    ending = ENDINGS[attachment.content_type][0]
    headers = {
        "Content-Disposition": f'attachment; filename="document-{attachment.public_id}.{ending}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Encoding": "identity",  # an attacker's bytes are not compressed beside ours
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@case_page(Section.PLAN, Access.LIMITED, tab="attachments")
def attachment_remove(request: CaseRequest, case: Case, attachment_ref: str) -> HttpResponse:
    """Take a document out, with the reason."""
    attachment = _one(request, case, attachment_ref, Access.WRITE)
    form = RemovalForm(sent(request))
    act: dict[str, Any] = {"by": request.membership, "on": clock.today(), "attachment": attachment}
    if succeeds(form, lambda: operations.remove_attachment(**act, **form.cleaned_data)):
        return done(request, _("The document is out of the file."), "cases:attachment_list", case.ref)
    return draw(request, case, "attachment_remove", form=form, attachment=attachment)


def _one(request: CaseRequest, case: Case, ref: str, access: Access) -> Attachment:
    """A document that is there, in a section of the member's. Raises Http404."""
    found = Attachment.objects.filter(case=case, removed_on__isnull=True).select_related("case")
    attachment = get_object_or_404(found, public_id=ref)
    if attachment.section not in attachment_sections(request.membership, access):
        audit.record("access.denied", on=case, section=attachment.section)
        raise Http404
    return attachment
