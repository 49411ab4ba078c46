"""Words that may lie on a kitchen table: no service that tells, no name, no code, no number.

The person takes it home, where others may read it (S2-44, domain 7 rule 6). What is not on these lists is
named by its category only.
"""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import SERVICES, service_label
from reintegration.codes import ProviderKind

# Categories whose services say no more than anybody's errands do.
_HARMLESS = frozenset({"basic_needs", "education_training", "economic", "interpretation"})
_TELLING_SERVICES = frozenset({"basic_needs.emergency_cash", "economic.social_enterprise"})
_CATEGORY_WORDS: dict[str, Any] = {
    "accommodation": _("A place to live"),
    "protection_safety": _("Feeling safe"),
    "child_protection": _("Care for children"),
    "basic_needs": _("Everyday things"),
    "health": _("Health"),
    "psychosocial": _("Someone to talk to"),
    "family": _("Family"),
    "community": _("People and free time"),
    "legal": _("Papers and advice"),
    "education_training": _("Learning"),
    "economic": _("Work and money"),
    "return_travel": _("Travel"),
    "interpretation": _("Help with language"),
    "case_management": _("Planning together"),
    "monitoring": _("Staying in touch"),
    "information": _("Information"),
}
_HELPERS: dict[str, Any] = {
    ProviderKind.CARE_PROVIDER_OWN: _("we"),
    ProviderKind.CARE_PROVIDER_PARTNER_NGO: _("people we know"),
    ProviderKind.STATE_SERVICE: _("a public office"),
    ProviderKind.NON_TRAFFICKING_NGO: _("people we know"),
    ProviderKind.RELIGIOUS_ORG: _("people we know"),
    ProviderKind.COMMUNITY: _("people nearby"),
    ProviderKind.FAMILY: _("my family"),
    ProviderKind.SELF: _("I do this"),
    ProviderKind.EMPLOYER: _("at work"),
    ProviderKind.INTERNATIONAL_ORG: _("people we know"),
}
# Parts of words, in the languages of the region, that must not lie about.
_TELLING = re.compile(
    r"traffi|trafik|трафик|victim|viktim|žrtv|жртв|жертв|exploit|explo(?:a|at)t|eksploat|експлоат"
    r"|prostit|проститу|pimp|shelter|strehim|приют|засолниш|adăpost|skloništ|slave|robie|ropsk"
    r"|abus|абуз|abuz|zlostav|насил|насилств|nasilj|viol|dhun|polic|полици|rescu|shpëtu",
    re.IGNORECASE,
)


def is_telling(text: str) -> bool:
    """Whether words would tell a reader at home what the paper is about."""
    return _TELLING.search(text) is not None


def plain_service(code: str) -> Any:
    """The service by name where that is harmless, else its category in plain words."""
    category = code.partition(".")[0]
    is_harmless = category in _HARMLESS and code in SERVICES and code not in _TELLING_SERVICES
    return service_label(code) if is_harmless else _CATEGORY_WORDS.get(category, _("Help"))


def plain_helper(provider_kind: str) -> Any:
    """Who helps, in words that name no kind of organisation."""
    return _HELPERS[provider_kind]
