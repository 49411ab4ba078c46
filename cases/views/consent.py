"""Consent."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from cases.codes import ConsentDecision, ConsentPurpose, ConsentState
from cases.codes.consent_words import PURPOSE_WORDS
from cases.decorators import CaseRequest, case_page
from cases.forms.consent import ConsentAnswerForm, WithdrawalForm
from cases.models import Case, Consent, Disclosure
from cases.operations import record_consent, withdraw_consent
from cases.queries import latest_answers
from cases.queries.people import child_facts
from cases.queries.wording import other_ground, readings
from cases.rules.consent import ends_soon
from cases.views.page import done, draw, sent, succeeds
from renate.accounts.access import can
from renate.accounts.roles import Access, Act, Section
from renate.kit import clock

_TONES = {ConsentState.GIVEN: "good", ConsentState.EXPIRED: "warn", ConsentState.WITHDRAWN: "warn"}
_NO = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)


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
        "may_disclose": can(request.membership, Act.OVERRIDE_CONSENT),
        "disclosures": Disclosure.objects.filter(case=case).count(),
    }
    return draw(request, case, "consent_list", **context)


@case_page(Section.IDENTITY, Access.LIMITED, tab="consent", act=Act.RECORD_CONSENT)
def consent_record(request: CaseRequest, case: Case) -> HttpResponse:
    """One purpose, one answer; without a purpose, first the choice of one."""
    purpose = request.GET.get("purpose", "")
    if request.method != "POST" and purpose not in ConsentPurpose.values:
        return draw(request, case, "consent_record", choices=_choices(case))
    membership, today = request.membership, clock.today()
    start = {"on": today, "purpose": purpose, "language": case.person.first_language}
    form = ConsentAnswerForm(
        sent(request), initial=start, own=membership.organisation, is_minor=case.person.is_minor_on(today)
    )
    if succeeds(form, lambda: record_consent(by=membership, case=case, **form.cleaned_data)):
        return done(request, _("The decision is recorded."), "cases:consent_list", case.ref)
    return draw(request, case, "consent_record", form=form, **_about(case, form))


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
    words, ground = PURPOSE_WORDS[consent.purpose], other_ground(consent.purpose)
    return draw(request, case, "consent_withdraw", form=form, consent=consent, words=words, ground=ground)


def _row(consent: Consent, today: Any) -> dict[str, Any]:
    state = consent.state_on(today)
    return {
        "consent": consent,
        "state": ConsentState(state).label,
        "tone": _TONES.get(ConsentState(state), "neutral"),
        "ends_soon": ends_soon(consent.period(), today),
        "may_withdraw": state == ConsentState.GIVEN,
    }


def _choices(case: Case) -> list[dict[str, Any]]:
    """Every purpose with what a no means and how it stands."""
    standing = {consent.purpose: consent.state_on(clock.today()) for consent in latest_answers(case)}
    return [
        {
            "code": code,
            "label": label,
            "without": PURPOSE_WORDS[code].without,
            "state": ConsentState(standing[code]).label if code in standing else "",
        }
        for code, label in ConsentPurpose.choices
    ]


def _about(case: Case, form: ConsentAnswerForm) -> dict[str, Any]:
    """What to say before asking: what a no changes, whether it was refused lately, who decides."""
    if form.about is None:
        return {}
    earlier = [row for row in latest_answers(case) if row.purpose == form.about]
    refused = next((row for row in earlier if row.decision in _NO), None)
    return {
        "about": form.about.label,
        "words": PURPOSE_WORDS[form.about],
        "readings": readings(form.about, case.person.first_language),
        "refused": refused,
        "child": child_facts(case, clock.today()),
    }


def _not_asked(answers: list[Consent]) -> list[tuple[str, Any]]:
    asked = {consent.purpose for consent in answers} - {ConsentPurpose.SHARE_ORG}
    return [(code, label) for code, label in ConsentPurpose.choices if code not in asked]
