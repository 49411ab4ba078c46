"""Assisted persons by one attribute each (T3 to T7, T11, T19): the database groups, nobody is listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.codes import (
    Industry,
    IntakeRoute,
    LocationType,
    ModelOfCare,
    PerpetratorRole,
    RecruitmentMethod,
    RescueContext,
    Residence,
    TargetPopulation,
    TypeOfReturn,
)
from cases.models import ResidenceStatus
from reintegration.codes import AssessmentStatus, RemigrationIntent
from reintegration.models import SelfRating
from renate.reports.indicators.base import Frame, Indicator, Measures, Words
from renate.reports.indicators.groups import (
    DIMENSIONS,
    index_episodes,
    of_newest_case,
    tally,
    with_unknown,
)

_ONLINE = (RecruitmentMethod.SOCIAL_NETWORK, RecruitmentMethod.ONLINE_ADVERT)


@dataclass(frozen=True)
class Spread:
    """One attribute of the assisted persons, each person in one group."""

    key: str
    label: Words
    groups: Mapping[str, Words]
    expression: Callable[[Frame], Any]
    definition: Words
    source: tuple[str, ...]

    @property
    def stem(self) -> str:
        """How its cells are named."""
        return f"assisted|{self.key}"

    def count(self, frame: Frame) -> Measures:
        """Persons by group."""
        return tally(frame.assisted(), self.expression(frame), self.stem, self.groups)


def _of_index(field: str) -> Callable[[Frame], Any]:
    """A field of the experience that led to assistance."""

    def expression(_frame: Frame) -> Any:
        found = index_episodes().order_by("pk").values(field)[:1]
        return Coalesce(Subquery(found, output_field=CharField()), Value(""))

    return expression


def _of_case(field: str) -> Callable[[Frame], Any]:
    return lambda frame: of_newest_case(frame, field)


def _yes_no(yes: Any, known: Any) -> Case:
    return Case(
        When(yes, then=Value("yes")), When(known, then=Value("no")), default=Value("unknown"),
        output_field=CharField(),
    )  # fmt: skip


def _online(_frame: Frame) -> Case:
    online = Exists(
        index_episodes().filter(
            Q(recruitment_method__in=_ONLINE) | Q(recruitment_location_type=LocationType.ONLINE)
        )
    )
    known = Exists(index_episodes().exclude(recruitment_method="", recruitment_location_type=""))
    return _yes_no(Q(online), Q(known))


def _crossed_border(_frame: Frame) -> Case:
    return _yes_no(
        Q(Exists(index_episodes().filter(cross_border=True))),
        Q(Exists(index_episodes().filter(cross_border=False))),
    )


def _residence(frame: Frame) -> Any:
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=frame.as_at)
    found = ResidenceStatus.objects.filter(still, person=OuterRef("pk"))
    newest = found.order_by("-pk").values("kind")[:1]
    own = Case(When(citizenship=frame.home, then=Value(Residence.NATIONAL.value)), default=Value(""))
    return Coalesce(Subquery(newest, output_field=CharField()), own)


def newest_ratings(frame: Frame) -> Any:
    """What the person in the outer query last said about their own situation by the cut-off."""
    said = SelfRating.objects.filter(
        assessment__case__person=OuterRef("pk"),
        assessment__status=AssessmentStatus.FINAL,
        assessment__on__lte=frame.as_at,
    )
    return said.order_by("-assessment__on", "-pk")


def _intent(frame: Frame) -> Any:
    newest = newest_ratings(frame).values("intends_to_remigrate")[:1]
    return Coalesce(Subquery(newest, output_field=CharField()), Value(""))


def _dimension(key: str, definition: Words, source: tuple[str, ...]) -> Spread:
    dimension = DIMENSIONS[key]
    return Spread(dimension.word, dimension.label, dimension.groups, dimension.expression, definition, source)


_YES_NO = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not recorded")}
_INDEX = _("Of the experience that led to assistance. Not asked and not recorded are one group.")
_NEWEST_CASE = _("As recorded in the newest case of the person by the cut-off date.")

SPREADS: dict[str, Spread] = {
    each.key: each
    for each in (
        _dimension(
            "nationality",
            _("Assisted persons by citizenship, seen from the country of the organisation."),
            ("S3-75", "S3-87"),
        ),
        Spread(
            "residence", _("Residence status"), with_unknown(Residence.choices), _residence,
            _("The newest status that stood at the cut-off date; citizens of the country are nationals."),
            ("S3-75",),
        ),
        Spread(
            "industry", _("Industry of forced labour"), with_unknown(Industry.choices),
            _of_index("labour_industry"), _INDEX, ("S3-75",),
        ),
        Spread("border", _("Taken across a border"), _YES_NO, _crossed_border, _INDEX, ("S3-75",)),
        _dimension("exploited_in", _INDEX, ("S3-75",)),
        Spread(
            "recruited_at", _("Place of recruitment"), with_unknown(LocationType.choices),
            _of_index("recruitment_location_type"), _INDEX, ("S1-05",),
        ),
        Spread(
            "recruited_by", _("Way of recruitment"), with_unknown(RecruitmentMethod.choices),
            _of_index("recruitment_method"), _INDEX, ("S1-06",),
        ),
        Spread(
            "recruiter", _("Role of the recruiter"), with_unknown(PerpetratorRole.choices),
            _of_index("recruiter_role"), _INDEX, ("S1-07",),
        ),
        Spread(
            "online", _("Recruited online"), _YES_NO, _online,
            _("Recruited through a social network, an online advert or another place online."), ("S1-11",),
        ),
        Spread(
            "route", _("Source of referral"), with_unknown(IntakeRoute.choices), _of_case("intake_route"),
            _NEWEST_CASE, ("S1-17",),
        ),
        Spread(
            "rescue", _("Way out of exploitation"), with_unknown(RescueContext.choices),
            _of_case("rescue_context"), _NEWEST_CASE, ("S0-05",),
        ),
        Spread(
            "returned", _("Type of return"),
            dict(TypeOfReturn.choices) | {"": _("No return from abroad, or not recorded")},
            _of_case("type_of_return"), _NEWEST_CASE, ("S2-06", "S2-07", "S2-08"),
        ),
        _dimension(
            "phase",
            _("The phase in which the person stood at the cut-off date, as it had been decided."),
            ("S3-31", "R-01"),
        ),
        Spread(
            "model", _("Model of care"), with_unknown(ModelOfCare.choices), _of_case("model_of_care"),
            _NEWEST_CASE, ("S3-72", "S3-73"),
        ),
        Spread(
            "population", _("Target population"), with_unknown(TargetPopulation.choices),
            _of_case("target_population"), _NEWEST_CASE, ("S3-74",),
        ),
        Spread(
            "remigration", _("Wish to leave again"), with_unknown(RemigrationIntent.choices), _intent,
            _("What the person answered last by the cut-off date."), ("S3-81",),
        ),
    )
}  # fmt: skip

INDICATORS = tuple(
    Indicator(spread.key, spread.label, spread.definition, _("persons"), spread.source, spread.count)
    for spread in SPREADS.values()
)
__all__ = ["INDICATORS", "SPREADS", "Spread", "newest_ratings"]
