"""Opening a case: person, arrival, the two consents, the experience in its simplest form, in one step."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import (
    CaseStatus,
    Confidentiality,
    ConsentDecision,
    ConsentPurpose,
    IdentificationStatus,
    TargetPopulation,
)
from cases.models import Case, Person
from cases.operations.consent import ConsentAnswer, ConsentError, check_consent, record_consent
from cases.operations.experience import EpisodeDetails, record_episode
from cases.operations.people import PersonDetails, check_person, fill_person
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


@dataclass(frozen=True)
class ArrivalDetails:
    """How the person came, and what was decided about them."""

    intake_route: str = ""
    rescue_context: str = ""
    with_police: str = ""
    in_detention: bool | None = None
    held_with_traffickers: bool | None = None
    first_responder: str = ""
    identification_status: str = IdentificationStatus.POSSIBLE
    identified_on: date | None = None
    presumed_on: date | None = None
    identified_by: str = ""
    country_of_identification: str = ""
    support_mode: str = ""
    model_of_care: str = ""
    target_population: str = TargetPopulation.VOT
    complexity: tuple[str, ...] = ()
    confidentiality: str = Confidentiality.STANDARD


def open_case(
    *,
    by: Membership,
    on: date,
    person: PersonDetails | Person,
    services: ConsentAnswer,
    data_storage: ConsentAnswer,
    arrival: ArrivalDetails | None = None,
    experience: EpisodeDetails | None = None,
    case_manager: Membership | None = None,
    token: str = "",
) -> Case:
    """Open a case for a new or a known person; the same token again returns the same case.

    Without a yes to services there is no case (domain 4); without a yes to storage no identity is kept.
    Dates hold R-15. Raises IntakeError, PersonError, ConsentError or EpisodeError.
    """
    try:
        with transaction.atomic():
            if token and (known := _opened_by(token)):
                return known
            return _open(by, on, person, services, data_storage, arrival or ArrivalDetails(),
                         experience, case_manager, token)  # fmt: skip
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
    case_manager: Membership | None,
    token: str,
) -> Case:
    _check_days(on, arrival)
    if services.decision != ConsentDecision.GIVEN:
        text = _("Without the person’s consent to services no case is opened. Help once, without a record.")
        raise IntakeError(text, field="services")
    somebody = _person(on, person, data_storage)
    _check_answers(somebody, on, services, data_storage)
    case = Case(
        person=somebody,
        case_manager=case_manager or (by if can(by, Act.CLOSE_CASE) else None),
        status=CaseStatus.ACTIVE,
        opened_on=on,
        intake_token=token,
        **{**asdict(arrival), "complexity": list(arrival.complexity)},
    )
    case.full_clean()
    case.save()
    audit.record("case.opened", on=case, route=case.intake_route)
    for purpose, answer in (
        (ConsentPurpose.SERVICES, services),
        (ConsentPurpose.DATA_STORAGE, data_storage),
    ):
        _record(by, on, case, purpose, answer)
    if experience is not None:
        record_episode(by=by, on=on, case=case, details=experience)
    hooks.run(hooks.on_case_opened, case, by, on)
    return case


def _check_days(on: date, arrival: ArrivalDetails) -> None:
    today = clock.today()
    if on > today:
        raise IntakeError(_("The day of opening is in the future."), field="on")
    for name in ("identified_on", "presumed_on"):
        day = getattr(arrival, name)
        if day and day > today:
            raise IntakeError(_("This date is in the future. Enter a date up to today."), field=name)


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
    )  # fmt: skip
