"""What each purpose means to the person who is asked: to what exactly, and what a no changes (domain 4)."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from cases.codes.consent import ConsentPurpose as Purpose


class PurposeWords(NamedTuple):
    """`scope` is what has to be written down, if anything; `without` what happens after a no."""

    without: Any
    scope: Any = ""


PURPOSE_WORDS: dict[str, PurposeWords] = {
    Purpose.SERVICES: PurposeWords(_("No case is kept. Help once is possible, without a record.")),
    Purpose.DATA_STORAGE: PurposeWords(
        _("Only a code, needs and services are kept; nothing that says who the person is.")
    ),
    Purpose.SPECIAL_DATA: PurposeWords(_("These parts stay empty; professionals keep their own files.")),
    Purpose.ASSESSMENT: PurposeWords(_("Nothing is assessed; only notes needed for safety are written.")),
    Purpose.INTERPRETER: PurposeWords(
        _("Another interpreter, or one on the telephone."), _("Which interpreter, in which language.")
    ),
    Purpose.SHARE_ORG: PurposeWords(_("Nothing is handed over; the person is helped to go there alone.")),
    Purpose.SHARE_AUTHORITY: PurposeWords(
        _("Nothing is passed on, except where the law or danger to life demands it."),
        _("Which authority, which facts."),
    ),
    Purpose.FAMILY_CONTACT: PurposeWords(
        _("Nobody of the family is contacted."), _("Who may be contacted, and what may be said.")
    ),
    Purpose.RETURN: PurposeWords(
        _("The return is not organised, or stops."), _("Where to, and who takes part. Confirm a week before.")
    ),
    Purpose.TESTIFYING: PurposeWords(
        _("The help goes on unchanged."),
        _("Which proceedings, in which way, with which protection. Confirm before each hearing."),
    ),
    Purpose.STATISTICS: PurposeWords(_("The person is left out of new reports that are not required.")),
    Purpose.RESEARCH_EVAL: PurposeWords(_("The person is left out."), _("Which study.")),
    Purpose.MEDIA_STORY: PurposeWords(
        _("The story is not used; if it was, it is removed where possible."),
        _("Which text or picture, where, how long, under which name."),
    ),
    Purpose.EMPLOYER_CONTACT: PurposeWords(
        _("The person acts alone, with coaching."), _("Whom to contact, and what is said.")
    ),
    Purpose.POST_CLOSURE: PurposeWords(_("No contact after closing; the person can come back any time.")),
    Purpose.DIGITAL: PurposeWords(_("Everything in person."), _("Which channels.")),
}
