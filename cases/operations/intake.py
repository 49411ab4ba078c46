"""Opening a case: person, arrival, the two consents, the experience in its simplest form, in one step."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import CaseStatus, ConsentDecision, ConsentPurpose
from cases.models import Case, Person
from cases.operations.arrival import ArrivalDetails, check_arrival, tell_if_held
from cases.operations.consent import ConsentAnswer, ConsentError, check_consent, record_consent
from cases.operations.experience import EpisodeDetails, record_episode
from cases.operations.people import PersonDetails, check_person, fill_person
from cases.operations.relatives import GuardianDetails, add_guardian
from cases.rules.partial_dates import is_surely_before, on_day
from cases.rules.people import new_case_code
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError


class IntakeError(RuleError):
    """The case can't be opened as given."""


def open_case(
    *,
    by: Membership,
    on: date,
    person: PersonDetails | Person,
    services: ConsentAnswer,
    data_storage: ConsentAnswer,
    arrival: ArrivalDetails | None = None,
    experience: EpisodeDetails | None = None,
    guardian: GuardianDetails | None = None,
    case_manager: Membership | None = None,
    token: str = "",
) -> Case:
    """Open a case for a new or a known person; the same token again returns the same case.

    Without a yes to services there is no case (domain 4); without a yes to storage no identity is kept.
    A minor's guardian is recorded first, and decides only without a conflict of interest (R-16). Dates
    hold R-15. Raises IntakeError, PersonError, ConsentError or EpisodeError.
    """
    try:
        with transaction.atomic():
            if token and (known := _opened_by(token)):
                return known
            return _open(by, on, person, services, data_storage, arrival or ArrivalDetails(),
                         experience, guardian, case_manager, token)  # fmt: skip
    except (IntegrityError, ValidationError):
        # The second of two equal forms sent at once waits at the first one's row and then finds it.
        if token and (known := _opened_by(token)):
            return known
        raise


def _opened_by(token: str) -> Case | None:
    return Case.objects.with_people().filter(intake_token=token).first()


def _open(
    by: Membership,
    on: date,
    person: PersonDetails | Person,
    services: ConsentAnswer,
    data_storage: ConsentAnswer,
    arrival: ArrivalDetails,
    experience: EpisodeDetails | None,
    guardian: GuardianDetails | None,
    case_manager: Membership | None,
    token: str,
) -> Case:
    if on > clock.today():
        raise IntakeError(_("The day of opening is in the future."), field="on")
    if services.decision != ConsentDecision.GIVEN:
        text = _("Without the person’s consent to services no case is opened. Help once, without a record.")
        raise IntakeError(text, field="services")
    somebody = _person(on, person, data_storage)
    check_arrival(arrival, somebody)
    if guardian is not None:
        _add_guardian(by, on, somebody, guardian, data_storage)
    _check_answers(somebody, on, services, data_storage)
    case = Case(
        person=somebody,
        case_manager=case_manager or (by if can(by, Act.CLOSE_CASE) else None),
        status=CaseStatus.ACTIVE,
        opened_on=on,
        intake_token=token,
        **arrival.values(),
    )
    case.full_clean()
    case.save()
    audit.record("case.opened", on=case, route=case.intake_route)
    _record(by, on, case, ConsentPurpose.SERVICES, services)
    _record(by, on, case, ConsentPurpose.DATA_STORAGE, data_storage)
    tell_if_held(case, on)
    if experience is not None:
        record_episode(by=by, on=on, case=case, details=experience)
    hooks.run(hooks.on_case_opened, case, by, on)
    return case


def _person(on: date, person: PersonDetails | Person, data_storage: ConsentAnswer) -> Person:
    if isinstance(person, Person):
        if Case.objects.open().filter(person=person).exists():
            raise IntakeError(_("There is an open case for this person already."))
        return person
    check_person(person, may_identify=data_storage.decision == ConsentDecision.GIVEN)
    if is_surely_before(on_day(on), person.birth):
        raise IntakeError(_("The case was opened before the person was born."), field="birth")
    somebody = Person(case_code=_free_code())
    fill_person(somebody, person)
    somebody.full_clean()
    somebody.save()
    audit.record("person.added", on=somebody)
    return somebody


def _add_guardian(
    by: Membership, on: date, person: Person, guardian: GuardianDetails, data_storage: ConsentAnswer
) -> None:
    if guardian.name and data_storage.decision != ConsentDecision.GIVEN:
        text = _("Storing identifying data was refused: leave the guardian’s name empty.")
        raise IntakeError(text, field="guardian_name")
    add_guardian(by=by, on=on, person=person, details=guardian)


def _free_code() -> str:
    code = new_case_code()
    while Person.objects.filter(case_code=code).exists():
        code = new_case_code()
    return code


def _check_answers(person: Person, on: date, services: ConsentAnswer, data_storage: ConsentAnswer) -> None:
    """Raise with the field of the intake form: the two answers share the questions and the form."""
    for purpose, answer in (
        (ConsentPurpose.SERVICES, services),
        (ConsentPurpose.DATA_STORAGE, data_storage),
    ):
        try:
            check_consent(person=person, on=on, purpose=purpose, answer=answer)
        except ConsentError as error:
            raise IntakeError(error.reasons, field=error.field) from error


def _record(by: Membership, on: date, case: Case, purpose: str, answer: ConsentAnswer) -> None:
    record_consent(
        by=by, on=on, case=case, purpose=purpose, decision=answer.decision, given_by=answer.given_by,
        form=answer.form, language=answer.language, checklist=answer.checklist,
        valid_until=answer.valid_until, receiver=answer.receiver, sections=answer.sections,
        assent=answer.assent, witness=answer.witness, interpreter=answer.interpreter,
    )  # fmt: skip
