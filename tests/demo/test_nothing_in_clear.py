"""Plain columns of the whole demo hold no name, address, telephone or document number of anybody."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.db import connection

from cases.models import ContactPlan, IdentityDocument, Person, RelatedPerson
from renate.accounts.models import User
from renate.tenancy import scope
from renate.tenancy.models import Organisation
from shelters.models import Shelter

SECRETS = (
    (Person, ("legal_name", "document_number")),
    (RelatedPerson, ("name",)),
    (ContactPlan, ("value",)),
    (IdentityDocument, ("number",)),
    (Shelter, ("address",)),
)
# Staff names stand in the clear (docs/security.md): a person with the name of one proves nothing.
LEFT_OUT = {("accounts_user", "full_name")}
PLAIN = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name <> 'public_id'
  AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
"""
WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    return WORD.findall(text.lower())


def traces(text: str) -> set[str]:
    """What is left of a text wherever it stands: neighbouring words; of a single word the word."""
    words = words_of(text)
    return {" ".join(pair) for pair in pairwise(words)} if len(words) > 1 else set(words)


def found(text: str, clear: dict[str, str]) -> bool:
    return traces(text) <= clear.keys()


def secrets() -> Iterator[str]:
    """What leads to a person, opened; one word is worth looking for when it is long."""
    for model, names in SECRETS:
        for row in model.objects.all():
            for text in (str(getattr(row, name) or "") for name in names):
                if len(words_of(text)) > 1 or len(text) > 7:
                    yield text


def stored_in_the_clear() -> dict[str, str]:
    """Words and pairs of words in plain columns of the organisation in scope and of nobody, and where."""
    places: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        for table, column in [place for place in cursor.fetchall() if place not in LEFT_OUT]:
            cursor.execute(f'SELECT DISTINCT "{column}"::text FROM public."{table}"')
            for (value,) in cursor.fetchall():
                words = words_of(value or "")
                for trace in (*words, *(" ".join(pair) for pair in pairwise(words))):
                    places.setdefault(trace, f"{table}.{column}")
    return places


def test_nothing_that_leads_to_anybody_in_the_demo_stands_in_the_clear(
    network: list[Organisation], tally: Any
) -> None:
    looked_for, staff = 0, set(User.objects.values_list("full_name", flat=True))
    for organisation in network:
        with scope.enter(organisation=organisation):
            known, clear = set(secrets()) - staff, stored_in_the_clear()
            shelter = Shelter.objects.first()

        assert [(text, clear[min(traces(text))]) for text in known if found(text, clear)] == []
        assert shelter is None or found(shelter.name, clear)  # what is in the clear would be found
        looked_for += len(known)

    tally.add("looked_for", looked_for)
    assert looked_for > 1000
