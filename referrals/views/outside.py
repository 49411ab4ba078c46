"""Referrals to bodies without an account."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.codes import ConsentPurpose
from cases.decorators import CaseRequest, case_page
from cases.models import Case, Consent
from cases.views.page import done, sent, succeeds
from referrals import access, showing
from referrals.codes import OUTSIDE_OPEN, OUTSIDE_TONES, OutsideState
from referrals.forms.handover import ConfirmForm
from referrals.forms.outside import OutsideAnswerForm, OutsideForm
from referrals.models import OutsideFile, OutsideReferral
from referrals.operations.outside import (
    OutsideAnswer,
    OutsideRequest,
    draft_outside,
    make_file,
    record_answer,
)
from referrals.views.page import draw
from renate import audit
from renate.accounts.access import can
from renate.accounts.decorators import sudo
from renate.accounts.roles import Access, Act, Section
from renate.drafts.keeping import drafted
from renate.kit import clock

TAB, TITLE = "referrals", gettext_lazy("Referral")


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def outside_new(request: CaseRequest, case: Case) -> HttpResponse:
    """Prepare a referral to a body without an account, under one consent to tell it."""
    member, today = request.membership, clock.today()
    consents = Consent.objects.filter(case=case).for_purpose(ConsentPurpose.SHARE_AUTHORITY).valid_on(today)
    free = consents.exclude(pk__in=OutsideReferral.objects.filter(case=case).values("consent"))
    form = OutsideForm(sent(request), consents=free, sections=access.shareable_sections(member))
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    made: list[OutsideReferral] = []

    def prepare() -> None:
        values = dict(form.cleaned_data)
        consent = values.pop("consent")
        wanted = OutsideRequest(**values)
        made.append(draft_outside(by=member, on=today, case=case, request=wanted, consent=consent))

    if succeeds(form, prepare):
        text = _("Prepared. Make the protected file next.")
        return done(request, text, "referrals:outside_show", case.ref, made[0].public_id)
    return draw(request, case, "outside_new", form=form, has_consent=free.exists())


@case_page(Section.PLAN, Access.READ, tab=TAB)
def outside_show(request: CaseRequest, case: Case, outside_ref: str) -> HttpResponse:
    """One referral: what was sent, and what they said."""
    referral = _one(case, outside_ref)
    may = can(request.membership, Act.OFFER_REFERRAL)
    return draw(
        request,
        case,
        "outside_show",
        referral=referral,
        tone=OUTSIDE_TONES.get(referral.state, "neutral"),
        asked=showing.services_in_words(referral.services_asked),
        sections=[Section(letter).label for letter in referral.sections],
        may_send=may and referral.state in (OutsideState.DRAFT, *OUTSIDE_OPEN),
        may_answer=may and referral.state in OUTSIDE_OPEN,
    )


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
@sudo
def outside_file(request: CaseRequest, case: Case, outside_ref: str) -> HttpResponse:
    """Make the protected file; its password stands on this answer and nowhere else, ever."""
    referral = _one(case, outside_ref)
    form = ConfirmForm(sent(request))
    made: list[tuple[OutsideFile, str]] = []
    member, today, sender = request.membership, clock.today(), request.organisation
    succeeds(form, lambda: made.append(make_file(by=member, on=today, referral=referral, sender=sender)))
    file, password = made[0] if made else (None, "")
    answer = draw(
        request, case, "outside_file", referral=referral, form=form, file=file, password=password
    )  # fmt: skip
    answer["Cache-Control"] = "no-store"
    return answer


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def outside_download(request: CaseRequest, case: Case, outside_ref: str, file_ref: str) -> HttpResponse:
    """The protected file, for a day; without the password it opens to nobody."""
    rows = OutsideFile.objects.filter(referral=_one(case, outside_ref), keep_until__gte=clock.today())
    file = rows.filter(public_id=file_ref, content__isnull=False).first()
    if file is None:
        raise Http404
    audit.record("outside.file_taken", on=file)
    return HttpResponse(
        bytes(file.content),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{file.public_id}.pdf"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


@case_page(Section.PLAN, Access.READ, tab=TAB, act=Act.OFFER_REFERRAL)
def outside_answer(request: CaseRequest, case: Case, outside_ref: str) -> HttpResponse:
    """What they said, by telephone or letter."""
    referral = _one(case, outside_ref)
    form = OutsideAnswerForm(sent(request), initial={"responded_on": clock.today()})
    form = drafted(request, form, label=TITLE, about=case.person.case_code)
    member, today = request.membership, clock.today()

    def keep() -> None:
        record_answer(by=member, on=today, referral=referral, answer=OutsideAnswer(**form.cleaned_data))

    if succeeds(form, keep):
        return done(request, _("Recorded."), "referrals:outside_show", case.ref, outside_ref)
    return draw(request, case, "outside_answer", referral=referral, form=form)


def _one(case: Case, outside_ref: str) -> OutsideReferral:
    rows = OutsideReferral.objects.select_related("partner", "consent", "made_by__user")
    return get_object_or_404(rows, case=case, public_id=outside_ref)
