"""Actions in plain words, and the groups in which people look for them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_WORDS = {
    "section.read": _("Opened"),
    "access.denied": _("Was refused"),
    "people.searched": _("Searched for a person"),
    "sign_in.done": _("Signed in"),
    "sign_in.ended": _("Signed out"),
    "sign_in.failed": _("Sign-in failed"),
    "sign_in.password_changed": _("Password changed"),
    "sign_in.address_changed": _("Address for sign-in changed"),
    "sign_in.second_step_added": _("Second step added"),
    "sign_in.second_step_removed": _("Second step removed"),
    "keys.rotated": _("Keys changed"),
    "emergency.opened": _("Opened in an emergency"),
    "emergency.ended": _("Emergency access ended"),
    "conflict.declared": _("Conflict of interest declared"),
    "conflict.lifted": _("Conflict of interest lifted"),
}

# They stand outside every organisation, and are read by a question of their own.
SIGN_INS = "sign_ins"
# What stands before the dot of an action; tests/audit/test_words.py finds one that has no group.
GROUPS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "reading": (_("Files opened and searches"), ("section", "people")),
    "refused": (_("Refusals"), ("access",)),
    SIGN_INS: (_("Sign-ins"), ("sign_in",)),
    "emergency": (_("Emergency access"), ("emergency",)),
    "approvals": (_("Acts of two people"), ("approval",)),
    "cases": (
        _("Work on cases"),
        (
            "case", "person", "related_person", "document", "residence", "period", "closure",
            "attachment", "consent", "contact_plan", "episode", "risk", "safety_plan", "note", "team",
            "conflict",
            "cycle", "phase", "plan", "plan_item", "goal", "delivery", "assessment", "self_rating",
            "disclosure", "needs", "family", "community", "profile", "skill", "child_protection",
            "setback", "own_scores", "placement", "training", "job", "employer", "service",
            "follow_up", "follow_ups", "stay", "task", "flag", "bulk", "conference", "incident", "feedback",
            "supervision",
            "right", "hold", "retention",
        ),
    ),
    "sharing": (_("Handing over"), ("referral", "outside", "partner", "cooperation")),
    "journeys": (_("Returns and legal matters"), ("return", "legal")),
    "reports": (_("Reports and grants"), ("report", "quote", "donor", "programme", "grant")),
    "house": (_("Shelters"), ("shelter", "bed")),
    "organisation": (
        _("Members, settings and keys"),
        (
            "member", "settings", "organisation", "keys", "token", "audit", "demo", "mail", "preference",
            "calendar",
        ),
    ),
}  # fmt: skip


def in_words(action: str) -> str:
    """An action as a phrase: "Consent recorded"."""
    return str(_WORDS.get(action) or action.replace(".", " ").replace("_", " ").capitalize())
