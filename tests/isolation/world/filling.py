"""One row of any tenant model, made from its fields alone: models that are yet to come are filled too."""

import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.db import models

from renate.accounts.models import User
from renate.kit import clock
from renate.kit.fields import BlindIndexField, EncryptedBytesField, EncryptedDateField, EncryptedTextField
from renate.tenancy.fields import TenantForeignKey
from renate.tenancy.models import Organisation
from tests.isolation.world.canaries import Canary

# Fields of the base, and columns that fill themselves.
OWN_ACCORD = {"id", "organisation", "public_id", "created_at", "updated_at", "created_by"}
# Texts that are codes: pages look them up.
CODES: dict[str, Any] = {
    "service": "psychosocial.individual_counselling",
    "category": "psychosocial",
    "url": "/notices/",
    "fingerprint": "0" * 64,
    "snapshot_sha256": "0" * 64,
    "pdf_sha256": "0" * 64,
}
# What a field of one model must be for the row to be allowed, or for its pages to be there.
CHOSEN: dict[str, dict[str, Any]] = {
    # Standing, they would close the file to its own case manager, or open it to them twice.
    "cases.ConflictOfInterest": {"lifted_at": datetime(2026, 1, 1, tzinfo=UTC)},
    "cases.EmergencyAccess": {"until_at": datetime(2100, 1, 1, tzinfo=UTC)},
    "cases.AttachmentChunk": {"number": 0, "is_last": True},
    "cases.Consent": {"purpose": "services", "decision": "given"},
    "cases.Person": {"birth_year": 1994, "first_language": "sqi", "citizenship": "AL"},
    "cases.CaseNote": {"section": "C"},
    "cases.Feedback": {"given_by": "person"},
    "cases.Need": {"level": 1},
    "reintegration.FollowUp": {"interval_days": 7, "state": "planned"},
    "reintegration.FactorAssessment": {"kind": "periodic", "phase_at": "crisis"},
    "reintegration.Setback": {"severity": 1},
    "reintegration.ServiceOffer": {"code": "community.own_thing", "is_own": True},
    "reintegration.FactorScore": {"worker_score": 3},
    "referrals.Referral": {"direction": "out", "state": "draft", "sections": ["A"]},
    "referrals.OutsideFile": {"content": b"sealed"},
    "referrals.Hearing": {"testifies": True},
    "referrals.ReturnStep": {"code": "first_help", "stage": 1},
    "referrals.ReturnLeg": {
        "departs_at": clock.now() + timedelta(days=3),
        "arrives_at": clock.now() + timedelta(days=4),
    },
    "reports.Report": {"tables": ["T1"]},
}
_serial = count(1)


# Texts that have a shape of their own.
SHAPED = {"sign_notes"}


class Filler:
    """Fills rows of one organisation with one canary; keys point at the rows that it made before."""

    def __init__(self, canary: Canary, *, user: User, counterpart: Organisation, known: dict[type, Any]):
        self.canary, self.user, self.counterpart = canary, user, counterpart
        self.rows: dict[type, Any] = dict(known)

    def make(self, model: type[models.Model], **given: Any) -> Any:
        """A saved row; the next ones hang on it."""
        given = CHOSEN.get(model._meta.label, {}) | given
        values = {
            field.name: self._value(field)
            for field in model._meta.local_fields
            if self._is_open(field, given)
        }
        row = model(**{name: value for name, value in values.items() if value is not None} | given)
        row.save()
        self.rows[model] = row
        return row

    @staticmethod
    def _is_open(field: models.Field, given: dict[str, Any]) -> bool:
        return field.name not in OWN_ACCORD | set(given) and not isinstance(field, BlindIndexField)

    def _value(self, field: models.Field) -> Any:
        if isinstance(field, models.ForeignKey):
            return self._target(field)
        if isinstance(field, EncryptedTextField):
            text = self._text(field.max_chars)
            return json.dumps({"traffickers": {"knows_where": text}}) if field.name in SHAPED else text
        if isinstance(field, EncryptedBytesField):
            return self._text(None).encode()  # type: ignore[union-attr]
        if isinstance(field, EncryptedDateField):
            return clock.today() - timedelta(days=11_000)
        if field.choices:
            return None if field.has_default() or field.blank or field.null else field.choices[0][0]
        if isinstance(field, models.CharField | models.TextField):
            return self._words(field)
        return None if field.null or field.has_default() else _plain(field)

    def _target(self, field: models.ForeignKey) -> Any:
        if field.null and field.name != "case":
            return None
        if isinstance(field, TenantForeignKey):
            return self.rows[field.related_model]
        return {User: self.user, Organisation: self.counterpart}[field.related_model]

    def _words(self, field: models.Field) -> Any:
        if field.name in CODES:
            return CODES[field.name]
        if isinstance(field, models.EmailField):
            return f"{self.canary}{next(_serial)}@isolation.example"
        return None if field.has_default() or not field.editable else self._text(field.max_length)

    def _text(self, room: int | None) -> str | None:
        words = f"{self.canary} {next(_serial)}"
        return words if room is None or room >= len(words) else None


def _plain(field: models.Field) -> Any:
    """Something of the right kind for a column that may not be empty."""
    if isinstance(field, models.DateTimeField):
        return clock.now() + timedelta(days=3)
    if isinstance(field, models.DateField):
        return clock.today()
    if isinstance(field, models.BinaryField):
        return b"sealed"
    if isinstance(field, models.JSONField):
        return {}
    if hasattr(field, "base_field"):
        choices = field.base_field.choices
        return [choices[0][0]] if choices else []
    return 1
