"""What the person brings: their story as far as told, strengths, wishes, skills (S0-32, S0-33)."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.models import Case, Profile, Skill
from renate import audit
from renate.accounts.models import Membership


@transaction.atomic
def write_profile(*, by: Membership, on: date, case: Case, **values: Any) -> Profile:
    """Replace the profile; told once, it is read again and not asked again."""
    profile = Profile.objects.filter(person=case.person).first() or Profile(person=case.person)
    changed = [name for name, value in values.items() if getattr(profile, name) != value]
    for name, value in values.items():
        setattr(profile, name, value)
    profile.full_clean()
    profile.save()
    audit.record("profile.written", on=profile, fields=changed)
    return profile


@transaction.atomic
def add_skill(*, by: Membership, on: date, case: Case, **values: Any) -> Skill:
    """Add something the person can do."""
    return _save(Skill(person=case.person, **values), "skill.added")


@transaction.atomic
def update_skill(*, by: Membership, on: date, skill: Skill, **values: Any) -> Skill:
    """Change it."""
    for name, value in values.items():
        setattr(skill, name, value)
    return _save(skill, "skill.updated")


def _save(skill: Skill, action: str) -> Skill:
    skill.full_clean()
    skill.save()
    audit.record(action, on=skill, level=skill.level)
    return skill
