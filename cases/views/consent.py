"""Consent."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose, ConsentState
from cases.decorators import CaseRequest, case_page
from cases.forms.consent import ConsentAnswerForm, WithdrawalForm
from cases.models import Case, Consent
from cases.operations import record_consent, withdraw_consent
from cases.queries import latest_answers
from cases.rules.consent import ends_soon
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock

_TONES = {ConsentState.GIVEN: "good", ConsentState.EXPIRED: "warn", ConsentState.WITHDRAWN: "warn"}


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent")
def consent_list(request: CaseRequest, case: Case) -> HttpResponse:
    """What the person decided per purpose, and every answer before it."""
    today = clock.today()
    answers = latest_answers(case)
    earlier = Consent.objects.filter(case=case, superseded_by__isnull=False)
    context: dict[str, Any] = {
        "rows": [_row(consent, today) for consent in answers],
        "earlier": earlier.select_related("receiver", "asked_by__user").order_by("-valid_from", "-id"),
        "not_asked": _not_asked(answers),
        "may_record": can(request.membership, Act.RECORD_CONSENT),
    }
    return draw(request, case, "consent_list", **context)


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent", act=Act.RECORD_CONSENT)
def consent_record(request: CaseRequest, case: Case) -> HttpResponse:
    """One purpose, one answer."""
    membership = request.membership
    purpose = request.GET.get("purpose", "")
    start = {"on": clock.today(), "purpose": purpose, "language": case.person.first_language}
    form = ConsentAnswerForm(sent(request), initial=start, own=membership.organisation)
    if succeeds(form, lambda: record_consent(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The decision is recorded."), "cases:consent_list", case.ref)
    return draw(request, case, "consent_record", form=form)


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent", act=Act.RECORD_CONSENT, while_restricted=True)
def consent_withdraw(request: CaseRequest, case: Case, consent_ref: str) -> HttpResponse:
    """Take a yes back, at once."""
    consent = get_object_or_404(
        Consent.objects.current().select_related("receiver"), case=case, public_id=consent_ref
    )
    if consent.state_on(clock.today()) != ConsentState.GIVEN and request.method != "POST":
        raise Http404
    membership = request.membership
    form = WithdrawalForm(sent(request), initial={"on": clock.today()})
    if succeeds(form, lambda: withdraw_consent(by=membership, consent=consent, **form.cleaned_data)):
        return done(request, _("The consent is withdrawn."), "cases:consent_list", case.ref)
    return draw(request, case, "consent_withdraw", form=form, consent=consent)


def _row(consent: Consent, today: Any) -> dict[str, Any]:
    state = consent.state_on(today)
    return {
        "consent": consent,
        "state": ConsentState(state).label,
        "tone": _TONES.get(ConsentState(state), "neutral"),
        "ends_soon": ends_soon(consent.period(), today),
        "may_withdraw": state == ConsentState.GIVEN,
    }


def _not_asked(answers: list[Consent]) -> list[tuple[str, Any]]:
    asked = {consent.purpose for consent in answers} - {ConsentPurpose.SHARE_ORG}
    return [(code, label) for code, label in ConsentPurpose.choices if code not in asked]
