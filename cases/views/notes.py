"""Notes of the work."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.access import readable_note_sections, writable_note_sections
from cases.decorators import CaseRequest, case_page
from cases.forms.safety import NoteForm
from cases.forms.work import CorrectNoteForm
from cases.models import Case
from cases.operations import correct_note, write_note
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import held

PAGE_SIZE = 20


@case_page(Section.PLAN, Access.LIMITED, tab="notes")
def note_list(request: CaseRequest, case: Case) -> HttpResponse:
    """Notes of the sections the reader may read, newest first."""
    membership = request.membership
    found = case.notes.filter(section__in=readable_note_sections(membership), corrected_by=None)
    page = Paginator(
        found.select_related("by__user", "corrects").order_by("-on", "-id"), PAGE_SIZE
    ).get_page(request.GET.get("page"))  # fmt: skip
    may_write = bool(writable_note_sections(membership))
    return draw(request, case, "note_list", page=page, may_write=may_write)


@case_page(Section.PLAN, Access.LIMITED, tab="notes")
def note_add(request: CaseRequest, case: Case) -> HttpResponse:
    """Write a note in a section of one's role."""
    membership = request.membership
    sections = writable_note_sections(membership)
    if not sections:
        raise Http404
    start = {"on": clock.today(), "section": sections[0]}
    form = NoteForm(sent(request), initial=start, sections=sections)
    form = drafted(request, form, label=_("Note"), about=case.person.case_code)
    if succeeds(form, lambda: write_note(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The note is saved."), "cases:note_list", case.ref)
    return draw(request, case, "note_add", form=form)


@case_page(Section.PLAN, Access.LIMITED, tab="notes")
def note_correct(request: CaseRequest, case: Case, note_ref: str) -> HttpResponse:
    """Write one's own note anew; the earlier wording stays behind it."""
    membership, today = request.membership, clock.today()
    own = case.notes.filter(by=membership, section__in=writable_note_sections(membership), corrected_by=None)
    note = held(request, get_object_or_404(own, public_id=note_ref))
    form = CorrectNoteForm(sent(request), initial={"text": note.text})
    form = drafted(request, form, label=_("Note"), about=case.person.case_code)
    if succeeds(form, lambda: correct_note(by=membership, on=today, note=note, **form.cleaned_data)):
        return done(request, _("The correction is saved."), "cases:note_list", case.ref)
    return draw(request, case, "note_correct", form=form, note=note)
