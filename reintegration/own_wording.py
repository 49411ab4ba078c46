"""The fourteen questions as the person reads them: short, plain, in six languages, as data.

One question per factor, in the factor's order; five words for the faces; nothing that tells of the past.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "own_wording_v1.json"


@dataclass(frozen=True)
class Wording:
    """All that stands on the person's page, in one language."""

    code: str
    lang: str
    name: str
    first_languages: tuple[str, ...]
    title: str
    intro: str
    scale: tuple[str, ...]
    skip: str
    done: str
    thanks: str
    give_back: str
    choose_language: str
    questions: tuple[str, ...]


@cache
def wordings() -> tuple[Wording, ...]:
    """All languages, English first."""
    return tuple(_wording(row) for row in json.loads(_FILE.read_text(encoding="utf-8"))["wordings"])


def _wording(row: dict[str, Any]) -> Wording:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Wording(**values)


def wording_for(asked: str, first_language: str = "") -> Wording:
    """The language asked for, else the person's first language, else English."""
    for wording in wordings():
        if wording.code == asked:
            return wording
    for wording in wordings():
        if not asked and first_language in wording.first_languages:
            return wording
    return wordings()[0]
