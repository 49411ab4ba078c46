"""The organisation's words about consent, and the ground that each purpose rests on."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import ConsentText, PurposeBasis
from cases.rules.wording import digest_of
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.kit.errors import RuleError
from renate.tenancy.models import Organisation


class WordingError(RuleError):
    """The text or the ground can't be kept as given."""


@transaction.atomic
def write_consent_text(*, by: Membership, on: date, purpose: str, language: str, text: str) -> ConsentText:
    """Keep the next version of a text; consents given before stay with theirs (domain 4)."""
    _check(by)
    # One writer at a time: the number of a version is given once.
    Organisation.objects.select_for_update().only("pk").get(pk=by.organisation_id)
    newest = ConsentText.objects.filter(purpose=purpose, language=language).order_by("-version").first()
    digest = digest_of(text)
    if newest is not None and newest.digest == digest:
        raise WordingError(_("This is the text that is in use."), field="text")
    row = ConsentText(
        purpose=purpose, language=language, version=newest.version + 1 if newest else 1, text=text,
        digest=digest, written_on=on, written_by=by,
    )  # fmt: skip
    row.full_clean()
    row.save()
    audit.record("settings.consent_text_written", on=row, purpose=purpose, version=row.version)
    return row


@transaction.atomic
def decide_basis(
    *, by: Membership, on: date, purpose: str, basis: str, special_ground: str, note: str = ""
) -> PurposeBasis:
    """Decide on what ground a purpose rests beside or instead of consent (domain 4)."""
    _check(by)
    row = PurposeBasis.objects.select_for_update().filter(purpose=purpose).first()
    row = row or PurposeBasis(purpose=purpose)
    row.basis, row.special_ground, row.note = basis, special_ground, note
    row.decided_on, row.decided_by = on, by
    row.full_clean()
    row.save()
    audit.record("settings.legal_basis_decided", on=row, purpose=purpose, basis=basis, ground=special_ground)
    return row


def _check(by: Membership) -> None:
    if not can(by, Act.MANAGE_SETTINGS):
        raise WordingError(_("Your role does not change the settings."))
