"""The text that a consent rests on: the organisation's own, else the product's (domain 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.utils import translation
from django.utils.translation import gettext as _

from cases.codes import ConsentPurpose
from cases.codes.consent_words import PURPOSE_WORDS

PRODUCT_LANGUAGE = "eng"
PRODUCT_VERSION = 0


@dataclass(frozen=True)
class Wording:
    """A text that can be read out; version 0 is the product's."""

    version: int
    language: str
    text: str

    @property
    def digest(self) -> str:
        """By which a consent proves later what was said."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """The same for the same words, whatever the browser did to the ends of lines."""
    return sha256("\n".join(text.strip().splitlines()).encode()).hexdigest()


@cache
def built_in(purpose: str) -> Wording:
    """The product's own words, until the organisation writes better ones."""
    with translation.override("en"):
        words, label = PURPOSE_WORDS[purpose], ConsentPurpose(purpose).label
        parts = [
            _("We ask whether you agree to this: %(purpose)s.") % {"purpose": label},
            _("If you say no: %(without)s") % {"without": words.without},
            _("You may skip any question. A no changes nothing else in the help you get."),
            _("You can take a yes back at any time, in any way; tell anybody of the staff."),
            _("Without your yes we pass something on only to save a life, to protect a child, or when the law"
              " or a court orders it; we tell you as soon as that is safe."),
            _("You can ask at any time what is written about you."),
        ]  # fmt: skip
    return Wording(PRODUCT_VERSION, PRODUCT_LANGUAGE, "\n".join(parts))


def choose(purpose: str, language: str, own: Iterable[Wording]) -> Wording:
    """The newest own text in the language of the conversation, else in English, else the product's."""
    newest: dict[str, Wording] = {}
    for wording in own:
        held = newest.get(wording.language)
        if held is None or wording.version > held.version:
            newest[wording.language] = wording
    return newest.get(language) or newest.get(PRODUCT_LANGUAGE) or built_in(purpose)
