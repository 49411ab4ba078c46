"""T3 nationality and residence, T5 recruitment, T6 ways to assistance, T19 models of care."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from renate.reports.indicators import Words
from renate.reports.indicators.later import DIFFICULT
from renate.reports.tables.base import Builder, Count, Part, Section, Sentence
from renate.reports.tables.lines import counted, overlap, spread_section


def _origin(builder: Builder) -> Section:
    return spread_section(builder, ("nationality", "residence"))


def _recruitment(builder: Builder) -> Section:
    return spread_section(builder, ("recruited_at", "recruited_by", "recruiter", "online"), chart=1)


def _ways(builder: Builder) -> Section:
    return spread_section(builder, ("route", "rescue", "returned"))


def _models(builder: Builder) -> Section:
    section = spread_section(builder, ("model", "population"))
    anybody = builder.count("assisted|difficult")
    builder.figures.add_share("assisted", anybody.key)
    labels: dict[str, Words] = {code.value: code.label for code in DIFFICULT}
    lines = overlap(builder, anybody.key, "assisted|difficult", labels, covers=True)
    total = _("Persons in any of these situations")
    table = counted(_("What made the situation difficult"), _("Situation"), anybody.key, lines, total=total)
    said = Sentence(
        _("{n} of {all} assisted persons were in a difficult situation."), n=anybody, all=Count("assisted")
    )
    return Section((*section.lead, said), (*section.tables, table), section.chart)


def _keys(*keys: str) -> Sequence[str]:
    return ("assisted", *keys)


PARTS = (
    Part("T3", _("Nationality and residence"), _("Nationality group, residence status"),
         tuple(_keys("nationality", "residence")), _origin),
    Part("T5", _("Recruitment"), _("Place, way, recruiter, online"),
         tuple(_keys("recruited_at", "recruited_by", "recruiter", "online")), _recruitment),
    Part("T6", _("How persons came to assistance"),
         _("Source of referral, way out of exploitation, type of return"),
         tuple(_keys("route", "rescue", "returned")), _ways),
    Part("T19", _("Models of care"), _("Models, target populations, difficult situations"),
         tuple(_keys("model", "population", "difficult")), _models),
)  # fmt: skip
