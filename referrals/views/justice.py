"""Legal matters of a case; the days to whoever works with the person, the rest to whom section H is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from referrals.access import LegalView, legal_view
from referrals.codes import HearingState, Protection
from referrals.forms.justice import HearingForm, HearingResultForm, MatterForm, OrderForm, TestimonyForm
from referrals.models import Hearing, LegalMatter, ProtectionOrder
from referrals.operations import justice as operations
from referrals.queries import justice as queries
from referrals.views.page import draw
from renate.accounts.access import section_access
from renate.accounts.roles import Access, Section
from renate.drafts.keeping import drafted
from renate.kit import clock
from renate.kit.conflicts import guarded, held

TAB, TITLE = "legal", gettext_lazy("Legal")


@case_page(Section.LEGAL, Access.LIMITED, tab=TAB)
def matter_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What is under way, the next days, and the orders in force."""
    view = legal_view(request.membership)
    return draw(
        request,
        case,
        "matter_list",
        view=view,
        matters=queries.matters(case) if view != LegalView.DATES else [],
        hearings=queries.hearings_to_come(case),
        orders=queries.orders(case),
        may_write=_may_write(request),
    )


@case_page(Section.LEGAL, Access.READ, tab=TAB)
def matter_show(request: CaseRequest, case: Case, matter_ref: str) -> HttpResponse:
    """One matter with its hearings; where the person is asked to testify, what stands against it."""
    matter = _matter(case, matter_ref)
    today = clock.today()
    hearings = [
        (row, operations.testimony_faults(row, on=today) if _is_asked(row) else [])
        for row in queries.hearings_of(matter)
    ]
    protection = [Protection(code).label for code in matter.protection]
    context = {"matter": matter, "hearings": hearings, "protection": protection}
    return draw(request, case, "matter_show", may_write=_may_write(request), **context)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def matter_open(request: CaseRequest, case: Case) -> HttpResponse:
    """A new matter."""
    form = MatterForm(sent(request), initial={"status_on": clock.today()})
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    return _kept(request, case, form, operations.keep_matter, "matter_open", case=case)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def matter_change(request: CaseRequest, case: Case, matter_ref: str) -> HttpResponse:
    """Where it stands now."""
    matter = held(request, _matter(case, matter_ref))
    form = guarded(MatterForm(sent(request), instance=matter))
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    return _kept(request, case, form, operations.keep_matter, "matter_change", case=case, matter=matter)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def hearing_plan(request: CaseRequest, case: Case, matter_ref: str) -> HttpResponse:
    """A day in court, or with the police."""
    matter = _matter(case, matter_ref)
    form = HearingForm(sent(request))
    return _kept(request, case, form, operations.keep_hearing, "hearing_plan", matter=matter)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def hearing_change(request: CaseRequest, case: Case, hearing_ref: str) -> HttpResponse:
    """Another day, place or way."""
    hearing = held(request, _hearing(case, hearing_ref))
    matter = hearing.matter
    form = guarded(HearingForm(sent(request), instance=_hearing(case, hearing_ref)))
    keep = operations.keep_hearing
    return _kept(request, case, form, keep, "hearing_change", matter=matter, hearing=hearing)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def testimony_ask(request: CaseRequest, case: Case, hearing_ref: str) -> HttpResponse:
    """The person was asked again before this hearing."""
    hearing = _hearing(case, hearing_ref)
    if not _is_asked(hearing):
        raise Http404
    form = TestimonyForm(sent(request))
    member, today, confirm = request.membership, clock.today(), operations.confirm_testimony

    def keep() -> None:
        confirm(by=member, on=today, hearing=hearing, agrees=form.cleaned_data["answer"] == "yes")

    if succeeds(form, keep):
        return done(request, _("Recorded."), "referrals:matter_show", case.ref, hearing.matter.public_id)
    return draw(request, case, "testimony_ask", form=form, hearing=hearing)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def hearing_record(request: CaseRequest, case: Case, hearing_ref: str) -> HttpResponse:
    """What came of it."""
    hearing = _hearing(case, hearing_ref)
    form = HearingResultForm(sent(request))
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    member, today, record = request.membership, clock.today(), operations.record_hearing
    if succeeds(form, lambda: record(by=member, on=today, hearing=hearing, **form.cleaned_data)):
        return done(request, _("Recorded."), "referrals:matter_show", case.ref, hearing.matter.public_id)
    return draw(request, case, "hearing_record", form=form, hearing=hearing)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def order_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A protection order."""
    form = OrderForm(sent(request))
    return _kept(request, case, form, operations.keep_order, "order_add", case=case)


@case_page(Section.LEGAL, Access.WRITE, tab=TAB)
def order_change(request: CaseRequest, case: Case, order_ref: str) -> HttpResponse:
    """Where the order stands now."""
    order = held(request, get_object_or_404(ProtectionOrder, case=case, public_id=order_ref))
    form = guarded(OrderForm(sent(request), instance=order))
    return _kept(request, case, form, operations.keep_order, "order_change", case=case, order=order)


def _kept(
    request: CaseRequest, about: Case, form: BaseForm, keep: Callable[..., Any], template: str, **to: Any
) -> HttpResponse:
    """One form, one operation; then back to the matter, or to the list."""
    made: list[Any] = []

    def run() -> None:
        made.append(keep(by=request.membership, on=clock.today(), **to, **form.cleaned_data))

    if succeeds(form, run):  # type: ignore[arg-type]
        matter = made[0] if isinstance(made[0], LegalMatter) else to.get("matter")
        if matter is None:
            return done(request, _("Recorded."), "referrals:matter_list", about.ref)
        return done(request, _("Recorded."), "referrals:matter_show", about.ref, matter.public_id)
    shown = {name: row for name, row in to.items() if name != "case"}
    return draw(request, about, template, form=form, **shown)


def _may_write(request: CaseRequest) -> bool:
    return section_access(request.membership, Section.LEGAL) == Access.WRITE


def _is_asked(hearing: Hearing) -> bool:
    return hearing.testifies and hearing.state == HearingState.PLANNED


def _matter(case: Case, matter_ref: str) -> LegalMatter:
    return get_object_or_404(LegalMatter, case=case, public_id=matter_ref)


def _hearing(case: Case, hearing_ref: str) -> Hearing:
    rows = Hearing.objects.filter(state=HearingState.PLANNED).select_related("matter__case")
    return get_object_or_404(rows, matter__case=case, public_id=hearing_ref)
