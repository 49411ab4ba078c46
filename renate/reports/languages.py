"""In which languages a report can be printed. Other people's words for it live in `locale/`.

`make messages` keeps the catalogues; a language without one has its officer's texts in it and all fixed words
in English: a document is never half in one language and half in another.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

LANGUAGES = [
    ("en", "English"), ("sq", "Shqip"), ("bs", "Bosanski"), ("bg", "Български"), ("hr", "Hrvatski"),
    ("de", "Deutsch"), ("el", "Ελληνικά"), ("es", "Español"), ("fr", "Français"), ("it", "Italiano"),
    ("mk", "Македонски"), ("nl", "Nederlands"), ("ro", "Română"), ("sr", "Српски"), ("tr", "Türkçe"),
    ("uk", "Українська"),
]  # fmt: skip
SOURCE = "en"  # the words in the code are the English ones
LOCALE = Path(__file__).parent / "locale"


def is_translated(language: str) -> bool:
    """Whether all fixed words exist in it; a catalogue that is there is complete (a test proves it)."""
    return language == SOURCE or (LOCALE / language / "LC_MESSAGES" / "django.mo").exists()


def language_of_words(language: str) -> str:
    """The language of headings, tables and definitions in a report whose texts are in this one."""
    return language if is_translated(language) else SOURCE


def words_of(snapshot: Mapping[str, Any]) -> str:
    """The language a snapshot was assembled in; before the third format it was English always."""
    language: str = snapshot["report"].get("words", SOURCE)
    return language
