"""The person's own page: questions and faces on the worker's device, and nothing else of the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import sent, succeeds
from reintegration import operations
from reintegration.forms.own_scores import OwnScoresForm, own_initial
from reintegration.models import FactorAssessment
from reintegration.own_wording import wording_for, wordings
from reintegration.views.page import one_or_404
from renate.accounts.locking import lend
from renate.accounts.roles import Access, Section
from renate.kit import clock
from renate.kit.forms import form_status


@case_page(Section.FACTORS, Access.WRITE, tab="factors")
def own_scores(request: CaseRequest, case: Case, assessment_ref: str) -> HttpResponse:
    """Fourteen questions with five faces; changing the language keeps what was chosen.

    From here on the device is the person's: what else the worker may see stays closed.
    """
    draft = _own_draft(request, case, assessment_ref)
    lend(request, reverse("reintegration:own_scores", args=[case.ref, draft.public_id]))
    switched = request.POST.get("language", "")
    wording = wording_for(switched or request.POST.get("shown", ""), case.person.first_language)
    form = OwnScoresForm(sent(request), wording=wording, initial=own_initial(draft))
    by, today = request.membership, clock.today()

    def save() -> None:
        operations.record_own_scores(by=by, on=today, assessment=draft, scores=form.scores())

    if not switched and succeeds(form, save):
        thanks = reverse("reintegration:own_thanks", args=[case.ref, draft.public_id])
        return redirect(f"{thanks}?in={wording.code}")
    status = 200 if switched else form_status(form)
    filled = {"form": form, "wording": wording, "wordings": wordings(), "switched": switched}
    return render(request, "reintegration/own_scores.html", filled, status=status)


@case_page(Section.FACTORS, Access.WRITE, tab="factors")
def own_thanks(request: CaseRequest, case: Case, assessment_ref: str) -> HttpResponse:
    """Thanks, and the device goes back to the worker, who goes on from here."""
    draft = _own_draft(request, case, assessment_ref)
    wording = wording_for(request.GET.get("in", ""), case.person.first_language)
    back = reverse("reintegration:assessment_edit", args=[case.ref, draft.public_id])
    return render(request, "reintegration/own_thanks.html", {"wording": wording, "back": back})


def _own_draft(request: CaseRequest, case: Case, assessment_ref: str) -> FactorAssessment:
    """A draft that the reader makes; a final one, or a colleague's, is not there."""
    found = FactorAssessment.objects.filter(case=case).select_related("by")
    draft: FactorAssessment = one_or_404(found, assessment_ref)
    if draft.is_final or draft.by_id != request.membership.pk:
        raise Http404
    return draft
