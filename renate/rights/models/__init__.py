"""Requests, holds, and the time that files are kept."""

from renate.rights.models.requests import LegalHold, RightsRequest
from renate.rights.models.retention import RetentionPeriods, RetentionReview

__all__ = ["LegalHold", "RetentionPeriods", "RetentionReview", "RightsRequest"]
