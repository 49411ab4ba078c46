"""Invented persons: names in the letters of their country, ages and families that fit."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from cases.codes import Precision, Relation, RelativeSafety, Sex
from cases.rules.people import CODE_ALPHABET
from renate.demo.library import load, names_of
from renate.demo.luck import Luck

FOREIGN_SHARE = 0.11
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
_PAIRS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_LATIN = dict(zip(_CYRILLIC, "abvgdđežzijkl-mn-oprstćufhcč-š", strict=True)) | _PAIRS


@dataclass(frozen=True)
class Relative:
    """Somebody close to the person; `values` are fields of RelatedPerson."""

    values: dict[str, Any]
    is_beneficiary: bool = False


@dataclass(frozen=True)
class Profile:
    """A person: `values` are fields of Person."""

    group: str  # woman, man, girl, boy
    birth: date
    citizenship: str
    language: str
    is_foreign: bool
    values: dict[str, Any]
    family: list[Relative] = field(default_factory=list)

    @property
    def is_female(self) -> bool:
        """For names and services."""
        return self.group in ("woman", "girl")

    def age_on(self, on: date) -> int:
        """Completed years."""
        return relativedelta(on, self.birth).years

    @property
    def adult_on(self) -> date:
        """The 18th birthday."""
        return self.birth + relativedelta(years=18)


def full_name(luck: Luck, country: str, *, female: bool) -> str:
    """First name and surname of the right form; in Serbia one in four in Latin letters."""
    names = names_of(country)
    kind = "female" if female else "male"
    surnames = names.get("surnames") or names[f"surnames_{kind}"]
    name = f"{luck.pick(names[kind])} {luck.pick(surnames)}"
    return to_latin(name) if names.get("latin") and luck.chance(0.25) else name


def to_latin(name: str) -> str:
    """Serbian Cyrillic to Serbian Latin."""
    letters = [_LATIN.get(char.lower(), char) for char in name]
    return "".join(new.capitalize() if old.isupper() else new for old, new in zip(name, letters, strict=True))


def person(luck: Luck, country: str, on: date, *, oldest_first: bool = False) -> Profile:
    """Somebody who comes on a day; `oldest_first` leaves out younger children, who have no past yet."""
    tables = load("profile")
    group = luck.weighted(tables["groups"])
    low, high = map(int, luck.weighted(tables["ages"][group]).split("-"))
    if oldest_first:
        low, high = max(low, 15), max(high, 16)
    birth = on - relativedelta(years=luck.number(low, high)) - timedelta(days=luck.number(20, 340))
    is_foreign = luck.chance(FOREIGN_SHARE)
    citizenship = luck.weighted(tables["foreign"][country]) if is_foreign else country
    names = names_of(citizenship)
    near = names["language"] == names_of(country)["language"]
    values = _identity(luck, citizenship, group, birth) | {
        "citizenship": citizenship,
        "country_of_birth": citizenship,
        "first_language": names["language"],
        "interpreter_needed": is_foreign and not near and luck.chance(0.85),
    }
    values |= _standing(luck, relativedelta(on, birth).years)
    return Profile(group, birth, citizenship, names["language"], is_foreign, values)


def _identity(luck: Luck, citizenship: str, group: str, birth: date) -> dict[str, Any]:
    female = group in ("woman", "girl")
    name = full_name(luck, citizenship, female=female)
    precision = luck.weighted({Precision.DAY: 92, Precision.MONTH: 4, Precision.YEAR: 4})
    if precision != Precision.DAY:
        birth = birth.replace(day=1, **({"month": 1} if precision == Precision.YEAR else {}))
    return {
        "legal_name": name,
        "preferred_name": name.split()[0] if luck.chance(0.6) else "",
        "document_number": luck.code(CODE_ALPHABET, 2) + luck.code("0123456789", 7)
        if luck.chance(0.62)
        else "",
        "birth_date": birth,
        "birth_precision": precision,
        "birth_year": birth.year,
        "age_estimated": precision == Precision.YEAR,
        "sex": Sex.FEMALE if female else Sex.MALE,
        "place_of_origin": luck.pick(names_of(citizenship)["places"]),
    }


def _standing(luck: Luck, age: int) -> dict[str, Any]:
    tables = load("profile")
    values = {"education_level": luck.weighted(tables["education"]["child" if age < 18 else "adult"])}
    if age >= 16:
        values["marital_status"] = luck.weighted(tables["marital"]["young" if age < 25 else "older"])
        values["children_count"] = luck.weighted({0: 9, 1: 3, 2: 1} if age < 25 else {0: 4, 1: 4, 2: 4, 3: 2})
    return values


def family(luck: Luck, profile: Profile, country: str, on: date, beneficiaries: int) -> list[Relative]:
    """A guardian for a minor (R-16), and the family members who get help of their own (S3-64)."""
    people = []
    if profile.adult_on > on:
        people.append(_guardian(luck, profile))
    if beneficiaries:
        kinds = _kinds(luck, profile, on)
        people += [_relative(luck, profile, luck.weighted(kinds), on) for _ in range(beneficiaries)]
    return people


def _kinds(luck: Luck, profile: Profile, on: date) -> dict[str, float]:
    if profile.age_on(on) < 18:
        return {Relation.SIBLING: 6, Relation.PARENT: 3, Relation.GRANDPARENT: 1}
    return {Relation.CHILD: 12, Relation.PARENT: 2, Relation.SIBLING: 2, Relation.PARTNER: 1}


def _guardian(luck: Luck, profile: Profile) -> Relative:
    relation = luck.weighted({Relation.PARENT: 6, Relation.GUARDIAN: 3, Relation.GRANDPARENT: 1})
    older = luck.number(45, 58) if relation == Relation.GRANDPARENT else luck.number(20, 38)
    safety = {RelativeSafety.SAFE: 7, RelativeSafety.UNKNOWN: 2, RelativeSafety.UNSAFE: 1}
    female = luck.chance(0.7)
    return Relative(
        {
            "relation": relation,
            "name": full_name(luck, profile.citizenship, female=female),
            "birth_year": profile.birth.year - older,
            "sex": Sex.FEMALE if female else Sex.MALE,
            "lives_with": luck.chance(0.3),
            "is_guardian": True,
            "guardian_verified": luck.chance(0.85),
            "conflict_of_interest": luck.weighted({False: 8, True: 1, None: 1}),
            "safety": luck.weighted(safety),
        }
    )


def _relative(luck: Luck, profile: Profile, relation: str, on: date) -> Relative:
    age = profile.age_on(on)
    ages: dict[str, int] = {
        Relation.CHILD: luck.number(0, max(1, min(15, age - 17))),
        Relation.SIBLING: max(3, age + luck.number(-8, 8)),
        Relation.PARENT: age + luck.number(19, 34),
        Relation.GRANDPARENT: age + luck.number(42, 55),
        Relation.PARTNER: max(18, age + luck.number(-3, 8)),
    }
    female = luck.chance(0.5)
    return Relative(
        {
            "relation": relation,
            "name": full_name(luck, profile.citizenship, female=female),
            "birth_year": on.year - ages[relation],
            "sex": Sex.FEMALE if female else Sex.MALE,
            "is_beneficiary": True,
            "lives_with": luck.chance(0.7),
            "dependant": relation == Relation.CHILD,
            "knows": luck.weighted({False: 6, True: 2, None: 2}),
            "safety": RelativeSafety.SAFE,
        },
        is_beneficiary=True,
    )
