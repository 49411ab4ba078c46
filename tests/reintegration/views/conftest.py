"""A browser in which the worker is signed in."""

import pytest
from django.test import Client

from cases.models import Case
from renate.accounts.models import Membership


@pytest.fixture
def browser(as_member, case: Case, inside: Membership) -> Client:
    """The worker's browser; the case is theirs."""
    return as_member(inside)
