"""Which documents of a file a member may read."""

from django.db.models import Q, QuerySet

from cases.access import attachment_sections
from cases.models import Attachment, Case
from renate.accounts.models import Membership
from renate.accounts.roles import Access


def readable_attachments(case: Case, membership: Membership) -> QuerySet[Attachment]:
    """Documents of the sections the member reads in full, newest first; taken out ones for writers only."""
    reads = attachment_sections(membership, Access.READ)
    writes = attachment_sections(membership, Access.WRITE)
    shown = Q(section__in=reads, removed_on__isnull=True) | Q(section__in=writes)
    rows = Attachment.objects.filter(shown, case=case)
    return rows.select_related("by__user", "removed_by__user", "consent").order_by("-added_on", "-id")
