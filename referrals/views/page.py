"""What every page of this app does the same way."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from cases.decorators import CaseRequest
from cases.models import Case
from referrals import access
from referrals.codes import TONES
from referrals.models import ReferralPackage
from renate import audit
from renate.accounts.requests import MemberRequest
from renate.accounts.roles import Section
from renate.kit.forms import form_status


def draw(request: CaseRequest, case: Case, template: str, **context: Any) -> HttpResponse:
    """A page of the file; 422 when its form was sent and refused."""
    return page(request, template, case=case, tab=request.case_tab, **context)


def page(request: MemberRequest, template: str, **context: Any) -> HttpResponse:
    """A page outside a file."""
    form = context.get("form")
    return render(
        request, f"referrals/{template}.html", context, status=form_status(form) if form is not None else 200
    )


def seen(request: MemberRequest, ref: str) -> ReferralPackage:
    """A package that came to us and that the member may know of; else 404."""
    received = ReferralPackage.objects.received().select_related("organisation")
    package = received.filter(public_id=ref).first()
    if package is None or not access.may_see(request.membership, package):
        audit.record("access.denied", page="referral")
        raise Http404
    return package


def about(request: MemberRequest, package: ReferralPackage) -> dict[str, Any]:
    """What every page of a received package shows."""
    sections = [
        {
            "letter": letter,
            "label": Section(letter).label,
            "opens": access.may_read_section(request.membership, letter),
        }
        for letter in package.sections
    ]
    return {"package": package, "tone": TONES[package.state], "sections": sections}
