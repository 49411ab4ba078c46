"""Persons and what hangs on them; create inside a scope."""

from datetime import date, timedelta
from typing import Any

import factory

from cases.codes import (
    Channel,
    ChecklistQuestion,
    ConsentDecision,
    ConsentPurpose,
    DocumentKind,
    DocumentStatus,
    Exploitation,
    FlagKind,
    NeedsKind,
    NoteSection,
    Precision,
    Relation,
    RelationToAssistance,
    Residence,
    Sex,
    TeamKind,
)
from cases.models import (
    Case,
    CaseNote,
    CaseTeamMember,
    Consent,
    ContactPlan,
    Flag,
    IdentityDocument,
    NeedsAssessment,
    Person,
    ReflectionPeriod,
    RelatedPerson,
    ResidenceStatus,
    RiskAssessment,
    SafetyPlan,
    Task,
    TraffickingEpisode,
)
from cases.operations import PERMISSION
from cases.rules.papers import reflection_end
from cases.rules.risk import overall_level, review_due, scheduling_level
from renate.accounts.models import Membership
from renate.accounts.roles import Role
from renate.kit import clock
from tests.factories.accounts import MembershipFactory

ALL_YES = dict.fromkeys(ChecklistQuestion.values, True)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    legal_name = factory.Sequence(lambda n: f"Mirjeta Hoxha {n}")
    birth_date = date(1994, 5, 12)
    birth_precision = Precision.DAY
    sex = Sex.FEMALE
    citizenship = "AL"
    first_language = "sqi"


class CaseFactory(factory.django.DjangoModelFactory):
    """An active case of the first case manager there is; `assessed`: its first steps are behind it."""

    class Meta:
        model = Case
        skip_postgeneration_save = True

    class Params:
        assessed = factory.Trait(
            needs_round=factory.RelatedFactory("tests.factories.cases.NeedsAssessmentFactory", "case")
        )

    person = factory.SubFactory(PersonFactory)
    opened_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=40))
    case_manager = factory.LazyFunction(lambda: first_member())


class RelatedPersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RelatedPerson

    person = factory.SubFactory(PersonFactory)
    relation = Relation.CHILD
    name = "Arta"
    birth_year = 2019
    is_beneficiary = True


class GuardianFactory(RelatedPersonFactory):
    """Verified, and known to have no interest of their own."""

    relation = Relation.PARENT
    birth_year = 1980
    is_beneficiary = False
    is_guardian = True
    guardian_kind = "parent"
    guardian_verified = True
    conflict_of_interest = False


class EpisodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TraffickingEpisode

    person = factory.SubFactory(PersonFactory)
    relation_to_assistance = RelationToAssistance.INDEX
    purposes = factory.LazyFunction(lambda: [Exploitation.SEXUAL.value])
    country_of_exploitation = "IT"


class ConsentFactory(factory.django.DjangoModelFactory):
    """A yes that stands."""

    class Meta:
        model = Consent

    case = factory.SubFactory(CaseFactory)
    person = factory.SelfAttribute("case.person")
    purpose = ConsentPurpose.SERVICES
    decision = ConsentDecision.GIVEN
    checklist = factory.LazyFunction(lambda: dict(ALL_YES))
    valid_from = factory.LazyFunction(lambda: clock.today() - timedelta(days=40))
    asked_by = factory.LazyAttribute(lambda consent: consent.case.case_manager or first_member())


class ContactPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPlan

    case = factory.SubFactory(CaseFactory)
    on = factory.LazyFunction(lambda: clock.today() - timedelta(days=5))
    channel = Channel.PHONE
    value = "+355 69 000 0000"
    check_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=25))


class NeedsAssessmentFactory(factory.django.DjangoModelFactory):
    """A first round, to be repeated in a year or so; its areas are left out."""

    class Meta:
        model = NeedsAssessment

    case = factory.SubFactory(CaseFactory)
    kind = NeedsKind.INITIAL
    on = factory.LazyAttribute(lambda row: row.case.opened_on)
    by = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())
    repeat_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=400))


class RiskAssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RiskAssessment

    case = factory.SubFactory(CaseFactory)
    on = factory.LazyFunction(lambda: clock.today() - timedelta(days=2))
    by = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())
    traffickers = 1
    self_harm = 0
    re_trafficking = 1
    health = 0
    family = 0
    overall = factory.LazyAttribute(lambda row: overall_level(_levels(row)))
    review_due = factory.LazyAttribute(
        lambda row: review_due(row.on, scheduling_level(dict(enumerate(_levels(row)))))
    )


class SafetyPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SafetyPlan

    case = factory.SubFactory(CaseFactory)
    version = factory.LazyAttribute(lambda row: row.case.safety_plans.count() + 1)
    agreed_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
    agreed_with_person = True
    by = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())
    what_i_do = "Lock the door and go to the neighbour."
    who_i_call = "Teuta, code word: bread"
    valid_until = factory.LazyFunction(lambda: clock.today() + timedelta(days=29))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IdentityDocument

    person = factory.SubFactory(PersonFactory)
    kind = DocumentKind.PASSPORT
    status = DocumentStatus.VALID
    number = "BA 765-432"
    country = "AL"
    expires_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=400))


class ResidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResidenceStatus

    person = factory.SubFactory(PersonFactory)
    kind = Residence.TEMPORARY_PERMIT
    country = "IT"
    valid_to = factory.LazyFunction(lambda: clock.today() + timedelta(days=200))


class ReflectionPeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReflectionPeriod

    case = factory.SubFactory(CaseFactory)
    from_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=5))
    to_on = factory.LazyAttribute(lambda row: reflection_end(row.from_on, row.days))
    days = 30


class CaseNoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CaseNote

    case = factory.SubFactory(CaseFactory)
    on = factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
    section = NoteSection.WORK
    text = "Went to the school together."
    by = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())


class TeamMemberFactory(factory.django.DjangoModelFactory):
    """A team row with the grant that guardian reads."""

    class Meta:
        model = CaseTeamMember
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    membership = factory.SubFactory(MembershipFactory, role=Role.DEPUTY)
    kind = TeamKind.TEAM
    from_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=10))

    @factory.post_generation
    def grant(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        from guardian.shortcuts import assign_perm

        if create:
            assign_perm(PERMISSION, self.membership.user, self.case)


def first_member() -> Membership:
    """Some case manager of the organisation in scope."""
    return Membership.objects.filter(role=Role.CASE_MANAGER, is_active=True).order_by("pk").first() or (
        MembershipFactory(role=Role.CASE_MANAGER)
    )


def _levels(row: Any) -> list[int | None]:
    return [row.traffickers, row.self_harm, row.re_trafficking, row.health, row.family]


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    case = factory.SubFactory(CaseFactory)
    title = "Ask for the school certificate"
    due_on = factory.LazyFunction(lambda: clock.today() + timedelta(days=2))
    assigned_to = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())
    given_by = factory.LazyAttribute(lambda row: row.assigned_to)


class FlagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Flag

    case = factory.SubFactory(CaseFactory)
    kind = FlagKind.ATTENTION
    reason = "A car stood before the house twice."
    raised_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=1))
    raised_by = factory.LazyAttribute(lambda row: row.case.case_manager or first_member())
