"""Which consent stands (domain 4)."""

from datetime import date

from cases.codes import ConsentDecision
from cases.models import Case, Consent
from renate.tenancy.models import Organisation


def valid_consent(case: Case, purpose: str, on: date, receiver: Organisation | None = None) -> Consent | None:
    """The person's yes to a purpose that stands on a day; for share_org, to exactly this receiver."""
    found = Consent.objects.filter(case=case).for_purpose(purpose).valid_on(on)
    if receiver is not None:
        found = found.filter(receiver=receiver)
    return found.order_by("-valid_from", "-id").first()


def latest_answers(case: Case) -> list[Consent]:
    """The last answer per purpose and receiver, newest first."""
    return list(
        Consent.objects.filter(case=case)
        .current()
        .select_related("receiver", "asked_by__user", "superseded_by")
        .order_by("-valid_from", "-id")
    )


def decided_purposes(case: Case) -> set[str]:
    """Purposes the person was asked about and answered, in whatever way."""
    asked = Consent.objects.filter(case=case).current().exclude(decision=ConsentDecision.NOT_POSSIBLE)
    return set(asked.values_list("purpose", flat=True))
