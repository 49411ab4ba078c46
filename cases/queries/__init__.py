"""Reads over several rows of the case file."""

from cases.queries.consent import decided_purposes, latest_answers, valid_consent
from cases.queries.listing import CaseFilters, case_rows
from cases.queries.search import Match, find_people

__all__ = [
    "CaseFilters",
    "Match",
    "case_rows",
    "decided_purposes",
    "find_people",
    "latest_answers",
    "valid_consent",
]
