"""Phases by the calendar and by decision (domain 2.5: R-01, R-02, R-03, R-07).

Time guides, people decide: everything here computes or checks, nothing moves a person.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from reintegration.codes import NominalPhase, Phase, PhaseBasis, ReviewState

REVIEW_LEAD = timedelta(days=14)
REVIEW_GRACE = timedelta(days=30)
EXTENSION_LIST_FROM_MONTH = 33
MAX_EXTENSION_MONTHS = 6

NEXT_PHASE: dict[str, str] = {
    Phase.CRISIS: Phase.TRANSITION,
    Phase.TRANSITION: Phase.REINTEGRATION,
    Phase.REINTEGRATION: Phase.FOLLOW_UP,
    Phase.EXTENDED: Phase.FOLLOW_UP,
}
# The longest gap between risk reviews that a phase allows (domain 2.7).
RISK_REVIEW_DAYS: dict[str, int] = {
    Phase.CRISIS: 30,
    Phase.TRANSITION: 60,
    Phase.REINTEGRATION: 90,
    Phase.EXTENDED: 90,
    Phase.FOLLOW_UP: 90,
}
_RANK: dict[str, int] = {phase: rank for rank, phase in enumerate(Phase.values)}
_AFTER_PROGRAMME = frozenset({Phase.EXTENDED, Phase.FOLLOW_UP})
_BACKWARD_BASES = frozenset({PhaseBasis.SETBACK, PhaseBasis.RE_TRAFFICKING, PhaseBasis.READINESS})


@dataclass(frozen=True)
class Boundaries:
    """Completed months after which the nominal phase changes; an organisation may set its own."""

    transition: int = 3
    reintegration: int = 12
    programme: int = 36

    def __post_init__(self) -> None:
        """Phases have an order, or nothing below is true."""
        if not 0 < self.transition < self.reintegration < self.programme:
            raise ValueError("boundaries must rise: transition < reintegration < programme")


DEFAULT_BOUNDARIES = Boundaries()


@dataclass(frozen=True)
class Boundary:
    """A day on which the nominal phase changes; the day itself is already in the later phase."""

    on: date
    phase: str


def completed_months(start: date, on: date) -> int:
    """m of domain 2.5: completed calendar months, month ends clamp. Before the start it is 0."""
    if on <= start:
        return 0
    passed = relativedelta(on, start)
    return passed.years * 12 + passed.months


def month_number(start: date, on: date) -> int:
    """The month people speak of: the first month is 1, so month 4 begins the transition phase."""
    return completed_months(start, on) + 1


def boundaries_of(start: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> tuple[Boundary, ...]:
    """The three boundary days of a cycle."""
    return (
        Boundary(start + relativedelta(months=boundaries.transition), NominalPhase.TRANSITION),
        Boundary(start + relativedelta(months=boundaries.reintegration), NominalPhase.REINTEGRATION),
        Boundary(start + relativedelta(months=boundaries.programme), NominalPhase.BEYOND_PROGRAMME),
    )


def nominal_phase(start: date, on: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> NominalPhase:
    """The phase that the calendar suggests (R-01, S3-31…33)."""
    return NominalPhase(last_boundary(start, on, boundaries).phase)


def last_boundary(start: date, on: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> Boundary:
    """The boundary that opened the nominal phase of the day; the start itself for crisis."""
    passed = [b for b in boundaries_of(start, boundaries) if b.on <= on]
    return passed[-1] if passed else Boundary(start, NominalPhase.CRISIS)


def next_boundary(start: date, on: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> Boundary | None:
    """The next boundary after the day; None beyond the programme."""
    return next((b for b in boundaries_of(start, boundaries) if b.on > on), None)


def is_past_programme_soon(start: date, on: date, phase: str) -> bool:
    """R-07: from month 33 on without an extension or follow-up decision, so it belongs on the list."""
    return phase not in _AFTER_PROGRAMME and completed_months(start, on) >= EXTENSION_LIST_FROM_MONTH


@dataclass(frozen=True)
class Standing:
    """Where a cycle stands: what the review rules need to know."""

    started_on: date
    phase: str
    decided_on: date
    extended_until: date | None = None


def review_reminders(standing: Standing, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> tuple[date, ...]:
    """Days on which to remind of a phase review: 14 days before a boundary, 30 days after it (R-02)."""
    days: list[date] = []
    if standing.phase == Phase.EXTENDED:
        end = standing.extended_until or standing.decided_on
        days = [end - REVIEW_LEAD, end + timedelta(days=1)]
    elif standing.phase != Phase.FOLLOW_UP:
        for boundary in boundaries_of(standing.started_on, boundaries):
            if not is_answered(standing, boundary):
                days += [boundary.on - REVIEW_LEAD, boundary.on + REVIEW_GRACE + timedelta(days=1)]
    return tuple(days)


def next_review_reminder(
    standing: Standing, after: date, boundaries: Boundaries = DEFAULT_BOUNDARIES
) -> date | None:
    """The first reminder day later than `after`."""
    return min((day for day in review_reminders(standing, boundaries) if day > after), default=None)


def review_state(standing: Standing, on: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> ReviewState:
    """Whether a phase decision is wanted today (R-02). A recorded "stays because…" answers it."""
    if standing.phase == Phase.FOLLOW_UP:
        return ReviewState.NONE
    if standing.phase == Phase.EXTENDED:
        return _extension_state(standing, on)
    coming = next_boundary(standing.started_on, on, boundaries)
    if coming and coming.on - REVIEW_LEAD <= on and not is_answered(standing, coming):
        return ReviewState.DUE
    passed = last_boundary(standing.started_on, on, boundaries)
    if passed.phase == standing.phase or is_answered(standing, passed):
        return ReviewState.NONE
    return ReviewState.OVERDUE if on - passed.on > REVIEW_GRACE else ReviewState.DUE


def _extension_state(standing: Standing, on: date) -> ReviewState:
    end = standing.extended_until or standing.decided_on
    if on >= end:
        return ReviewState.OVERDUE
    return ReviewState.DUE if on >= end - REVIEW_LEAD else ReviewState.NONE


def is_answered(standing: Standing, boundary: Boundary) -> bool:
    """Decided since the review of this boundary fell due, or already (perhaps early) beyond it."""
    if boundary.phase == NominalPhase.BEYOND_PROGRAMME:
        return standing.phase in _AFTER_PROGRAMME
    decided_since = standing.decided_on >= boundary.on - REVIEW_LEAD
    return decided_since or _RANK[standing.phase] >= _RANK[boundary.phase]


@dataclass(frozen=True)
class Move:
    """A phase decision as proposed."""

    current: str
    to: str
    basis: str
    on: date
    reason: str = ""
    is_ready: bool = True
    extended_until: date | None = None
    extension_reason: str = ""


def is_stay(move: Move) -> bool:
    """The decision to stay in the phase: it answers the review (R-02). A longer extension is no stay."""
    return move.to == move.current and move.to != Phase.EXTENDED


def is_backward(move: Move) -> bool:
    """A step back: allowed, because the path is not linear (S3-41)."""
    return _RANK[move.to] < _RANK[move.current]


def is_skip(move: Move) -> bool:
    """A forward move that leaves out a phase; an extension is never left out, it is an exception."""
    forward = _RANK[move.to] > _RANK[move.current]
    return forward and move.to not in (NEXT_PHASE.get(move.current), Phase.EXTENDED)


def is_early(move: Move, start: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> bool:
    """A forward move before the calendar suggests it."""
    days = {b.phase: b.on for b in boundaries_of(start, boundaries)}
    due = days.get(move.to) or days[NominalPhase.BEYOND_PROGRAMME]
    return not is_stay(move) and not is_backward(move) and move.on < due - REVIEW_LEAD


def needs_approval(move: Move) -> bool:
    """Extensions and skips are decided by a coordinator, not by the case manager alone (R-07, D 7)."""
    return move.to == Phase.EXTENDED or is_skip(move)


def objections(move: Move, start: date, boundaries: Boundaries = DEFAULT_BOUNDARIES) -> list[tuple[str, str]]:
    """What stands against a move, as (field, code); empty when it may be decided (R-03, R-07)."""
    if move.to == Phase.EXTENDED:
        return _objections_to_extension(move, start)
    found: list[tuple[str, str]] = []
    if move.to not in allowed_targets(move.current, start, move.on, boundaries):
        found.append(("to", "programme_over"))
    if is_backward(move) and move.basis not in _BACKWARD_BASES:
        found.append(("basis", "backward_basis"))
    if not move.reason.strip():
        found += [("reason", code) for code in _reason_needed(move, start, boundaries)][:1]
    return found


def _reason_needed(move: Move, start: date, boundaries: Boundaries) -> list[str]:
    forward = not is_stay(move) and not is_backward(move)
    asked = {
        "stay_reason": is_stay(move),
        "backward_reason": is_backward(move),
        "skip_reason": is_skip(move),
        "early_reason": is_early(move, start, boundaries),
        "not_ready_reason": forward and not move.is_ready,
    }
    return [code for code, wanted in asked.items() if wanted]


def _objections_to_extension(move: Move, start: date) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if completed_months(start, move.on) < EXTENSION_LIST_FROM_MONTH:
        found.append(("to", "extension_too_early"))
    if not move.extension_reason:
        found.append(("extension_reason", "extension_reason"))
    if not move.extended_until or move.extended_until <= move.on:
        found.append(("extended_until", "extension_until"))
    elif move.extended_until > move.on + relativedelta(months=MAX_EXTENSION_MONTHS):
        found.append(("extended_until", "extension_too_long"))
    return found


def allowed_targets(
    current: str, start: date, on: date, boundaries: Boundaries = DEFAULT_BOUNDARIES
) -> list[str]:
    """Phases one may decide for today, the present one (a stay) among them (R-03, R-07)."""
    months = completed_months(start, on)
    if months >= boundaries.programme:
        return sorted(_AFTER_PROGRAMME, key=_RANK.__getitem__)
    late = months >= EXTENSION_LIST_FROM_MONTH or current == Phase.EXTENDED
    return [p for p in Phase.values if late or p != Phase.EXTENDED]
