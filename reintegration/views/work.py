"""Learning and earning: trainings, jobs, what stands in the way (S0-22…27, S2-49…53)."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases.decorators import CaseRequest, case_page
from cases.models import Case
from cases.views.editing import edited
from cases.views.page import done, sent, succeeds
from reintegration import operations
from reintegration.forms.work import (
    BarriersForm,
    JobEndForm,
    JobForm,
    NextStepForm,
    TrainingEndForm,
    TrainingForm,
)
from reintegration.models import Job, Training
from reintegration.operations import JobDetails, TrainingDetails, TrainingEnd
from reintegration.queries.work import work_view
from reintegration.views.page import draw, one_or_404
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock
from renate.kit.conflicts import held


@case_page(Section.PLAN, Access.READ, tab="work")
def work_show(request: CaseRequest, case: Case) -> HttpResponse:
    """Skills, trainings, jobs and whether they last, barriers."""
    today = clock.today()
    may_record = can(request.membership, Act.RECORD_WORK)
    return draw(request, case, "work_show", view=work_view(case, today), today=today, may_record=may_record)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def training_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A training, with the demand for it looked up."""
    form, by = TrainingForm(sent(request), case=case, initial={"on": clock.today()}), request.membership
    record = operations.record_training
    if succeeds(form, lambda: record(by=by, case=case, **_told(form, details=TrainingDetails))):
        return done(request, _("The training is recorded."), "reintegration:work_show", case.ref)
    return draw(request, case, "training_add", form=form)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def training_edit(request: CaseRequest, case: Case, training_ref: str) -> HttpResponse:
    """Put right, or add to, what was recorded."""
    training = held(request, one_or_404(Training.objects.filter(case=case), training_ref))
    start = TrainingForm.initial_for(training)
    form = edited(TrainingForm(sent(request), case=case, training=training, initial=start), training)
    by, change = request.membership, operations.change_training
    if succeeds(form, lambda: change(by=by, training=training, **_told(form, details=TrainingDetails))):
        return done(request, _("The training is changed."), "reintegration:work_show", case.ref)
    return draw(request, case, "training_edit", form=form)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def training_end(request: CaseRequest, case: Case, training_ref: str) -> HttpResponse:
    """How a training ended; a completed one is followed up (R-19)."""
    training = one_or_404(Training.objects.filter(case=case), training_ref)
    form, by = TrainingEndForm(sent(request), initial={"on": clock.today()}), request.membership
    end = operations.end_training
    if succeeds(form, lambda: end(by=by, training=training, **_told(form, end=TrainingEnd))):
        return done(request, _("The end of the training is recorded."), "reintegration:work_show", case.ref)
    return draw(request, case, "training_end", form=form, training=training)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def training_step(request: CaseRequest, case: Case, training_ref: str) -> HttpResponse:
    """What came of a training, when it is no job."""
    training = one_or_404(Training.objects.filter(case=case), training_ref)
    form, by = NextStepForm(sent(request), initial={"on": clock.today()}), request.membership
    if succeeds(form, lambda: operations.record_next_step(by=by, training=training, **form.cleaned_data)):
        return done(request, _("The next step is recorded."), "reintegration:work_show", case.ref)
    return draw(request, case, "training_step", form=form, training=training)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def job_add(request: CaseRequest, case: Case) -> HttpResponse:
    """A job; whether it lasts is looked at after 1, 3, 6 and 12 months (S0-24)."""
    training = Training.objects.filter(case=case, public_id=request.GET.get("training", "")).first()
    start = {"on": clock.today(), "training": training.public_id if training else None}
    form, by = JobForm(sent(request), case=case, initial=start), request.membership
    record = operations.record_job
    if succeeds(form, lambda: record(by=by, case=case, **_told(form, details=JobDetails))):
        return done(request, _("The job is recorded."), "reintegration:work_show", case.ref)
    return draw(request, case, "job_add", form=form)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def job_edit(request: CaseRequest, case: Case, job_ref: str) -> HttpResponse:
    """Put right, or add to, what was recorded; the checks follow the first day."""
    job = held(request, one_or_404(Job.objects.filter(case=case), job_ref))
    form = edited(JobForm(sent(request), case=case, job=job, initial=JobForm.initial_for(job)), job)
    by, change = request.membership, operations.change_job
    if succeeds(form, lambda: change(by=by, job=job, **_told(form, details=JobDetails))):
        return done(request, _("The job is changed."), "reintegration:work_show", case.ref)
    return draw(request, case, "job_edit", form=form)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def job_end(request: CaseRequest, case: Case, job_ref: str) -> HttpResponse:
    """When and why a job ended."""
    job = one_or_404(Job.objects.filter(case=case), job_ref)
    form, by = JobEndForm(sent(request), initial={"on": clock.today()}), request.membership
    if succeeds(form, lambda: operations.end_job(by=by, job=job, **form.cleaned_data)):
        return done(request, _("The end of the job is recorded."), "reintegration:work_show", case.ref)
    return draw(request, case, "job_end", form=form, job=job)


@case_page(Section.PLAN, Access.READ, tab="work", act=Act.RECORD_WORK)
def barriers_note(request: CaseRequest, case: Case) -> HttpResponse:
    """What stands between the person and work."""
    form, by = BarriersForm(sent(request), initial={"on": clock.today()}), request.membership
    if succeeds(form, lambda: operations.note_barriers(by=by, case=case, **form.cleaned_data)):
        return done(request, _("Noted."), "reintegration:work_show", case.ref)
    return draw(request, case, "barriers_note", form=form)


def _told(form: Form, **kind: type) -> dict[str, Any]:
    """What was entered, as the operation wants it: its day, and the rest as one value of a kind."""
    ((name, value),) = kind.items()
    entered = dict(form.cleaned_data)
    return {"on": entered.pop("on"), name: value(**entered)}
