"""Risk: signs to tick in five domains; the levels follow from them."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from cases.codes import RISK_MEANING, SIGNS, Protection, RiskDomain, RiskLevel, Source, Tick
from cases.forms.fields import day, long_text, one_of, some_of

UNKNOWN = "unknown"
SIGN_NOTE = 500
LEVELS = [(str(level.value), f"{level.value} {level.label}: {RISK_MEANING[level]}") for level in RiskLevel]
OVERRIDES = [
    ("", _("As the signs say")),
    *LEVELS,
    (UNKNOWN, _("Unknown (counts as moderate for the next review)")),
]


class RiskForm(forms.Form):
    """What is seen and known, and the person's own view; a domain's level follows from its signs."""

    on = day(_("Assessed on"))

    def __init__(self, *args: Any, domains: Collection[str] = RiskDomain.values, **kwargs: Any) -> None:
        """`domains` are those that the writer's role assesses (domain 7)."""
        super().__init__(*args, **kwargs)
        self.domains = [domain for domain in RiskDomain if domain.value in domains]
        for domain in self.domains:
            for sign in SIGNS[domain]:
                name = f"{domain}_{sign.code}"
                self.fields[name] = one_of(Tick, sign.label, radio=True)
                self.fields[f"{name}_source"] = one_of(Source, _("Who says so"))
                self.fields[f"{name}_note"] = forms.CharField(
                    label=_("Note"), max_length=SIGN_NOTE, required=False
                )
            self.fields[domain.value] = forms.ChoiceField(choices=OVERRIDES, label=_("Level"), required=False)
        own = [(UNKNOWN, _("Not asked or not answered")), *LEVELS]
        self.fields["own_level"] = one_of(own, _("How the person sees it"), required=True, radio=True)
        self.fields["protection"] = some_of(Protection, _("What protects"))
        self.fields["override_reason"] = long_text(
            _("If a level differs from what the signs say: why"), limit=2000, rows=3
        )
        self.fields["note"] = long_text(_("Signs, protection, what is done"), limit=5000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for domain in self.domains:
            if not self.errors and not self._ticks(domain) and cleaned.get(domain) == "":
                text = _("Tick what is known, or set the level: unknown is an answer too.")
                self.add_error(domain.value, text)
        return cleaned

    def groups(self, known: dict[str, set[str]]) -> list[dict[str, Any]]:
        """The domains with their signs; `known` are signs that the file already tells of."""
        return [
            {
                "label": domain.label,
                "code": domain.value,
                "signs": [self._sign(domain, sign, known) for sign in SIGNS[domain]],
                "level": self[domain.value],
            }
            for domain in self.domains
        ]

    def rest(self) -> list[BoundField]:
        """What stands below the domains."""
        return [self[name] for name in ("own_level", "protection", "override_reason", "note")]

    def values(self) -> dict[str, Any]:
        """What the operation is given."""
        cleaned = self.cleaned_data
        decided = {domain: cleaned[domain] for domain in self.domains if cleaned[domain] != ""}
        return {
            "on": cleaned["on"],
            "levels": {domain: _level(answer) for domain, answer in decided.items()},
            "own_level": _level(cleaned["own_level"]),
            "items": {domain: ticks for domain in self.domains if (ticks := self._ticks(domain))},
            "sources": {domain: self._said(domain, "source") for domain in self.domains},
            "sign_notes": {domain: self._said(domain, "note") for domain in self.domains},
            "protection": cleaned["protection"],
            "override_reason": cleaned["override_reason"],
            "note": cleaned["note"],
        }

    def _ticks(self, domain: str) -> dict[str, str]:
        answers = {sign.code: self.cleaned_data.get(f"{domain}_{sign.code}") for sign in SIGNS[domain]}
        return {code: answer for code, answer in answers.items() if answer}

    def _said(self, domain: str, what: str) -> dict[str, str]:
        said = {sign.code: self.cleaned_data.get(f"{domain}_{sign.code}_{what}") for sign in SIGNS[domain]}
        return {code: text for code, text in said.items() if text}

    def _sign(self, domain: RiskDomain, sign: Any, known: dict[str, set[str]]) -> dict[str, Any]:
        name = f"{domain}_{sign.code}"
        return {
            "field": self[name],
            "source": self[f"{name}_source"],
            "note": self[f"{name}_note"],
            "level": f"{int(sign.level)} {RiskLevel(sign.level).label}",
            "in_file": sign.code in known.get(domain, ()),
        }


def _level(answer: str) -> int | None:
    return None if answer == UNKNOWN else int(answer)


class LowerRiskForm(forms.Form):
    """Why a level may be lower than the signs say."""

    reason = long_text(_("Which level, and why"), limit=2000, rows=4, required=True)
