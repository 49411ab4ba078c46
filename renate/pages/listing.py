"""The shelter on the list of cases: composed here, from an app that need not know of the list."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy

from cases import listing
from cases.listing import ListColumn, ListFilter, Looking
from cases.models.case import CaseQuerySet
from renate.accounts.roles import Section
from shelters.models import Shelter, Stay

NONE = "none"


def _shelters(looking: Looking) -> list[tuple[str, Any]]:
    shelters = Shelter.objects.filter(closed_on__isnull=True).order_by("name")
    named = list(shelters.values_list("public_id", "name"))
    return [*named, (NONE, gettext_lazy("In no shelter"))]


def _sheltered(code: str, looking: Looking) -> Q:
    """Who sleeps in a shelter at present; only for who may read about stays."""
    stays = Stay.objects.open().filter(case=OuterRef("pk"))
    return ~Q(Exists(stays)) if code == NONE else Q(Exists(stays.filter(bed__shelter__public_id=code)))


def _with_shelter(cases: CaseQuerySet) -> CaseQuerySet:
    stays = Stay.objects.open().filter(case=OuterRef("pk")).order_by("-from_on")
    return cases.annotate(shelter_name=Subquery(stays.values("bed__shelter__name")[:1]))


def register() -> None:
    """Called once at start-up."""
    label = gettext_lazy("Shelter")
    listing.register_filter(ListFilter("shelter", label, _shelters, _sheltered, section=Section.STAY))
    listing.register_column(
        ListColumn(
            "shelter",
            label,
            lambda case: case.shelter_name or "",
            ("shelter_name",),
            _with_shelter,
            is_usual=False,
            place=65,
            section=Section.STAY,
        )
    )
