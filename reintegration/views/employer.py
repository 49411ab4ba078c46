"""Employers: whom one may send somebody to, and what they offer (S1-14, S1-18)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.views.page import sent, succeeds
from reintegration import operations
from reintegration.forms.employer import EmployerCheckForm, EmployerForm, JobOfferForm, OfferStateForm
from reintegration.models import Employer, EmployerCheck, JobOffer
from reintegration.operations import OfferDetails
from reintegration.queries.employers import employer_lines, offers_of
from reintegration.views.page import one_or_404
from renate.accounts.decorators import requires
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.forms import form_status

_FIELDS = (
    "name", "sector", "area", "country", "contact_person", "contact", "knows_programme", "is_active",
)  # fmt: skip


@requires(Act.RECORD_WORK)
def employer_list(request: MemberRequest) -> HttpResponse:
    """All employers, how far one may trust them, and what they offer."""
    every = "all" in request.GET
    lines = employer_lines(clock.today(), every=every)
    return render(request, "reintegration/employer_list.html", {"lines": lines, "every": every})


@requires(Act.RECORD_WORK)
def employer_show(request: MemberRequest, ref: str) -> HttpResponse:
    """One employer with checks and vacancies; nothing about who works there."""
    employer = one_or_404(Employer.objects.all(), ref)
    checks = list(
        EmployerCheck.objects.filter(employer=employer).select_related("by__user").order_by("-on", "-id")
    )
    latest = checks[0] if checks else None
    context = {
        "employer": employer,
        "latest": latest,
        "stands": latest is not None and latest.stands_on(clock.today()),
        "earlier": checks[1:],
        "offers": offers_of(employer),
    }
    return render(request, "reintegration/employer_show.html", context)


@requires(Act.RECORD_WORK)
def employer_add(request: MemberRequest) -> HttpResponse:
    """Add an employer."""
    form = EmployerForm(sent(request), initial={"country": request.organisation.country})
    return _saved(request, form, None) or _page(request, "employer_add", form)


@requires(Act.RECORD_WORK)
def employer_change(request: MemberRequest, ref: str) -> HttpResponse:
    """Change an employer."""
    employer = one_or_404(Employer.objects.all(), ref)
    form = EmployerForm(sent(request), initial={name: getattr(employer, name) for name in _FIELDS})
    return _saved(request, form, employer) or _page(request, "employer_change", form, employer=employer)


@requires(Act.RECORD_WORK)
def employer_check(request: MemberRequest, ref: str) -> HttpResponse:
    """Nine questions that show forced labour behind a job (S1-14)."""
    employer = one_or_404(Employer.objects.all(), ref)
    form, by = EmployerCheckForm(sent(request), initial={"on": clock.today()}), request.membership

    def save() -> None:
        on, note = form.cleaned_data["on"], form.cleaned_data["note"]
        operations.check_employer(by=by, on=on, employer=employer, answers=form.answers(), note=note)

    if succeeds(form, save):
        messages.success(request, _("The check is kept."))
        return redirect("reintegration:employer_show", ref)
    return _page(request, "employer_check", form, employer=employer)


@requires(Act.RECORD_WORK)
def job_offer_add(request: MemberRequest, ref: str) -> HttpResponse:
    """A vacancy."""
    employer = one_or_404(Employer.objects.all(), ref)
    form, by = JobOfferForm(sent(request), initial={"on": clock.today()}), request.membership

    def save() -> None:
        values = dict(form.cleaned_data)
        on = values.pop("on")
        operations.add_job_offer(by=by, on=on, employer=employer, details=OfferDetails(**values))

    if succeeds(form, save):
        messages.success(request, _("The vacancy is kept."))
        return redirect("reintegration:employer_show", ref)
    return _page(request, "job_offer_add", form, employer=employer)


@requires(Act.RECORD_WORK)
def job_offer_close(request: MemberRequest, ref: str, vacancy_ref: str) -> HttpResponse:
    """A vacancy is filled or withdrawn."""
    offers = JobOffer.objects.filter(employer__public_id=ref).select_related("employer")
    offer = one_or_404(offers, vacancy_ref)
    form, by = OfferStateForm(sent(request)), request.membership
    if succeeds(
        form, lambda: operations.close_job_offer(by=by, on=clock.today(), offer=offer, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect("reintegration:employer_show", ref)
    return _page(request, "job_offer_close", form, employer=offer.employer, offer=offer)


def _saved(request: MemberRequest, form: EmployerForm, employer: Employer | None) -> HttpResponse | None:
    kept: list[Employer] = []

    def save() -> None:
        kept.append(operations.save_employer(by=request.membership, employer=employer, **form.cleaned_data))

    if not succeeds(form, save):
        return None
    messages.success(request, _("Saved."))
    return redirect("reintegration:employer_show", kept[0].public_id)


def _page(request: MemberRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    filled = {"form": form, **context}
    return render(request, f"reintegration/{template}.html", filled, status=form_status(form))
