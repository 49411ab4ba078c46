"""What the newest assessments of family and community say (S2-13, S3-44)."""

from datetime import date

from cases.models import Case, FamilyAssessment


def family_conclusion(case: Case, on: date) -> str:
    """The conclusion that stood on a day; nothing when nobody has looked."""
    found = FamilyAssessment.objects.filter(case=case, on__lte=on).order_by("-on", "-id")
    return found.values_list("conclusion", flat=True).first() or ""
