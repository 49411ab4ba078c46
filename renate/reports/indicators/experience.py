"""What had happened before, and whether it happened again (T4, T14)."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.codes import RelationToAssistance
from cases.models import TraffickingEpisode
from renate.reports.indicators.base import Frame, Indicator, Measures
from renate.reports.indicators.forms_of import FORMS, REST
from renate.reports.indicators.people import SEXES, sex_group

NOT_RECORDED = "none"


def count_forms(frame: Frame) -> Measures:
    """Assisted persons by form of exploitation and sex; one person can be in several forms."""
    index = TraffickingEpisode.objects.filter(
        person=OuterRef("pk"), relation_to_assistance=RelationToAssistance.INDEX
    )
    groups = FORMS | {"rest": REST}
    people = frame.assisted().annotate(
        **{form: Exists(index.filter(purposes__overlap=list(codes))) for form, codes in groups.items()}
    )
    counts = {f"n_{form}": Count("pk", filter=Q(**{form: True})) for form in groups}
    nothing = Count("pk", filter=Q(**dict.fromkeys(FORMS, False)))
    rows = people.values("sex").annotate(**counts, **{f"n_{NOT_RECORDED}": nothing})
    forms = [*groups, NOT_RECORDED]
    found: Measures = {f"assisted|form={form}": 0 for form in forms}
    found |= {f"assisted|form={form}|sex={sex}": 0 for form in forms for sex in SEXES}
    for row in rows:
        for form in forms:
            found[f"assisted|form={form}"] += row[f"n_{form}"]
            found[f"assisted|form={form}|sex={sex_group(row['sex'])}"] += row[f"n_{form}"]
    return found


def count_previously(frame: Frame) -> Measures:
    """Assisted persons who had an experience before the one that led to assistance (R-11)."""
    earlier = TraffickingEpisode.objects.filter(
        person=OuterRef("pk"), relation_to_assistance=RelationToAssistance.BEFORE
    )
    return {"assisted|before": frame.assisted().filter(Exists(earlier)).count()}


def count_again(frame: Frame) -> Measures:
    """Persons ever assisted with an experience that began after assistance and by the cut-off (R-10)."""
    again = TraffickingEpisode.objects.filter(
        Q(started_on__lte=frame.as_at) | Q(started_on__isnull=True),
        person=OuterRef("pk"),
        relation_to_assistance=RelationToAssistance.AFTER,
    )
    return {"ever|again": frame.ever_assisted().filter(Exists(again)).count()}


INDICATORS = (
    Indicator(
        "forms",
        _("Form of exploitation"),
        _(
            "Assisted persons by the form of exploitation that led to assistance, in the groups of "
            "European statistics. A person who suffered several forms is counted in each, so the forms "
            "add up to more than the persons. Forced labour includes servitude, slavery-like practices "
            "and child labour."
        ),
        _("persons"),
        ("S3-75", "S3-87"),
        count_forms,
    ),
    Indicator(
        "previously",
        _("Previously trafficked"),
        _(
            "Assisted persons who had been trafficked before the experience that led to assistance. Not "
            "to be added to or confused with re-trafficking after assistance."
        ),
        _("persons"),
        ("S3-35", "R-11"),
        count_previously,
    ),
    Indicator(
        "again",
        _("Re-trafficked after assistance"),
        _(
            "Persons ever assisted by the cut-off date whose new trafficking experience began after "
            "assistance had begun and by the cut-off date."
        ),
        _("persons"),
        ("S3-61", "R-10"),
        count_again,
    ),
)
