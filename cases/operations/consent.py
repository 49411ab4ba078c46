"""Recording and withdrawing consent (domain 4): rows are only ever followed, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import Assent, ConsentDecision, ConsentForm, ConsentPurpose, GivenBy
from cases.models import Case, Consent, Person
from cases.operations.withdrawal import end_what_hangs_on
from cases.queries.guardians import guardians_of
from cases.queries.safety import risk_block
from cases.queries.wording import wording_for
from cases.rules.consent import ConsentFacts, consent_problems, default_valid_until
from cases.rules.people import adult_on
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError
from renate.tenancy.models import Organisation

ASKED = frozenset({ConsentDecision.GIVEN, ConsentDecision.REFUSED})


class ConsentError(RuleError):
    """The answer can't be recorded as given."""


@dataclass(frozen=True)
class ConsentAnswer:
    """What the person said about one purpose, and how it was asked."""

    decision: str
    given_by: str = GivenBy.PERSON
    form: str = ConsentForm.VERBAL
    language: str = ""
    checklist: Mapping[str, bool] = field(default_factory=dict)
    valid_until: date | None = None
    receiver: Organisation | None = None
    sections: tuple[str, ...] = ()
    assent: str = ""
    scope: str = ""
    witness: str = ""
    interpreter: str = ""


@transaction.atomic
def record_consent(
    *,
    by: Membership,
    on: date,
    case: Case,
    purpose: str,
    decision: str,
    given_by: str = GivenBy.PERSON,
    form: str = ConsentForm.VERBAL,
    language: str = "",
    checklist: Mapping[str, bool] | None = None,
    valid_until: date | None = None,
    receiver: Organisation | None = None,
    sections: tuple[str, ...] | list[str] = (),
    assent: str = "",
    scope: str = "",
    witness: str = "",
    interpreter: str = "",
) -> Consent:
    """Store an answer about one purpose; it replaces the one before (domain 4).

    A yes needs all seven questions explained; for a minor a guardian without conflict and the child, or the
    authority (R-16). Without a given end it lasts as long as the purpose allows. Raises ConsentError.
    """
    answer = ConsentAnswer(
        decision, given_by, form, language, dict(checklist or {}), valid_until, receiver, tuple(sections),
        assent, scope, witness, interpreter,
    )  # fmt: skip
    check_consent(person=case.person, on=on, purpose=purpose, answer=answer)
    given = decision == ConsentDecision.GIVEN
    if given and purpose == ConsentPurpose.MEDIA_STORY and (block := risk_block(case, on)):
        raise ConsentError(block, field="purpose")
    consent, before = _store(by, on, case, purpose, answer)
    audit.record("consent.recorded", on=consent, purpose=purpose, decision=decision)
    hooks.run(hooks.on_consent_recorded, consent, by, on)
    if decision in {ConsentDecision.WITHDRAWN, ConsentDecision.REFUSED}:
        _tell_withdrawn(before, by, on)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Membership, on: date, consent: Consent) -> Consent:
    """Take a yes back, at once (domain 4): anybody of the staff may record it, in any form.

    Returns the new row. Everything that hangs on the consent is told in the same transaction.
    """
    if consent.decision != ConsentDecision.GIVEN or consent.superseded_by_id is not None:
        raise ConsentError(_("This consent no longer stands: there is nothing to withdraw."))
    if on > clock.today():
        raise ConsentError(_("The day of withdrawal is in the future."), field="on")
    if on < consent.valid_from:
        raise ConsentError(_("The day of withdrawal is before the consent was given."), field="on")
    answer = ConsentAnswer(
        ConsentDecision.WITHDRAWN, consent.given_by, consent.form, consent.language,
        receiver=consent.receiver, sections=tuple(consent.sections),
    )  # fmt: skip
    withdrawn, before = _store(by, on, consent.case, consent.purpose, answer)
    audit.record("consent.withdrawn", on=withdrawn, purpose=withdrawn.purpose)
    _tell_withdrawn(before, by, on)
    return withdrawn


def check_consent(*, person: Person, on: date, purpose: str, answer: ConsentAnswer) -> None:
    """Raise ConsentError with the first field's reasons when the answer can't be recorded."""
    facts = ConsentFacts(
        purpose=purpose,
        decision=answer.decision,
        on=on,
        given_by=answer.given_by,
        checklist=answer.checklist,
        has_receiver=answer.receiver is not None,
        has_sections=bool(answer.sections),
        valid_until=answer.valid_until,
        is_minor=person.is_minor_on(on),
        form=answer.form,
        has_scope=bool(answer.scope.strip()),
        has_witness=bool(answer.witness.strip()),
        assent=answer.assent,
        guardians=guardians_of(person),
    )
    problems = consent_problems(facts, clock.today())
    if problems:
        name = problems[0][0]
        raise ConsentError([text for field_name, text in problems if field_name == name], field=name)


def _store(
    by: Membership, on: date, case: Case, purpose: str, answer: ConsentAnswer
) -> tuple[Consent, list[Consent]]:
    # The lock puts two answers about one purpose, sent at once, one after the other.
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    before = list(Consent.objects.filter(case=case, receiver=answer.receiver).for_purpose(purpose).current())
    if any(earlier.valid_from > on for earlier in before):
        raise ConsentError(_("A later decision about this purpose is already recorded."), field="on")
    consent = Consent(
        person=case.person, case=case, purpose=purpose, decision=answer.decision, given_by=answer.given_by,
        form=answer.form, language=answer.language, checklist=dict(answer.checklist), valid_from=on,
        valid_until=_last_day(case.person, on, purpose, answer), receiver=answer.receiver,
        sections=list(answer.sections), asked_by=by, assent=_assent(case.person, on, answer),
        scope=answer.scope, witness=answer.witness, interpreter=answer.interpreter,
        **_explained(purpose, answer),
    )  # fmt: skip
    consent.full_clean()
    consent.save()
    for earlier in before:
        earlier.superseded_by = consent
        earlier.save(update_fields=["superseded_by", "updated_at"])
    return consent, before


def _explained(purpose: str, answer: ConsentAnswer) -> dict[str, Any]:
    """Which text the answer rests on; nothing was read out where a yes is taken back or nobody could ask."""
    if answer.decision not in ASKED:
        return {}
    wording = wording_for(purpose, answer.language)
    return {
        "text_version": wording.version,
        "text_language": wording.language,
        "text_digest": wording.digest,
    }


def _assent(person: Person, on: date, answer: ConsentAnswer) -> str:
    """The child's answer; where guardian and child decided together it is a yes."""
    together = answer.decision == ConsentDecision.GIVEN and answer.given_by == GivenBy.BOTH
    return Assent.GIVEN if together and person.is_minor_on(on) else answer.assent


def _last_day(person: Person, on: date, purpose: str, answer: ConsentAnswer) -> date | None:
    if answer.decision != ConsentDecision.GIVEN:
        return None
    adult = adult_on(person.birth) if person.is_minor_on(on) else None
    longest = default_valid_until(purpose, on, adult)
    if answer.valid_until is None:
        return longest
    return min(answer.valid_until, longest) if longest and adult else answer.valid_until


def _tell_withdrawn(before: list[Consent], by: Membership, on: date) -> None:
    """What hangs on a yes that no longer stands ends now; the hooks are given that yes."""
    for consent in before:
        if consent.decision == ConsentDecision.GIVEN:
            end_what_hangs_on(consent, by, on)
            hooks.run(hooks.on_consent_withdrawn, consent, by, on)
