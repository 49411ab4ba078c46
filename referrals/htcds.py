"""A package in the field names of HTCDS 2.0 (domain 8): only what was ticked, only names of the standard.

Never in it: those who did it, coordinates, addresses, document numbers, deprecated fields. What the standard
has no token for goes out as Other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

_DATA = Path(__file__).parent / "data" / "htcds_v2.json"
_GENDER = {"female": "Feminine", "male": "Masculine"}
_MARITAL = {
    "single": "Single",
    "married": "Married",
    "registered_partnership": "RegisteredPartnership",
    "separated": "Separated",
    "divorced": "Divorced",
    "widowed": "Widowed",
}
_EXPLOITATION = {
    "sexual_exploitation": "SexualExploitation",
    "forced_labour": "ForcedLabour",
    "domestic_servitude": "Servitude",
    "other_servitude": "Servitude",
    "slavery_or_similar": "Servitude",
    "forced_begging": "ForcedBegging",
    "child_labour": "ChildLabour",
    "forced_marriage": "ForcedMarriage",
    "illegal_adoption": "ForcedAdoption",
    "surrogacy": "Surrogacy",
    "organ_removal": "OrganRemoval",
    "armed_group": "ForcedMilitaryByNonStateActors",
}
_SEXUAL = {
    "prostitution": "Prostitution",
    "pornography": "Pornography",
    "remote_interactive": "RemoteInteractiveServices",
    "private_sexual_services": "PrivateSexualServices",
}
_CONTROL = {
    "debt_bondage": "DebtBondage",
    "takes_earnings": "TakesEarnings",
    "restricts_financial_access": "RestrictsFinancialAccess",
    "physical_threats": "PhysicalThreats",
    "psychological_abuse": "PsychologicalAbuse",
    "physical_abuse": "PhysicalAbuse",
    "sexual_abuse": "SexualAbuse",
    "false_promises": "FalsePromises",
    "psychoactive_substance": "PsychoactiveSubstance",
    "restricts_medical_care": "RestrictsMedicalCare",
    "excessive_working_hours": "ExcessiveWorkingHours",
    "threatens_or_uses_children_family": "ThreatensChildrenFamily",
    "threat_of_law_enforcement": "ThreatsLawEnforcement",
    "withholds_necessities": "WithholdsNecessities",
    "withholds_documents": "WithholdsDocuments",
}
_RECRUITMENT = {
    "place_of_business": "AtAPlaceOfBusiness",
    "educational_institution": "AtAnEducationalInstitution",
    "at_work": "AtWork",
    "online_social_network": "ThroughOnlineSocialNetworks",
    "online_advert": "ThroughAnOnlineAdvertisement",
    "tv_advert": "ThroughATelevisionAdvert",
    "newspaper_advert": "ThroughANewspaperAdvert",
    "family_or_family_event": "ThroughFamilyOrFamilyEvents",
    "friends_or_social_event": "ThroughFriendsOrSocialEvents",
    "partner_loverboy": "ThroughFriendsOrSocialEvents",
}
_REASON = {
    "additional_services": "AdditionalServicesRequired",
    "change_of_location": "MigrationOrChangeOfLocation",
}
_PHONES = {"phone", "sms", "app"}
_SPL_TYPE = {
    "education_training": "Education",
    "economic": "Livelihood",
    "basic_needs": "Financial",
    "health": "Health",
    "psychosocial": "Health",
    "legal": "Legal",
    "family": "SocialCare",
    "community": "SocialCare",
    "accommodation": "SocialCare",
}


@cache
def standard() -> dict[str, Any]:
    """The names, values and deprecations of the standard."""
    found: dict[str, Any] = json.loads(_DATA.read_text(encoding="utf-8"))
    return found


def record(
    content: Mapping[str, Rows], *, sender: str, sender_country: str, receiver: str, reason: str,
    sent_on: date,
) -> dict[str, Any]:  # fmt: skip
    """One person's package as HTCDS fields; empty ones are left out."""
    fields: dict[str, Any] = {
        "org_Name": sender,
        "org_ShippingCountry": sender_country,
        "org_Type": "NGO",
        "cas_ReferredOrganisation": receiver,
        "cas_ReasonForOutgoingReferral": _REASON.get(reason, "Other"),
        "cas_OutgoingReferralDate": sent_on.isoformat(),
        "con_Consent": True,
    }
    for letter, build in _SECTIONS.items():
        if letter in content:
            fields |= build(content[letter])
    said = {name: value for name, value in fields.items() if value not in (None, "", [], "unknown")}
    known = standard()["fields"]
    return {name: value for name, value in said.items() if not known[name]["deprecated"]}


