"""Which consent stands (domain 4)."""

from datetime import date

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, Consent, Person
from cases.models.consent import ConsentQuerySet
from renate.accounts.roles import Section
from renate.tenancy.models import Organisation

NO = (ConsentDecision.REFUSED, ConsentDecision.WITHDRAWN)
SPECIAL_SECTIONS = frozenset({Section.HEALTH, Section.PSYCHOLOGY})


def valid_consent(case: Case, purpose: str, on: date, receiver: Organisation | None = None) -> Consent | None:
    """The person's yes to a purpose that stands on a day; for share_org, to exactly this receiver."""
    found = Consent.objects.filter(case=case).for_purpose(purpose).valid_on(on)
    if receiver is not None:
        found = found.filter(receiver=receiver)
    return found.order_by("-valid_from", "-id").first()


def latest_answers(case: Case) -> list[Consent]:
    """The last answer per purpose and receiver, newest first."""
    return list(every_answer(case).current())


def every_answer(case: Case) -> ConsentQuerySet:
    """All answers with those that later ones replaced, newest first."""
    found: ConsentQuerySet = Consent.objects.filter(case=case)
    return found.select_related("receiver", "asked_by__user", "superseded_by").order_by("-valid_from", "-id")


def said_no(person: Person, purpose: str) -> bool:
    """Whether the person's last word about a purpose is a no, or a yes taken back (domain 4)."""
    asked = Consent.objects.filter(person=person).for_purpose(purpose).current()
    newest = asked.order_by("-valid_from", "-id").first()
    return newest is not None and newest.decision in NO


def last_word(purpose: str) -> Coalesce:
    """The person's last word about a purpose, inside a query over cases; empty where nobody asked."""
    asked = Consent.objects.filter(person=OuterRef("person")).for_purpose(purpose).current()
    return Coalesce(Subquery(asked.order_by("-valid_from", "-id").values("decision")[:1]), Value(""))


def special_data_refused(person: Person, section: str) -> bool:
    """Whether a section has to stay empty: health and psychology, after a no to special data."""
    return section in SPECIAL_SECTIONS and said_no(person, ConsentPurpose.SPECIAL_DATA)


def decided_purposes(case: Case) -> set[str]:
    """Purposes the person was asked about and answered, in whatever way."""
    asked = Consent.objects.filter(case=case).current().exclude(decision=ConsentDecision.NOT_POSSIBLE)
    return set(asked.values_list("purpose", flat=True))
