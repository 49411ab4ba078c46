"""Asking another organisation about a person: the answer is the same whether it knows them or not (R-25)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case, Consent
from cases.queries import valid_consent
from referrals import exchange, sealing, snapshot
from referrals.codes import RequestHandling
from referrals.lifecycle import ReferralError, consent_facts
from referrals.models import PersonRequest, RequestNote
from referrals.rules import consent_faults
from renate import audit
from renate.accounts.models import Membership
from renate.tenancy.models import Organisation

KEPT = timedelta(days=30)


@transaction.atomic
def ask_about_person(
    *, by: Membership, on: date, case: Case, counterpart: Organisation, question: str
) -> PersonRequest:
    """Ask, with the person's consent to name them to this organisation (share_org, section A).

    Nothing is looked up, here or there: so neither text nor time can tell whether the person is known.
    """
    if not question.strip():
        raise ReferralError(_("Write what you would like to ask."), field="question")
    if not counterpart.is_active or counterpart.pk == by.organisation_id:
        raise ReferralError(_("Choose another organisation of the network."), field="counterpart")
    consent = valid_consent(case, ConsentPurpose.SHARE_ORG, on, receiver=counterpart)
    faults = consent_faults(consent_facts(consent, on=on), receiver_id=counterpart.pk, sections="A")
    if faults or consent is None:
        raise ReferralError(faults, field="counterpart")
    until = min(on + KEPT, consent.valid_until or on + KEPT)
    request = PersonRequest(
        receiver=counterpart, case=case, consent=consent, made_by=by, sent_on=on, valid_until=until,
        contact_name=by.user.get_full_name(),
    )  # fmt: skip
    request.organisation_id = by.organisation_id
    sealing.close_text(request, _identity(case, question))
    request.full_clean()
    request.save()
    audit.record("referral.person_asked_about", on=request, receiver=counterpart.public_id)
    exchange.tell_asked(request)
    return request


@transaction.atomic
def read_request(*, by: Membership, on: date, request: PersonRequest) -> dict[str, str]:
    """What the asker wrote; on record here, and here only."""
    request = PersonRequest.objects.received().get(pk=request.pk)
    if request.valid_until < on:
        return {}
    audit.record("referral.request_read", on=request)
    return sealing.read_text(request)


@transaction.atomic
def note_handling(*, by: Membership, on: date, request: PersonRequest, handling: str) -> RequestNote:
    """What we did about it, for ourselves; the asker's page stays as it was."""
    if handling not in RequestHandling:
        raise ReferralError(_("Choose what was done."), field="handling")
    note = RequestNote.objects.filter(request_ref=request.public_id).select_for_update().first()
    note = note or RequestNote(request_ref=request.public_id, asker_id=request.organisation_id)
    note.handling, note.on, note.by = handling, on, by
    note.full_clean()
    note.save()
    audit.record("referral.request_handled", on=note, handling=handling)
    return note


@transaction.atomic
def take_back_request(*, by: Membership, on: date, request: PersonRequest) -> None:
    """Destroy what we told them."""
    _destroy([request])
    audit.record("referral.request_taken_back", on=request)


@transaction.atomic
def follow_request_consent(consent: Consent, by: Membership, on: date) -> None:
    """A yes taken back takes the questions under it with it."""
    _destroy(PersonRequest.objects.owned().filter(consent=consent, payload__isnull=False))


@transaction.atomic
def expire_requests(*, on: date) -> int:
    """Questions are kept for a month at most."""
    return _destroy(PersonRequest.objects.owned().filter(valid_until__lt=on, payload__isnull=False))


def _destroy(requests: object) -> int:
    rows = list(requests)  # type: ignore[call-overload]
    keys = [row.pk for row in rows]
    PersonRequest.objects.owned().filter(pk__in=keys).update(payload=None, wrapped_key=None)
    return len(keys)


def _identity(case: Case, question: str) -> dict[str, str]:
    person = case.person
    return {
        "name": person.display_name,
        "legal_name": person.legal_name,
        "born": snapshot.as_exact_as_known(person.birth) or "",
        "citizenship": person.citizenship,
        "question": question,
    }
