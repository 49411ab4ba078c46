"""What was delivered (T8) and how shelters were used (T9)."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from reintegration.catalogue import CATEGORY_LABELS
from renate.reports.indicators.base import Frame, Indicator, Measures, Words
from shelters.codes import ShelterLevel
from shelters.models import Shelter, Stay
from shelters.queries import bed_nights

# The fund's own list, made of categories and single services of the catalogue (domain 6, UNVTF).
UNVTF: dict[str, tuple[Words, tuple[str, ...]]] = {
    "shelter": (_("Shelter"), ("accommodation.",)),
    "health": (_("Health"), ("health.",)),
    "psychosocial": (_("Psychosocial support"), ("psychosocial.",)),
    "education": (
        _("Education"),
        tuple(f"education_training.{name}" for name in ("school", "literacy", "language", "life_skills")),
    ),
    "vocational": (
        _("Vocational training"),
        tuple(f"education_training.{name}" for name in ("vocational", "professional", "training_stipend")),
    ),
    "financial": (_("Financial inclusion"), ("economic.",)),
    "legal": (_("Legal aid"), ("legal.",)),
}


def _begins_with(prefixes: tuple[str, ...]) -> Q:
    condition = Q()
    for prefix in prefixes:
        condition |= Q(service__startswith=prefix)
    return condition


def count_unvtf(frame: Frame) -> Measures:
    """Services and persons by the groups of the fund; other services together."""
    named = {group: _begins_with(prefixes) for group, (_label, prefixes) in UNVTF.items()}
    anything = Q()
    for condition in named.values():
        anything |= condition
    groups = named | {"else": ~anything}
    counts = {}
    for group, condition in groups.items():
        counts[f"n_{group}"] = Count("pk", filter=condition)
        counts[f"p_{group}"] = Count("case__person", distinct=True, filter=condition)
    found = frame.deliveries().to_primary().aggregate(**counts)
    measures: Measures = {f"assisted|fund={group}": found[f"p_{group}"] for group in groups}
    return measures | {f"deliveries|fund={group}": found[f"n_{group}"] for group in groups}


def count_services(frame: Frame) -> Measures:
    """Deliveries and distinct persons by category; secondary beneficiaries apart."""
    found: Measures = {}
    for category in CATEGORY_LABELS:
        found |= {f"assisted|service={category}": 0, f"deliveries|service={category}": 0}
        found[f"secondary|service={category}"] = 0
    primary = frame.deliveries().to_primary().values("category")
    for row in primary.annotate(n=Count("pk"), people=Count("case__person", distinct=True)):
        if row["category"] in CATEGORY_LABELS:
            found[f"deliveries|service={row['category']}"] = row["n"]
            found[f"assisted|service={row['category']}"] = row["people"]
    secondary = frame.deliveries().to_secondary().filter(recipient__is_beneficiary=True).values("category")
    for row in secondary.annotate(people=Count("recipient", distinct=True)):
        if row["category"] in CATEGORY_LABELS:
            found[f"secondary|service={row['category']}"] = row["people"]
    return found


def count_nights(frame: Frame) -> Measures:
    """Nights slept and nights that beds were there, and persons who stayed, by level of shelter."""
    found: Measures = {}
    for level in ShelterLevel.values:
        found |= {f"nights|level={level}": 0, f"capacity|level={level}": 0, f"stayed|level={level}": 0}
    for house in bed_nights(Shelter.objects.all(), frame.from_on, frame.last):
        found[f"nights|level={house.shelter.level}"] += house.nights
        found[f"capacity|level={house.shelter.level}"] += house.capacity_nights
    stays = Stay.objects.touching(frame.from_on, frame.last).exclude(case__person__pk__among=frame.left_out)
    for level, people in stays.values_list("bed__shelter__level").annotate(
        n=Count("case__person", distinct=True)
    ):
        found[f"stayed|level={level}"] = people
    found["stayed"] = stays.aggregate(n=Count("case__person", distinct=True))["n"]
    return found


INDICATORS = (
    Indicator(
        "services",
        _("Services by category"),
        _(
            "Services delivered in the period and the persons who received them, by category of the "
            "service catalogue. A person who received services of several categories is counted in each. "
            "What persons or families arranged themselves is not counted as a service."
        ),
        _("services, persons"),
        ("S3-10", "S3-28"),
        count_services,
    ),
    Indicator(
        "unvtf",
        _("Services by group of the UN Voluntary Trust Fund"),
        _(
            "The same services by the groups that the fund names; services of other kinds are one line. A "
            "person is counted in each group."
        ),
        _("services, persons"),
        ("S3-10",),
        count_unvtf,
    ),
    Indicator(
        "nights",
        _("Shelter nights"),
        _(
            "Nights that beds were slept in, against the nights that beds were available (emergency beds "
            "are not capacity). The day of leaving is not a night. Persons are counted once a level. "
            "Shelters count as a whole, whoever paid."
        ),
        _("nights, persons"),
        ("S0-08", "R-17"),
        count_nights,
    ),
)
