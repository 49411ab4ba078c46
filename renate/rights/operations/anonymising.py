"""Taking the person out of a file: what they told and what names them goes, what can be counted stays.

Rows, codes and days stay as they are, so every figure of every report is the same before and after. What
goes: every sealed cell and its search index, documents and their pieces, drafts, notices; every address of
the rows; the code; and in the log what events are about (who did what when stays, and the chain verifies).
"""

from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.db import models, transaction
from django.db.models.functions import Cast, Replace, Substr
from django.utils.translation import gettext as _

from cases.codes import CaseStatus, RemovalReason
from cases.models import (
    Attachment,
    AttachmentChunk,
    Case,
    CaseGroupObjectPermission,
    CaseUserObjectPermission,
    IdentityDocument,
    Incident,
    IncidentPerson,
    Person,
)
from cases.rules.people import new_case_code
from referrals.models import CopiedField, PackageMessage, PackageReading, PersonRequest, ReferralPackage
from renate import audit
from renate.accounts.models import ApprovalRequest, HeldForm, Membership
from renate.drafts.models import Draft
from renate.kit.errors import RuleError
from renate.kit.fields import BlindIndexField, _EncryptedField
from renate.notices.models import Notice
from renate.rights.models import LegalHold
from renate.rights.walk import rows_of
from renate.tenancy.models import TenantModel

# Rows that are nothing but identity, or somebody's way in.
GONE = (AttachmentChunk, IdentityDocument, CaseUserObjectPermission, CaseGroupObjectPermission)
# Rows of two organisations: a package loses its key when the hand-over ends, the others lose theirs here.
SHARED = (ReferralPackage, PackageReading, PackageMessage, PersonRequest)


class AnonymiseError(RuleError):
    """The file can't be anonymised as things stand."""


@transaction.atomic
def anonymise_person(*, by: Membership, on: date, person: Person) -> int:
    """Anonymise a person's closed files for good; how many rows were emptied. Raises AnonymiseError."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check(person)
    refs, ways_in = _refs(person), _addresses(person)
    Attachment.objects.filter(case__person=person, removed_on__isnull=True).update(
        removed_on=on, removal_reason=RemovalReason.ANONYMISED
    )
    _empty_incidents(person)
    _empty_shared(person)
    emptied = sum(_empty(model, rows) for model, rows in list(rows_of(person)) if model not in SHARED)
    _empty_beside(refs, ways_in, person.case_code)
    person.cases.update(status=CaseStatus.ARCHIVED, intake_token="")
    Person.objects.filter(pk=person.pk).update(
        anonymised_on=on, restricted_on=None, case_code=new_case_code()
    )
    audit.scrub([*refs, person.case_code])
    audit.record("person.anonymised", on=Person.objects.only("public_id").get(pk=person.pk), rows=emptied)
    return emptied


def why_not_anonymised(person: Person) -> str | None:
    """What stands against it, as a sentence."""
    if person.anonymised_on is not None:
        return _("This file was anonymised already.")
    if LegalHold.objects.filter(person=person, ended_on__isnull=True).exists():
        return _("A legal hold stands: nothing may be deleted.")
    if Case.objects.open().filter(person=person).exists() or not person.cases.exists():
        return _("The person has an open case. Close it first.")
    return None


def _check(person: Person) -> None:
    reason = why_not_anonymised(person)
    if reason is not None:
        raise AnonymiseError(reason)


def _refs(person: Person) -> list[str]:
    found: list[str] = []
    for model, rows in rows_of(person):
        if model not in SHARED:
            found += rows.values_list("public_id", flat=True)
    return found


def _addresses(person: Person) -> list[str]:
    return [f"/cases/{ref}/" for ref in person.cases.values_list("public_id", flat=True)]


def _empty(model: type[TenantModel], rows: models.QuerySet) -> int:
    """Delete rows, or empty their sealed cells and give them addresses that nothing in the log knows."""
    keys = list(rows.values_list("pk", flat=True))
    mine = model._base_manager.filter(pk__in=keys)
    if model in GONE:
        mine.delete()
        return len(keys)
    sealed = {
        field.name: None
        for field in model._meta.local_concrete_fields
        if isinstance(field, _EncryptedField | BlindIndexField | models.BinaryField) and field.null
    }
    mine.update(**sealed, public_id=_new_ref())
    return len(keys)


def _new_ref() -> models.Func:
    text = Cast(RandomUUID(), models.CharField())
    return Substr(Replace(text, models.Value("-"), models.Value("")), 1, 16)  # type: ignore[return-value]


def _empty_shared(person: Person) -> None:
    nothing: dict[str, None] = {"payload": None, "wrapped_key": None}
    PackageMessage.objects.filter(package__referral__case__person=person).update(**nothing)
    PersonRequest.objects.filter(case__person=person).update(**nothing)
    CopiedField.objects.filter(case__person=person).update(row_ref="")


def _empty_incidents(person: Person) -> None:
    """An incident's story goes with the last person in it whose file stands."""
    here = IncidentPerson.objects.filter(case__person=person).values("incident")
    others = IncidentPerson.objects.filter(case__person__anonymised_on__isnull=True)
    others = others.exclude(case__person=person).values("incident")
    Incident.objects.filter(pk__in=here).exclude(pk__in=others).update(what_happened=None, response=None)


def _empty_beside(refs: list[str], ways_in: list[str], code: str) -> None:
    """Rows of members that tell of the person: notices, drafts, forms that wait, requests for approval."""
    here = models.Q(ref=code)
    drafts, held = models.Q(about=code), models.Q(pk__in=[])
    for way in ways_in:
        here |= models.Q(url__startswith=way)
        drafts |= models.Q(page__startswith=way)
        held |= models.Q(path__startswith=way)
    Notice.objects.filter(here | models.Q(url__in=[f"/rights/{ref}/" for ref in refs])).delete()
    Draft.objects.filter(drafts).delete()
    HeldForm.objects.filter(held).delete()
    ApprovalRequest.objects.filter(ref__in=refs).delete()
