"""Services that people around the person received themselves (S3-64)."""

from collections import Counter

from cases.models import Case
from reintegration.models import ServiceDelivery


def services_to_relatives(case: Case) -> Counter[int]:
    """How many deliveries each related person of a case received."""
    theirs = ServiceDelivery.objects.filter(case=case, recipient__isnull=False)
    return Counter(theirs.values_list("recipient_id", flat=True))
