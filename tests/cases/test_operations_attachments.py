"""Documents in the database: sealed piece by piece, so nothing can be cut, swapped or moved unnoticed."""

from collections.abc import Callable

import pytest
from django.db import transaction

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Attachment, AttachmentChunk
from cases.operations import AttachmentError, add_attachment, read_attachment, remove_attachment
from cases.rules.uploads import CHUNK
from renate.accounts.models import Membership
from renate.audit import own_events
from renate.kit import clock
from renate.kit.crypto import SealBroken
from renate.tenancy import keys, rotation, scope
from tests.factories.cases import CaseFactory, ConsentFactory

# Four pieces of different content.
TEXT = b"".join(letter * CHUNK for letter in (b"a", b"b", b"c")) + b"the end"


@pytest.fixture
def attachment(inside: Membership) -> Attachment:
    return put(inside)


def put(by: Membership, **changes: object) -> Attachment:
    details = {"section": "A", "kind": "official", "content": TEXT, "name": "a.txt", "title": "Letter"}
    case = changes.pop("case", None) or CaseFactory(case_manager=by)
    return add_attachment(by=by, on=clock.today(), case=case, **{**details, **changes})  # type: ignore[arg-type]


def read(by: Membership, attachment: Attachment) -> bytes:
    return read_attachment(by=by, attachment=Attachment.objects.get(pk=attachment.pk))


def test_a_document_comes_back_as_it_was_put_in_and_both_are_on_record(
    inside: Membership, attachment: Attachment
) -> None:
    assert read(inside, attachment) == TEXT

    assert attachment.chunks.count() == 4
    assert [event.action for event in own_events(limit=2)] == ["attachment.read", "attachment.added"]


def _cut_the_end(attachment: Attachment) -> None:
    attachment.chunks.filter(number=3).delete()
    attachment.chunks.filter(number=2).update(is_last=True)


def _swap(attachment: Attachment) -> None:
    attachment.chunks.filter(number=0).update(number=9)
    attachment.chunks.filter(number=1).update(number=0)
    attachment.chunks.filter(number=9).update(number=1)


TAMPERINGS: dict[str, Callable[[Attachment], object]] = {
    "cut, and the mark left": lambda a: a.chunks.filter(number=3).delete(),
    "cut, and the mark moved": _cut_the_end,
    "a piece from the middle gone": lambda a: a.chunks.filter(number=1).delete(),
    "two pieces swapped": _swap,
    "the first piece twice": lambda a: a.chunks.filter(number=1).update(
        content=AttachmentChunk.objects.filter(attachment=a, number=0).values("content")
    ),
    "all pieces gone": lambda a: a.chunks.all().delete(),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_a_document_that_was_tampered_with_does_not_open(
    inside: Membership, attachment: Attachment, tamper: Callable[[Attachment], object]
) -> None:
    tamper(attachment)

    with pytest.raises(SealBroken):
        read(inside, attachment)


def test_a_piece_moved_to_another_document_does_not_open(inside: Membership, attachment: Attachment) -> None:
    other = put(inside, content=TEXT)
    other.chunks.all().delete()
    attachment.chunks.update(attachment=other.pk)

    with pytest.raises(SealBroken):
        read(inside, other)


def test_after_a_rotation_no_piece_is_left_under_the_old_key(
    inside: Membership, attachment: Attachment
) -> None:
    version = rotation.begin(inside.organisation_id)
    assert rotation.cells_below(version) > 4

    left = rotation.reseal(inside.organisation_id, version)

    with scope.enter(organisation=inside.organisation_id, user=inside.user_id):
        assert (left, rotation.cells_below(version)) == (0, 0)
        assert read(inside, attachment) == TEXT


def test_without_the_keys_of_the_organisation_nothing_of_it_opens(
    inside: Membership, attachment: Attachment
) -> None:
    keys.destroy_keys()

    with pytest.raises(SealBroken), transaction.atomic():
        read(inside, attachment)


def test_what_is_taken_out_is_gone_and_its_line_stays(inside: Membership, attachment: Attachment) -> None:
    remove_attachment(by=inside, on=clock.today(), attachment=attachment, reason="wrong_file")

    left = Attachment.objects.get(pk=attachment.pk)
    assert (left.is_there, left.title, left.chunks.count()) == (False, "", 0)
    assert own_events(limit=1)[0].action == "attachment.removed"
    with pytest.raises(AttachmentError):
        read(inside, attachment)
    with pytest.raises(AttachmentError):
        remove_attachment(by=inside, on=clock.today(), attachment=left, reason="wrong_file")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"section": "G"}, "section"),
        ({"content": b"MZ\x90\x00"}, "document"),
        ({"name": "a.pdf"}, "document"),
    ],
)
def test_a_document_that_may_not_be_put_in_is_refused(
    inside: Membership, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(AttachmentError) as refused:
        put(inside, **changes)

    assert refused.value.field == field
    assert not Attachment.objects.exists()


def test_who_refused_storage_has_no_copy_of_an_identity_document(inside: Membership) -> None:
    case = CaseFactory(case_manager=inside)
    no = {"purpose": ConsentPurpose.DATA_STORAGE, "decision": ConsentDecision.REFUSED}
    ConsentFactory(case=case, person=case.person, **no)

    with pytest.raises(AttachmentError) as refused:
        put(inside, case=case, kind="identity")

    assert refused.value.field == "kind"


def test_a_signed_form_belongs_to_a_consent_of_the_same_person(inside: Membership) -> None:
    case, elsewhere = CaseFactory(case_manager=inside), ConsentFactory(case=CaseFactory(case_manager=inside))

    with pytest.raises(AttachmentError) as refused:
        put(inside, case=case, kind="consent_form", consent=elsewhere)

    assert refused.value.field == "consent"
