"""From ticked signs to the level of a domain, and what another level than that needs (domain 5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.codes import SIGNS, TOGETHER, RiskLevel, Tick

# From so many signs on, the domain is one level above the highest of them, up to high.
SEVERAL = 3


def computed_level(domain: str, ticks: Mapping[str, str]) -> int | None:
    """The level that the ticks stand for; None while too little is known to say "none".

    The highest sign counts; three and more raise it by one up to high; some stand for more together.
    """
    present = {sign.code: int(sign.level) for sign in SIGNS[domain] if ticks.get(sign.code) == Tick.YES}
    if not present:
        all_denied = all(ticks.get(sign.code) == Tick.NO for sign in SIGNS[domain])
        return int(RiskLevel.NONE) if all_denied else None
    level = max(present.values())
    if len(present) >= SEVERAL and level < RiskLevel.HIGH:
        level += 1
    joined = [int(higher) for codes, higher in TOGETHER.get(domain, ()) if codes <= set(present)]
    return max([level, *joined])


def is_looked_at(domain: str, ticks: Mapping[str, str]) -> bool:
    """Whether anything was ticked in a domain, so that a level follows from it."""
    return any(ticks.get(sign.code) for sign in SIGNS[domain])


def of_present(
    words: Mapping[str, Mapping[str, str]] | None, ticks: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Sources or notes of the signs that were ticked with yes; the rest is left out."""
    found = {
        domain: {
            code: text for code, text in said.items() if text and ticks.get(domain, {}).get(code) == Tick.YES
        }
        for domain, said in (words or {}).items()
    }
    return {domain: said for domain, said in found.items() if said}


@dataclass(frozen=True)
class Judgement:
    """One domain: what the signs say, what the worker decided."""

    domain: str
    computed: int | None
    decided: int | None

    @property
    def is_higher(self) -> bool:
        """Above what the signs say."""
        return self.decided is not None and self.computed is not None and self.decided > self.computed

    @property
    def is_lower(self) -> bool:
        """Below what the signs say; to call a known danger unknown is that too."""
        if self.computed is None:
            return False
        return self.decided is None or self.decided < self.computed


def override_problems(
    judgements: list[Judgement], *, reason: str, is_approved: bool
) -> list[tuple[str, str]]:
    """(field, message): another level needs a reason, a lower one the coordinator (domain 5)."""
    problems: list[tuple[str, str]] = []
    for judgement in judgements:
        if judgement.is_lower and not is_approved:
            text = _("The signs say %(level)s. Ask for a coordinator’s approval to set a lower level.")
            problems.append((judgement.domain, text % {"level": _in_words(judgement.computed)}))
    other = [j for j in judgements if j.is_higher or j.is_lower]
    if not problems and other and not reason.strip():
        problems.append(("override_reason", _("Say why the level differs from what the signs say.")))
    return problems


def unknown_ticks(items: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Domains, signs or answers that no list knows."""
    known = {domain: {sign.code for sign in signs} for domain, signs in SIGNS.items()}
    return [
        f"{domain}.{code}"
        for domain, ticks in items.items()
        for code, answer in ticks.items()
        if code not in known.get(domain, ()) or answer not in Tick.values
    ]


def _in_words(level: int | None) -> str:
    return "" if level is None else f"{level} {RiskLevel(level).label}"