def document(fields: Mapping[str, Any]) -> bytes:
    """The file: what standard it follows, and the fields."""
    about = {"standard": standard()["standard"], "licence": standard()["licence"]}
    return json.dumps({**about, "record": fields}, ensure_ascii=False, indent=1).encode()


def _identity(rows: Rows) -> dict[str, Any]:
    person = rows["person"][0]
    birth = person.get("birth") or ""
    languages = person.get("other_languages") or []
    fields = {
        # The file keeps names whole: nothing is guessed about which part is the family's.
        "prs_FirstName": person.get("legal_name") or person.get("preferred_name"),
        "prs_Birthdate": birth if len(birth) == len("2001-05-12") else "",
        "prs_Gender": _GENDER.get(person.get("sex") or "", "NonSpecifiedUnknown"),
        "prs_MaritalStatus": _MARITAL.get(person.get("marital_status") or ""),
        "prs_NumberOfChildren": person.get("children_count"),
        "prs_PrimaryLanguage": person.get("first_language"),
        "prs_SecondaryLanguage": languages[0] if languages else "",
        "prs_HighestLevelOfEducation": _education(person.get("education_level") or ""),
        "prs_Citizenship": person.get("citizenship"),
    }
    for way in rows.get("contact", []):
        if way.get("channel") in _PHONES:
            fields["prs_MobilePhone"] = way.get("value")
        elif way.get("channel") == "email":
            fields["prs_Email"] = way.get("value")
    return fields


def _history(rows: Rows) -> dict[str, Any]:
    episodes = rows.get("episodes", [])
    if not episodes:
        return {}
    index = next((each for each in episodes if each.get("relation_to_assistance") == "index"), episodes[-1])
    return {
        "vic_AgeWhenTrafficked": episodes[0].get("age_at_start"),
        "vic_TypeOfExploitation": _tokens(index.get("purposes") or [], _EXPLOITATION),
        "vic_TypeOfSexExploitation": _SEXUAL.get(index.get("sex_exploitation_form") or ""),
        "vic_ForcedLabourIndustry": _industry(index.get("labour_industry") or ""),
        "vic_MethodsOfControl": _tokens(index.get("methods_of_control") or [], _CONTROL),
        "vic_MethodOfRecruitment": _tokens([index.get("recruitment_method") or ""], _RECRUITMENT),
        "hte_Country": index.get("country_of_exploitation"),
        "hte_Type": "Exploitation",
        "hte_Description": index.get("narrative"),
    }


def _plan(rows: Rows) -> dict[str, Any]:
    services = [row["service"] for row in rows.get("services", [])]
    kinds = [_SPL_TYPE.get(code.partition(".")[0]) for code in services]
    review = next((row.get("review_due") for row in rows.get("plan", [])), None)
    return {
        "spl_Objectives": "\n".join(row["wording"] for row in rows.get("goals", []) if row.get("wording")),
        "spl_ActionPlan": "\n".join(services),
        "spl_PlannedEndDate": review,
        "spl_Type": sorted({kind for kind in kinds if kind}),
    }


_SECTIONS = {"A": _identity, "B": _history, "C": _plan}


def _tokens(codes: Sequence[str], tokens: Mapping[str, str]) -> list[str]:
    """Each once, in the order of the file; what the standard has no word for is Other."""
    return list(dict.fromkeys(tokens.get(code, "Other") for code in codes if code and code != "unknown"))


def _education(code: str) -> str:
    levels = standard()["fields"]["prs_HighestLevelOfEducation"]["values"]
    return levels[int(code[-1])] if code.startswith("isced") else ""


def _industry(code: str) -> str:
    found = standard()["fields"]["vic_ForcedLabourIndustry"]["values"]
    return next((value for value in found if value.startswith(f"{code}_")), "") if code else ""
