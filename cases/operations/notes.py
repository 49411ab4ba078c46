"""Notes of the work."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.access import writable_note_sections
from cases.models import Case, CaseNote
from cases.queries.consent import special_data_refused
from renate import audit
from renate.accounts.models import Membership
from renate.kit import clock
from renate.kit.errors import RuleError

LONGEST = 20_000


class NoteError(RuleError):
    """The note can't be stored as given."""


@transaction.atomic
def write_note(*, by: Membership, on: date, case: Case, section: str, text: str) -> CaseNote:
    """Add a note in a section the writer may write in (domain 7). Raises NoteError."""
    if section not in writable_note_sections(by):
        raise NoteError(_("Your role can’t write notes in this section."), field="section")
    if on > clock.today():
        raise NoteError(_("The date of the note is in the future."), field="on")
    if special_data_refused(case.person, section):
        words = _("The person refused to have such data stored: keep this in your own professional file.")
        raise NoteError(words, field="section")
    note = CaseNote(case=case, on=on, section=section, text=text.strip(), by=by)
    note.full_clean()
    note.save()
    audit.record("note.written", on=note, section=section)
    return note


@transaction.atomic
def correct_note(*, by: Membership, on: date, note: CaseNote, text: str) -> CaseNote:
    """Write a note anew; the earlier wording stays behind it. By its writer only. Raises NoteError."""
    if note.by_id != by.pk:
        raise NoteError(_("A note is corrected by whoever wrote it."))
    if CaseNote.objects.filter(corrects=note).exists():
        raise NoteError(_("This note was corrected already: correct the newer wording."))
    newer = CaseNote(
        case=note.case, on=note.on, section=note.section, text=text.strip(), by=by, corrects=note
    )
    newer.full_clean()
    newer.save()
    audit.record("note.corrected", on=newer, section=note.section)
    return newer
