"""Making, finishing and correcting an assessment."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.assessment import AssessmentForm, initial_of
from reintegration.instrument import CURRENT
from reintegration.models import FactorAssessment
from reintegration.operations import OwnWords
from reintegration.queries.profile import assessment_rows, usual_kind
from reintegration.views.page import draw, may_write, one_or_404, reads_all
from renate.accounts.access import readable_factors, writable_factors
from renate.accounts.roles import Access, Section
from renate.kit import clock


@case_page(Section.FACTORS, Access.WRITE, tab="factors")
def assessment_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A new round of the fourteen factors."""
    today = clock.today()
    start = {"on": today, "kind": usual_kind(case, today), "with_person": True}
    own = writable_factors(request.membership)
    form = AssessmentForm(sent(request), initial=start, version=CURRENT, numbers=own)
    return _saved(request, case, form, None) or draw(request, case, "assessment_add", form=form)


@case_page(Section.FACTORS, Access.WRITE, tab="factors")
def assessment_edit(request: CaseRequest, case: Case, assessment_ref: str) -> HttpResponse:
    """Go on with a draft; a final assessment is not changed."""
    draft = _assessment(case, assessment_ref)
    if draft.is_final or draft.by_id != request.membership.pk:
        raise Http404
    start = {} if request.method == "POST" else initial_of(draft)
    own = writable_factors(request.membership)
    form = AssessmentForm(sent(request), initial=start, version=draft.instrument_version, numbers=own)
    return _saved(request, case, form, draft) or draw(
        request, case, "assessment_edit", form=form, draft=draft
    )


@case_page(Section.FACTORS, Access.READ, tab="factors")
def assessment_show(request: CaseRequest, case: Case, assessment_ref: str) -> HttpResponse:
    """One assessment in words: anchors, comments, what the person said."""
    assessment = _assessment(case, assessment_ref)
    opened = readable_factors(request.membership)
    rows = [row for row in assessment_rows(assessment) if row.factor.number in opened]
    correction = FactorAssessment.objects.filter(replaces=assessment).first()
    return draw(
        request, case, "assessment_show", assessment=assessment, rows=rows,
        correction=correction, may_write=may_write(request, Section.FACTORS),
        rating=getattr(assessment, "self_rating", None) if reads_all(request) else None,
    )  # fmt: skip


@require_POST
@case_page(Section.FACTORS, Access.WRITE, tab="factors")
def assessment_correct(request: CaseRequest, case: Case, assessment_ref: str) -> HttpResponse:
    """Open a new version of a final assessment."""
    assessment = _assessment(case, assessment_ref)
    if not assessment.is_final or FactorAssessment.objects.filter(replaces=assessment).exists():
        raise Http404
    draft = operations.correct_assessment(by=request.membership, on=clock.today(), assessment=assessment)
    return redirect("reintegration:assessment_edit", case.ref, draft.public_id)


def _saved(
    request: CaseRequest, case: Case, form: AssessmentForm, draft: FactorAssessment | None
) -> HttpResponse | None:
    """Save what was sent, as draft or final; None when there is nothing (right) to save."""

    def save() -> None:
        values: dict[str, Any] = {name: form.cleaned_data[name] for name in ("on", "kind", "with_person")}
        operations.record_assessment(
            by=request.membership, case=case, draft=draft, final=form.finalise, scores=form.scores(),
            own_words=OwnWords(**form.own_words()), **values,
        )  # fmt: skip

    if not succeeds(form, save):
        return None
    text = _("The assessment is final.") if form.finalise else _("The draft is saved.")
    return done(request, text, "reintegration:factor_show", case.ref)


def _assessment(case: Case, assessment_ref: str) -> FactorAssessment:
    found = FactorAssessment.objects.filter(case=case).select_related("by__user", "cycle", "self_rating")
    assessment: FactorAssessment = one_or_404(found, assessment_ref)
    return assessment
