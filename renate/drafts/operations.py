"""Keeping and forgetting drafts. No audit event: nothing of the record is read or changed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from renate.accounts.models import Membership
from renate.drafts.models import LONGEST, Draft
from renate.kit import clock
from renate.kit.errors import RuleError

KEPT_FOR = timedelta(days=14)
MOST = 100
BATCH = 500


class DraftError(RuleError):
    """The draft can't be kept."""


@transaction.atomic
def keep_draft(
    *, by: Membership, token: str, page: str, label: str, content: Mapping[str, list[str]], about: str = ""
) -> Draft | None:
    """Store what stands in a form; None when the same window has saved or thrown it away already."""
    draft = _locked(by, token)
    if draft is None:
        if Draft.objects.of(by).count() >= MOST:
            raise DraftError(_("You have too many unfinished forms: save or throw away some of them."))
        draft = _made(Draft(writer=by, token=token, page=page, label=label, about=about))
    if draft.is_settled:
        return None
    draft.fields = dict(content)
    if len(draft.content) > LONGEST:
        raise DraftError(_("This is too long to be kept as a draft: save it in parts."))
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def settle_draft(*, by: Membership, token: str, page: str = "") -> None:
    """Empty a draft, because it was saved or thrown away; what its window sends later is not kept."""
    draft = _locked(by, token) or _made(Draft(writer=by, token=token, page=page, label="-"))
    draft.content, draft.is_settled = "", True
    draft.save()


def is_settled(*, by: Membership, token: str) -> bool:
    """Whether what this window wrote was saved or thrown away."""
    return Draft.objects.filter(writer=by, token=token, is_settled=True).exists()


def _locked(by: Membership, token: str) -> Draft | None:
    return Draft.objects.select_for_update().filter(writer=by, token=token).first()


def _made(draft: Draft) -> Draft:
    """The row of a window; typing and saving reach us at one moment, so another request may make it first."""
    Draft.objects.bulk_create([draft], ignore_conflicts=True)
    return Draft.objects.select_for_update().get(writer=draft.writer, token=draft.token)


@transaction.atomic
def sweep_drafts(*, now: datetime | None = None) -> int:
    """Delete what nobody came back to for two weeks; returns how many."""
    old = Draft.objects.filter(updated_at__lt=(now or clock.now()) - KEPT_FOR).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    Draft.objects.filter(pk__in=ids).delete()
    return len(ids)
