"""Texts and grounds of the purposes, as they stand (domain 4)."""

from dataclasses import dataclass

from cases.codes import LANGUAGES, ConsentPurpose
from cases.codes.legal import ON_CONSENT
from cases.models import ConsentText, PurposeBasis
from cases.rules.wording import PRODUCT_LANGUAGE, Wording, built_in, choose

NAMES = {code: str(name) for code, name in LANGUAGES}


@dataclass(frozen=True)
class PurposeLine:
    """One purpose with its ground and its newest texts."""

    code: str
    label: str
    basis: PurposeBasis | None
    texts: tuple[ConsentText, ...]


def purpose_lines() -> list[PurposeLine]:
    """All purposes: two queries."""
    bases = {row.purpose: row for row in PurposeBasis.objects.all()}
    newest: dict[str, dict[str, ConsentText]] = {}
    for text in ConsentText.objects.order_by("version"):
        newest.setdefault(text.purpose, {})[text.language] = text
    return [
        PurposeLine(code, str(label), bases.get(code), tuple(newest.get(code, {}).values()))
        for code, label in ConsentPurpose.choices
    ]


def own_texts(purpose: str) -> list[ConsentText]:
    """Every version the organisation wrote, the newest first."""
    return list(ConsentText.objects.filter(purpose=purpose).order_by("language", "-version"))


def wording_for(purpose: str, language: str) -> Wording:
    """What is read out when a purpose is talked about in a language."""
    return choose(purpose, language, map(_as_wording, own_texts(purpose)))


def readings(purpose: str, language: str) -> list[tuple[str, Wording]]:
    """The texts to read out with the names of their languages, the person's language first."""
    newest: dict[str, Wording] = {}
    for text in own_texts(purpose):
        newest.setdefault(text.language, _as_wording(text))
    if PRODUCT_LANGUAGE not in newest:
        newest[PRODUCT_LANGUAGE] = built_in(purpose)
    found = [(NAMES.get(code, code), wording) for code, wording in newest.items()]
    return sorted(found, key=lambda pair: (pair[1].language != language, pair[0]))


def other_ground(purpose: str) -> PurposeBasis | None:
    """The ground of a purpose that does not end with the person's yes, if the organisation has one."""
    row = PurposeBasis.objects.filter(purpose=purpose).first()
    return row if row and not ON_CONSENT & {row.basis, row.special_ground} else None


def _as_wording(text: ConsentText) -> Wording:
    return Wording(text.version, text.language, text.text)
