"""Keeping the words that a person agreed to see printed (S3-91)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.models import Case
from cases.queries import valid_consent
from renate import audit
from renate.accounts.models import Membership
from renate.kit.errors import RuleError
from renate.reports.models import Quote


class QuoteError(RuleError):
    """These words can't be kept for reports."""


@transaction.atomic
def keep_quote(
    *, by: Membership, on: date, case: Case, text: str, uses: Sequence[str], said_by: str = ""
) -> Quote:
    """Keep the very text that the person agreed to, for the uses they agreed to; never of a minor."""
    if case.person.is_minor_on(on):
        raise QuoteError(_("Words of persons under 18 are not used in reports."))
    consent = valid_consent(case, ConsentPurpose.MEDIA_STORY, on)
    if consent is None:
        raise QuoteError(_("Record the person's consent to a media or donor story first."))
    if not uses:
        raise QuoteError(_("Choose each use that the person agreed to."), field="uses")
    quote = Quote(case=case, consent=consent, text=text, said_by=said_by, uses=list(uses))
    quote.full_clean()
    quote.save()
    audit.record("quote.kept", on=quote, uses=list(uses))
    return quote
