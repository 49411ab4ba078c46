"""The receiver's side of a transfer: its own file from the package, with where each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import IdentificationStatus, IntakeRoute, Precision
from cases.models import Case
from cases.operations import (
    ArrivalDetails,
    ConsentAnswer,
    EpisodeDetails,
    PersonDetails,
    add_related_person,
    open_case,
    record_episode,
    set_contact_plan,
)
from cases.rules.partial_dates import UNKNOWN_DATE, PartialDate
from referrals import exchange, handover, lifecycle, sealing
from referrals.access import may_open
from referrals.codes import ReferralKind, ReferralState
from referrals.handover import NotPreparedError
from referrals.lifecycle import ReferralError
from referrals.models import CopiedField, Referral, ReferralPackage
from referrals.operations.answering import own_records, received
from renate import audit
from renate.accounts.models import Membership

Block = Mapping[str, Any]


def take_over(
    *,
    by: Membership,
    on: date,
    package: ReferralPackage,
    services: ConsentAnswer,
    data_storage: ConsentAnswer,
) -> Case:
    """Open our own file from the package and have the sender's closed as transferred: all of it or nothing.

    The person's consents to us are asked anew (domain 4). Where the sender's file can't close yet, nothing
    changes and the sender is told that we wait. Raises ReferralError, or what opening a case raises.
    """
    try:
        with transaction.atomic():
            return _take_over(by, on, package, services, data_storage)
    except NotPreparedError:
        exchange.act(received(package), handover.ask_to_prepare, by=by, on=on)
        raise


def _take_over(
    by: Membership, on: date, package: ReferralPackage, services: ConsentAnswer, data_storage: ConsentAnswer
) -> Case:
    package = received(package)
    if not may_open(by, package) or package.summary["kind"] != ReferralKind.TRANSFER:
        raise lifecycle.gone()
    if "A" not in package.sections:
        raise ReferralError(_("The identity was not shared: a file can't be opened from this package."))
    # The sender's rows are locked by this before our own, as everywhere, so that nobody waits in a circle.
    for section in package.sections:
        exchange.note_reading(package, by=by, section=section)
    record = next((row for row in own_records(package) if row.case_id is None), None)
    if record is None:
        raise ReferralError(_("This referral has a case already."))
    content = sealing.read(package)
    case = open_case(
        by=by,
        on=on,
        person=_person(content["A"]["person"][0]),
        services=services,
        data_storage=data_storage,
        arrival=ArrivalDetails(
            intake_route=IntakeRoute.NETWORK_MEMBER, identification_status=IdentificationStatus.POSSIBLE
        ),
        case_manager=record.made_by,
    )
    copied = _copy(by, on, case, content)
    record.case, record.state, record.ended_on = case, ReferralState.TRANSFERRED, on
    record.full_clean()
    record.save()
    _note_provenance(record, case, copied, as_of=package.updated_on or on)
    exchange.act(package, handover.hand_over, by=by, on=on)
    audit.record("referral.case_taken_over", on=case, fields=len(copied))
    return case


Copied = list[tuple[str, str, str, str]]  # section, block, field, row


def _copy(by: Membership, on: date, case: Case, content: Mapping[str, Mapping[str, list[Block]]]) -> Copied:
    """Safe contact, dependants and history; plans and scores are made anew, with the person."""
    copied = _said("A", "person", content["A"]["person"][0], case.person.public_id, leave=("case_code",))
    for block in content["A"].get("contact", []):
        plan = set_contact_plan(by=by, on=on, case=case, **_filled(block))
        copied += _said("A", "contact", block, plan.public_id)
    for block in content["A"].get("dependants", []):
        relative = add_related_person(by=by, on=on, case=case, **_filled(block))
        copied += _said("A", "dependants", block, relative.public_id)
    for block in content.get("B", {}).get("episodes", []):
        episode = record_episode(by=by, on=on, case=case, details=_episode(block))
        copied += _said("B", "episodes", block, episode.public_id, leave=("relation_to_assistance",))
    return copied


def _person(block: Block) -> PersonDetails:
    known = {each.name for each in fields(PersonDetails)} & set(block)
    values = {name: _tuple(block[name]) for name in known if block[name] is not None}
    return PersonDetails(**values | {"birth": _partial(block.get("birth"))})


def _episode(block: Block) -> EpisodeDetails:
    known = {each.name for each in fields(EpisodeDetails)} & set(block) - {"relation_to_assistance"}
    values = {name: _tuple(block[name]) for name in known if block[name] is not None}
    dates = {name: _partial(block.get(name)) for name in ("started", "ended")}
    return EpisodeDetails(**values | dates)


def _filled(block: Block) -> dict[str, Any]:
    return {name: value for name, value in block.items() if value is not None}


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _partial(text: str | None) -> PartialDate:
    """2001, 2001-05 or 2001-05-12, as exact as it crossed."""
    if not text:
        return UNKNOWN_DATE
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(text)]
    return PartialDate(date.fromisoformat(text + "-01-01"[: 10 - len(text)]), precision)


def _said(section: str, block: str, values: Block, row: str, leave: tuple[str, ...] = ()) -> Copied:
    return [
        (section, block, name, row)
        for name, value in values.items()
        if name not in leave and value is not None and value not in ("", [])
    ]


def _note_provenance(record: Referral, case: Case, copied: Copied, *, as_of: date) -> None:
    CopiedField.objects.bulk_create(
        CopiedField(
            case=case, referral=record, section=section, block=block, field=name, row_ref=row, as_of=as_of
        )
        for section, block, name, row in copied
    )  # fmt: skip
