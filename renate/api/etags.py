"""Versions of a row, so that nobody overwrites what they have not read."""

from django.utils.http import parse_etags
from rest_framework.request import Request

from renate.api.problems import PreconditionFailed, PreconditionRequired
from renate.tenancy.models import TenantModel


def etag_of(row: TenantModel) -> str:
    """A strong ETag; it changes with every save."""
    return f'"{row.public_id}.{int(row.updated_at.timestamp() * 1_000_000)}"'


def demand_match(request: Request, row: TenantModel) -> None:
    """Raise 428 without If-Match, 412 where the row has changed since."""
    sent = request.headers.get("If-Match", "")
    if not sent:
        raise PreconditionRequired
    wanted = parse_etags(sent)
    if "*" not in wanted and etag_of(row) not in wanted:
        raise PreconditionFailed
