"""Finding a person in the organisation: exact by keyed hash, by name inside the process.

Names are opened, folded and matched here and forgotten with the request; nothing in plaintext is kept.
"""

import heapq
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from operator import itemgetter
from typing import Any

from rapidfuzz import fuzz, process

from cases.models import IdentityDocument, Person
from renate.kit.fields import BlindIndexField
from renate.kit.folding import fold
from renate.tenancy import scope

LIKELY = 78
EXACT = 100
# Only the beginning of a word was typed; only a part of the name asked for is stored.
BEGINNING = 92
SHORTER = 0.85
_CODE = re.compile(r"^[0-9A-Z]{4}-?[0-9A-Z]{0,2}$", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """A person who may be the one searched for: 100 is exact."""

    person: Person
    score: float
    by: str


def find_people(
    text: str = "",
    *,
    birth_date: date | None = None,
    birth_year: int | None = None,
    document_number: str = "",
    limit: int = 20,
) -> list[Match]:
    """Likely matches in the organisation in scope, best first.

    A document number (of any document, also a lost one) or a full birth date matches exactly, a name in
    either alphabet and with slips; a birth year only orders what the name found.
    """
    found: dict[int, tuple[float, str]] = {}
    if document_number:
        key = BlindIndexField.key_for(document_number)
        _add(found, _ids(document_number_index=key), EXACT, "document")
        _add(found, _owners(key), EXACT, "document")
    if birth_date:
        _add(found, _ids(birth_date_index=BlindIndexField.key_for(birth_date)), EXACT - 5, "birth date")
    if _CODE.match(text.strip()):
        _add(found, _ids(case_code__startswith=text.strip().upper()), EXACT, "code")
    for person_id, score in _by_name(text, limit * 3):
        if score > found.get(person_id, (0, ""))[0]:
            found[person_id] = (score, "name")
    return _ordered(found, birth_year, limit)


def lookalikes(
    names: Iterable[str], *, birth_date: date | None = None, birth_year: int | None = None, number: str = ""
) -> list[Match]:
    """Who is like somebody about to be made, by any of several names; each person once, best first."""
    best: dict[int, Match] = {}
    asked = list(dict.fromkeys(filter(None, names))) or [""]
    for place, name in enumerate(asked):
        exact = {"birth_date": birth_date, "document_number": number} if place == 0 else {}
        for match in find_people(name, birth_year=birth_year, **exact):  # type: ignore[arg-type]
            known = best.get(match.person.pk)
            if known is None or match.score > known.score:
                best[match.person.pk] = match
    return sorted(best.values(), key=lambda match: match.score, reverse=True)


def _ids(**condition: Any) -> Iterator[int]:
    return Person.objects.filter(**condition).values_list("pk", flat=True).iterator()


def _owners(number: bytes) -> Iterator[int]:
    rows = IdentityDocument.objects.filter(number_index=number)
    return rows.values_list("person_id", flat=True).iterator()


def _add(found: dict[int, tuple[float, str]], ids: Iterator[int], score: float, by: str) -> None:
    for person_id in ids:
        found.setdefault(person_id, (score, by))


def _ordered(found: dict[int, tuple[float, str]], birth_year: int | None, limit: int) -> list[Match]:
    people = Person.objects.in_bulk(list(found))
    matches = [Match(people[pk], score, by) for pk, (score, by) in found.items()]

    def rank(match: Match) -> tuple[bool, float]:
        same_year = birth_year is not None and match.person.birth_year == birth_year
        return (same_year and match.score >= LIKELY, match.score)

    return sorted(matches, key=rank, reverse=True)[:limit]


def _by_name(text: str, limit: int) -> list[tuple[int, float]]:
    wanted = fold(text).split()
    if not wanted or len(wanted[0]) < 2:
        return []
    named = [(person_id, name.split()) for person_id, folded in _open_names() for name in folded.split("\n")]
    vocabulary = list({word for _person, words in named for word in words})
    near = [_near(word, vocabulary) for word in wanted]
    scored = ((person_id, _alike(near, words)) for person_id, words in named)
    return heapq.nlargest(limit, ((pk, score) for pk, score in scored if score >= LIKELY), key=itemgetter(1))


def _open_names() -> Iterator[tuple[int, str]]:
    """Id and folded names of everybody; one light object opens all cells."""
    field = Person._meta.get_field("search_names")
    shell = Person(organisation_id=scope.organisation_id())
    rows = Person.objects.exclude(search_names__isnull=True)
    for person_id, public_id, cell in rows.values_list("pk", "public_id", "search_names").iterator(2000):
        shell.public_id = public_id
        yield person_id, field.open(shell, bytes(cell))


def _near(word: str, vocabulary: list[str]) -> dict[str, float]:
    """Every known word that may be meant by `word`, with its score: a slip or a beginning."""
    hits = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=LIKELY - 6, limit=None)
    near = {other: score for other, score, _index in hits}
    for other in vocabulary:
        if other.startswith(word):
            near[other] = max(near.get(other, 0), BEGINNING)
    return near


def _alike(near: list[dict[str, float]], words: list[str]) -> float:
    """How well a name answers: order does not matter; a stored name may be shorter than the one asked."""
    asked = [max(map(scores.get, words, repeat(0))) for scores in near]
    known = [max(scores.get(word, 0) for scores in near) for word in words]
    return max(sum(asked) / len(asked), SHORTER * sum(known) / len(known)) if words else 0
