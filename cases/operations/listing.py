"""How a member's list looks, and changes to many cases at once, with their undoing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import BulkKind
from cases.models import BulkChange, BulkLine, Case, Flag, Person, SavedView
from cases.operations.team import assign_case
from cases.operations.work import FlagError, raise_flag, resolve_flag
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit import clock
from renate.kit.errors import RuleError

MOST_CASES = 100
MOST_VIEWS = 30
UNDO_FOR = timedelta(hours=24)


class ListError(RuleError):
    """The list can't be kept or changed like this."""


@transaction.atomic
def choose_columns(*, by: Membership, on: date, columns: Sequence[str]) -> SavedView:
    """The columns of the member's own list."""
    layout = SavedView.objects.select_for_update().filter(owner=by, is_layout=True).first()
    layout = layout or SavedView(owner=by, is_layout=True)
    layout.columns = list(columns)
    layout.full_clean()
    layout.save()
    return layout


@transaction.atomic
def save_view(
    *, by: Membership, on: date, name: str, query: Mapping[str, Any], columns: Sequence[str]
) -> SavedView:
    """Keep filters, order and columns under a name. Raises ListError."""
    own = SavedView.objects.filter(owner=by, is_layout=False)
    if len(own) >= MOST_VIEWS:
        raise ListError(_("You have many views already: delete one first."), field="name")
    if name.strip() in {view.name for view in own}:
        raise ListError(_("You have a view of this name."), field="name")
    view = SavedView(owner=by, name=name.strip(), query=dict(query), columns=list(columns))
    view.full_clean()
    view.save()
    return view


@transaction.atomic
def delete_view(*, by: Membership, on: date, view: SavedView) -> None:
    """One's own view goes."""
    if view.owner_id == by.pk:
        view.delete()


@transaction.atomic
def reassign_cases(*, by: Membership, on: date, cases: Sequence[Case], to: Membership) -> BulkChange:
    """Give several cases to one case manager; those they have already stay as they are. Raises ListError."""
    if not can(by, Act.ASSIGN_CASE):
        raise ListError(_("Your role can’t assign cases."))
    change = _begin(by, BulkKind.ASSIGN, cases)
    for case in cases:
        before = case.case_manager
        if before != to:
            assign_case(by=by, on=on, case=case, to=to)
            BulkLine(change=change, case=case, before=before, after=to).save()
    return _end(change, "bulk.assigned")


@transaction.atomic
def flag_cases(*, by: Membership, on: date, cases: Sequence[Case], flag: str, reason: str) -> BulkChange:
    """Raise one flag on several cases; where it stands already it stays. Raises ListError, FlagError."""
    change = _begin(by, BulkKind.FLAG, cases)
    _none_is_restricted(cases)
    flagged = {row.case_id for row in _standing(cases, flag)}
    for case in cases:
        if case.pk not in flagged:
            raised = raise_flag(by=by, on=on, case=case, kind=flag, reason=reason)
            BulkLine(change=change, case=case, flag=raised).save()
    return _end(change, "bulk.flagged")


@transaction.atomic
def undo_bulk(*, by: Membership, on: date, change: BulkChange) -> int:
    """Take back what stands as the change left it; returns how many cases. Raises ListError.

    What somebody has changed since stays as it is: undoing never overwrites later work.
    """
    change = BulkChange.objects.select_for_update().get(pk=change.pk)
    if change.by_id != by.pk:
        raise ListError(_("Only who made the change can undo it."))
    if change.undone_at is not None:
        raise ListError(_("This was undone already."))
    if clock.now() - change.created_at > UNDO_FOR:
        raise ListError(_("This can be undone for a day only."))
    take_back: Callable[..., bool] = _give_back if change.kind == BulkKind.ASSIGN else _take_down
    lines = change.lines.select_related("case__person", "before__user", "flag")
    done = sum(take_back(line, by, on) for line in lines)
    change.undone_at = clock.now()
    change.save()
    audit.record("bulk.undone", on=change, cases=done)
    return done


def _none_is_restricted(cases: Sequence[Case]) -> None:
    codes = Person.objects.filter(
        pk__in=[case.person_id for case in cases], restricted_on__isnull=False
    ).values_list("case_code", flat=True)
    if codes:
        raise ListError(
            _("Kept and not worked with at the person’s wish: %(codes)s. Leave them out of the choice.")
            % {"codes": ", ".join(codes)}
        )


def _begin(by: Membership, kind: str, cases: Sequence[Case]) -> BulkChange:
    if not cases:
        raise ListError(_("Choose at least one case."))
    if len(cases) > MOST_CASES:
        raise ListError(_("No more than %(most)s cases at once.") % {"most": MOST_CASES})
    change = BulkChange(by=by, kind=kind)
    change.full_clean()
    change.save()
    return change


def _end(change: BulkChange, action: str) -> BulkChange:
    audit.record(action, on=change, cases=change.lines.count())
    return change


def _standing(cases: Sequence[Case], flag: str) -> Any:
    return Flag.objects.standing().filter(case__in=[case.pk for case in cases], kind=flag)


def _give_back(line: BulkLine, by: Membership, on: date) -> bool:
    case = line.case
    if case.case_manager_id != line.after_id:
        return False
    if line.before is not None and line.before.is_active:
        assign_case(by=by, on=on, case=case, to=line.before)
        return True
    if line.before is not None:
        return False
    case.case_manager = None
    case.save(update_fields=["case_manager", "updated_at"])
    audit.record("case.unassigned", on=case)
    return True


def _take_down(line: BulkLine, by: Membership, on: date) -> bool:
    if line.flag is None or line.flag.resolved_on is not None:
        return False
    try:
        resolve_flag(by=by, on=on, flag=line.flag, resolution=_("Raised by mistake, undone."))
    except FlagError:
        return False
    return True
