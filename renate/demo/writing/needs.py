"""What open cases bring and need: strengths, skills, rounds of needs, the family, stages."""

from collections.abc import Iterable
from datetime import date

from cases.codes import (
    CommunityConclusion,
    FamilyConclusion,
    HomeEnvironment,
    LocalService,
    NeedDomain,
    NeedsKind,
    NotAnswered,
    SkillLevel,
    StageKind,
    Timing,
)
from cases.models import (
    ChildProtection,
    CommunityAssessment,
    EpisodeStage,
    FamilyAssessment,
    Need,
    NeedsAssessment,
    Profile,
    RecruiterProfile,
    Skill,
    TraffickingEpisode,
)
from cases.rules.needs import repeat_on
from renate.demo.library import load
from renate.demo.luck import Luck
from renate.demo.story import clip, days
from renate.demo.writing.files import Filed
from renate.demo.writing.sheet import Sheet

_SECOND_ROUND_AFTER = 100


def write_needs(sheet: Sheet, filed: Iterable[Filed], luck: Luck) -> None:
    """Write what belongs to open cases; what ended long ago had no such pages."""
    running = [each for each in filed if each.case.is_open and not each.person.storage_refused]
    for each in running:
        _brought(sheet, each, luck)
        _rounds(sheet, each, luck)
        _surroundings(sheet, each, luck)
    _episodes(sheet, running, luck)
    sheet.write(Profile, Skill, ChildProtection, NeedsAssessment, Need, FamilyAssessment, CommunityAssessment)
    sheet.write(EpisodeStage, RecruiterProfile)


def _brought(sheet: Sheet, each: Filed, luck: Luck) -> None:
    words, person = load("brought"), each.case.person
    sheet.add(
        Profile, person=person, strengths=luck.pick(words["strengths"]),
        aspirations=luck.pick(words["aspirations"]),
        not_answered={"before_home": luck.pick([NotAnswered.DECLINED.value, NotAnswered.NOT_ASKED.value])},
    )  # fmt: skip
    for name in luck.some(words["skills"], luck.number(1, 3)):
        sheet.add(
            Skill, person=person, name=name, level=luck.pick(SkillLevel.values), certificate=luck.chance(0.2),
            wants_to_use=luck.weighted({True: 5, False: 1, None: 2}),
        )  # fmt: skip


def _rounds(sheet: Sheet, each: Filed, luck: Luck) -> None:
    story = each.story
    first = clip(story.opened_on + days(luck.number(3, 13)), story.opened_on, story.last_day())
    _round(sheet, each, luck, first, NeedsKind.INITIAL)
    again = first + days(_SECOND_ROUND_AFTER + luck.number(0, 20))
    if again <= story.last_day():
        recent = max(again, story.last_day() - days(luck.number(5, 150)))
        _round(sheet, each, luck, recent, NeedsKind.REPEAT)


def _round(sheet: Sheet, each: Filed, luck: Luck, on: date, kind: str) -> None:
    words = load("brought")
    table = {int(level): n for level, n in words["levels"]["early" if kind == "initial" else "late"].items()}
    assessment = sheet.add(
        NeedsAssessment, case=each.case, by=each.manager, kind=kind, on=on,
        with_interpreter=each.case.person.interpreter_needed, most_needed=luck.pick(words["most_needed"]),
        resilience=luck.pick(words["resilience"]), savings="none" if kind == "initial" else "some",
        repeat_on=repeat_on(on, each.story.opened_on),
    )  # fmt: skip
    first = luck.some(NeedDomain.values, 3)
    for domain in NeedDomain.values:
        silent = luck.chance(0.04)
        level = None if silent else luck.weighted(table)
        sheet.add(
            Need, assessment=assessment, domain=domain, level=level,
            not_answered=NotAnswered.NOT_ASKED if silent else "",
            timing=Timing.NOW if (level or 0) >= 2 else Timing.LATER if level else "",
            priority=first.index(domain) + 1 if level and domain in first else None,
        )  # fmt: skip


def _surroundings(sheet: Sheet, each: Filed, luck: Luck) -> None:
    case, story = each.case, each.story
    on = clip(story.opened_on + days(luck.number(14, 60)), story.opened_on, story.last_day())
    minor = case.person.is_minor_on(story.last_day())
    if minor:
        sheet.add(
            ChildProtection, case=case, actor="Centre for Social Work", informed_on=story.opened_on,
            best_interest="Stay at school; no contact with the family until it is found to be safe.",
            best_interest_on=on,
        )  # fmt: skip
    if minor or luck.chance(0.3):
        home = luck.weighted({"adequate": 4, "unsatisfactory": 3, "unhealthy": 2, "dangerous": 1})
        unfit = home in {HomeEnvironment.DANGEROUS, HomeEnvironment.UNHEALTHY}
        verdict = FamilyConclusion.NOT_SUITABLE if unfit else FamilyConclusion.WITH_SUPPORT
        sheet.add(
            FamilyAssessment, case=case, by=each.manager, on=on, home_environment=home, conclusion=verdict,
            agrees=True, able=not unfit, economy="poor", tracing="not_needed",
            not_answered={"violence": NotAnswered.UNKNOWN.value},
            child_views="Wants to sleep at home at weekends." if minor else "",
        )  # fmt: skip
    if luck.chance(0.25):
        sheet.add(
            CommunityAssessment, case=case, by=each.manager, on=on, country=each.person.country,
            stigma=luck.number(2, 4), services=luck.some(LocalService.values, 5), work="limited",
            security="safe", safe_to_visit=True, conclusion=CommunityConclusion.WITH_MEASURES,
        )  # fmt: skip


def _episodes(sheet: Sheet, running: list[Filed], luck: Luck) -> None:
    words = load("brought")
    people = {each.case.person.pk for each in running}
    for episode in TraffickingEpisode.objects.filter(person__in=people).order_by("id"):
        if episode.asked_status != "answered" or not luck.chance(0.5):
            continue
        for stage in StageKind.values:
            sheet.add(
                EpisodeStage, episode=episode, stage=stage, country=episode.country_of_exploitation,
                location_type=luck.pick(words["stages"][stage]), happened_on=episode.started_on,
                happened_precision=episode.started_precision,
            )  # fmt: skip
        sheet.add(
            RecruiterProfile, episode=episode, roles=["recruiter_intermediary"],
            relationship=luck.weighted({"acquainted": 5, "unacquainted": 3, "familial_partner": 2}),
            methods=[luck.pick(words["methods"])], promise=luck.pick(words["promises"]),
            not_answered={"nationality": NotAnswered.UNKNOWN.value},
        )  # fmt: skip
