"""Which words of persons may stand in a report today (S3-91)."""

from datetime import date
from typing import Any

from cases.codes import ConsentPurpose
from cases.models import Consent
from renate.reports.codes import USES, Audience
from renate.reports.models import Quote, Report


def usable_quotes(audience: str, on: date) -> Any:
    """Words whose consent to a story stands on this day and names the use that these readers are."""
    standing = Consent.objects.for_purpose(ConsentPurpose.MEDIA_STORY).valid_on(on)
    return Quote.objects.filter(uses__contains=[USES[Audience(audience)]], consent__in=standing).order_by(
        "pk"
    )


def no_longer_stands(report: Report, on: date) -> bool:
    """Whether the consent to any of the words chosen for a report has ended."""
    standing = usable_quotes(report.audience, on).values_list("public_id", flat=True)
    return bool(set(report.quotes) - set(standing)) if report.quotes else False


def chosen_words(refs: list[str], audience: str, on: date) -> list[dict[str, str]]:
    """The chosen words for the snapshot, in the chosen order; those whose consent has ended are not there."""
    found = {quote.public_id: quote for quote in usable_quotes(audience, on).filter(public_id__in=refs)}
    return [{"text": found[ref].text, "said_by": found[ref].said_by} for ref in refs if ref in found]
