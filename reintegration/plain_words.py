"""Words that may lie on a kitchen table: no service that tells, no name, no code, no number.

The person takes it home, where others may read it (S2-44, domain 7 rule 6). What is not on these lists is
named by its category only.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.formats import date_format

from reintegration.catalogue import SERVICES, service_label
from reintegration.codes import ProviderKind

ENGLISH = "en"

# Categories whose services say no more than anybody's errands do.
_HARMLESS = frozenset({"basic_needs", "education_training", "economic", "interpretation"})
_TELLING_SERVICES = frozenset({"basic_needs.emergency_cash", "economic.social_enterprise"})
_FILE = Path(__file__).parent / "data" / "plan_wording_v1.json"
_HELPERS: dict[str, str] = {
    ProviderKind.CARE_PROVIDER_OWN: "us",
    ProviderKind.CARE_PROVIDER_PARTNER_NGO: "people_we_know",
    ProviderKind.STATE_SERVICE: "public_office",
    ProviderKind.NON_TRAFFICKING_NGO: "people_we_know",
    ProviderKind.RELIGIOUS_ORG: "people_we_know",
    ProviderKind.COMMUNITY: "people_nearby",
    ProviderKind.FAMILY: "family",
    ProviderKind.SELF: "myself",
    ProviderKind.EMPLOYER: "at_work",
    ProviderKind.INTERNATIONAL_ORG: "people_we_know",
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


@dataclass(frozen=True)
class PlanWords:
    """All that stands on the person's copy besides their own words, in one language."""

    code: str
    title: str
    now: str
    later: str
    by: str
    again: str
    mine: str
    categories: dict[str, str]
    other: str
    helpers: dict[str, str]

    def day(self, on: date) -> str:
        """A date as people of the language write it."""
        return date_format(on, "j M Y") if self.code == ENGLISH else f"{on:%d.%m.%Y}"

    def service(self, code: str) -> str:
        """The service by name where that is harmless, else its category in plain words.

        The names of services are known in English only.
        """
        category = code.partition(".")[0]
        is_harmless = category in _HARMLESS and code in SERVICES and code not in _TELLING_SERVICES
        if is_harmless and self.code == ENGLISH:
            return str(service_label(code))
        return self.categories.get(category, self.other)

    def helper(self, provider_kind: str) -> str:
        """Who helps, in words that name no kind of organisation."""
        return self.helpers[_HELPERS[provider_kind]]


@cache
def _every() -> dict[str, PlanWords]:
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["wordings"]
    return {row["code"]: PlanWords(**row) for row in rows}


def plan_words(code: str) -> PlanWords:
    """The words of the copy in a language that the person's own page has too."""
    return _every()[code]
