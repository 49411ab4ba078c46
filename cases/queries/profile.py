"""What the person brings, in words (S0-32)."""

from typing import Any

from cases.models import Person, Profile
from cases.models.profile import RESOURCES, STORY


def profile_rows(person: Person) -> list[dict[str, Any]]:
    """What was told, strengths first; a question without an answer shows its reason."""
    profile = Profile.objects.filter(person=person).first()
    if profile is None:
        return []
    rows = []
    for name in (*RESOURCES, *STORY):
        words = getattr(profile, name) or profile.silence_words(name)
        label = str(profile._meta.get_field(name).verbose_name)
        rows.append({"label": label[:1].upper() + label[1:], "value": words})
    return [row for row in rows if row["value"]]
