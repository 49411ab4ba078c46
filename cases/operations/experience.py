"""Recording what happened to the person, as far as it was asked."""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import hooks
from cases.codes import AskedStatus, RelationToAssistance
from cases.models import Case, Person, TraffickingEpisode
from cases.rules.history import Span, age_contradicts, relation_of
from cases.rules.partial_dates import UNKNOWN_DATE, DatedFact, PartialDate, order_problems
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError


class EpisodeError(RuleError):
    """The experience can't be recorded as given."""


@dataclass(frozen=True)
class EpisodeDetails:
    """What was said about one experience; `asked_status` says why nothing was."""

    asked_status: str = AskedStatus.ANSWERED
    purposes: tuple[str, ...] = ()
    started: PartialDate = UNKNOWN_DATE
    ended: PartialDate = UNKNOWN_DATE
    country_of_exploitation: str = ""
    cross_border: bool | None = None
    relation_to_assistance: str = ""
    acts: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    sex_exploitation_form: str = ""
    labour_industry: str = ""
    methods_of_control: tuple[str, ...] = ()
    recruitment_method: str = ""
    recruitment_location_type: str = ""
    recruiter_role: str = ""
    relationship_to_trafficker: str = ""
    exit_mode: str = ""
    age_at_start: int | None = None
    earnings_taken: Decimal | None = None
    debt_claimed: Decimal | None = None
    unpaid_wages: Decimal | None = None
    told_by: str = ""
    narrative: str = ""
    not_answered: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def record_episode(*, by: Membership, on: date, case: Case, details: EpisodeDetails) -> TraffickingEpisode:
    """Add an experience; whether it was earlier or after assistance is computed (R-10, R-11, R-15).

    One that began after assistance marks the outcomes of the person's earlier cases as superseded (R-10).
    Raises EpisodeError.
    """
    _check(case, details)
    episode = TraffickingEpisode(person=case.person, case=case)
    return _store(episode, by, on, case, details, "episode.recorded")


@transaction.atomic
def update_episode(
    *, by: Membership, on: date, case: Case, episode: TraffickingEpisode, details: EpisodeDetails
) -> TraffickingEpisode:
    """Add to or mend what was said about an experience; where it stands in time is computed anew."""
    _check(case, details)
    return _store(episode, by, on, case, details, "episode.updated")


def _store(
    episode: TraffickingEpisode, by: Membership, on: date, case: Case, details: EpisodeDetails, action: str
) -> TraffickingEpisode:
    was = episode.relation_to_assistance
    relation = _place(case.person, details, episode)
    for name, value in _columns(details).items():
        setattr(episode, name, value)
    episode.relation_to_assistance = relation
    episode.full_clean()
    episode.save()
    if relation == RelationToAssistance.AFTER and was != relation:
        _supersede_outcomes(case.person, on)
    audit.record(action, on=episode, relation=str(relation), asked=details.asked_status)
    if was != relation:
        hooks.run(hooks.on_episode_recorded, episode, by, on)
    return episode


def _columns(details: EpisodeDetails) -> dict[str, Any]:
    values = asdict(details)
    for name in ("started", "ended"):
        values.pop(name)
        partial: PartialDate = getattr(details, name)
        values[f"{name}_on"], values[f"{name}_precision"] = partial.value, partial.precision
    for name in ("purposes", "acts", "means", "methods_of_control"):
        values[name] = list(values[name])
    return values


def _check(case: Case, details: EpisodeDetails) -> None:
    told = details.purposes or "purposes" in details.not_answered
    if details.asked_status == AskedStatus.ANSWERED and not told:
        text = _("Choose what the person was exploited for, or say why it was not asked.")
        raise EpisodeError(text, field="purposes")
    facts = [
        DatedFact("birth", _("date of birth"), case.person.birth),
        DatedFact("started", _("the beginning"), details.started),
        DatedFact("ended", _("the end"), details.ended),
    ]
    problems = order_problems(facts, clock.today())
    if not problems and age_contradicts(case.person.birth, details.started, details.age_at_start):
        text = _("The age does not fit the date of birth and the beginning.")
        problems = [("age_at_start", text)]
    if problems:
        name, text = problems[0]
        raise EpisodeError(text, field=name)


def _place(person: Person, details: EpisodeDetails, episode: TraffickingEpisode) -> str:
    """Where it stands to the assistance; asks for the worker's word only where the dates don't say."""
    others = person.episodes.exclude(pk=episode.pk)
    index = others.filter(relation_to_assistance=RelationToAssistance.INDEX).first()
    span = Span(details.started, details.ended)
    computed = relation_of(span, index.span if index else None, _first_assistance(person))
    relation = computed or details.relation_to_assistance or (RelationToAssistance.INDEX if not index else "")
    if not relation:
        text = _("The dates don’t say whether this was before or after assistance: choose.")
        raise EpisodeError(text, field="relation_to_assistance")
    if relation == RelationToAssistance.INDEX and index is not None:
        if computed is None:
            text = _("The experience that led to assistance is already recorded.")
            raise EpisodeError(text, field="relation_to_assistance")
        index.relation_to_assistance = RelationToAssistance.BEFORE
        index.save(update_fields=["relation_to_assistance", "updated_at"])
    return relation


def _first_assistance(person: Person) -> date:
    return min(person.cases.values_list("opened_on", flat=True))


def _supersede_outcomes(person: Person, on: date) -> None:
    closed = Case.objects.closed().filter(person=person, superseded_on=None)
    for case in closed:
        case.superseded_on = max(on, case.closed_on or on)
        case.save(update_fields=["superseded_on", "updated_at"])
        audit.record("case.outcome_superseded", on=case)
