"""A copy of the file for the person: after the talk, with a second member, and without other people."""

import io
import json
from typing import Any

import pytest
from pypdf import PdfReader

from renate.accounts.codes import FourEyes
from renate.accounts.models import Membership
from renate.accounts.operations import four_eyes
from renate.audit import own_events
from renate.kit import clock
from renate.rights import operations
from renate.rights.models import RightsRequest
from renate.rights.own_file import own_file
from renate.rights.shape import BY_ROW, NOT_IN_THE_COPY, SECTION_OF
from renate.rights.walk import models_of_a_person
from tests.factories.cases import CaseNoteFactory, EpisodeFactory, RelatedPersonFactory
from tests.rights.conftest import Ask

TODAY = clock.today


def approved(by: Membership, second: Membership, request: RightsRequest) -> None:
    asked = four_eyes.ask_approval(by=by, act=FourEyes.EXPORT_FILE, about=request.case, reason="For her.")
    four_eyes.decide_approval(by=second, request=asked, approve=True)


def copy(by: Membership, request: RightsRequest, form: str = "json", texts: str = "with") -> bytes:
    return operations.make_copy(by=by, on=TODAY(), request=request, form=form, texts=texts)


@pytest.fixture
def ready(asked: Ask, inside: Membership, coordinator: Membership) -> RightsRequest:
    """Granted, safe to have, approved by a second member."""
    request = asked("access", granted=True)
    request = operations.answer_safety(by=inside, on=TODAY(), request=request, safe="yes")
    approved(inside, coordinator, request)
    return request


def test_every_kind_of_row_has_its_section_or_a_reason_to_stay_out() -> None:
    known = SECTION_OF.keys() | BY_ROW.keys() | NOT_IN_THE_COPY.keys()
    reached = {model._meta.label for model in models_of_a_person()}

    assert reached - known == set(), "say in renate/rights/shape.py where these rows stand in a copy"
    assert not SECTION_OF.keys() & NOT_IN_THE_COPY.keys()


def test_no_copy_without_decision_talk_and_second_member(
    asked: Ask, inside: Membership, coordinator: Membership, dpo: Membership
) -> None:
    request = asked("access")
    with pytest.raises(operations.CopyError, match="not granted"):
        copy(inside, request)

    operations.decide_request(by=dpo, on=TODAY(), request=request, decision="granted")
    operations.answer_safety(by=inside, on=TODAY(), request=request, safe="not_now")
    with pytest.raises(operations.CopyError, match="safe for them"):
        copy(inside, request)

    operations.answer_safety(by=inside, on=TODAY(), request=request, safe="read_here")
    with pytest.raises(four_eyes.ApprovalNeeded):
        copy(inside, request)

    approved(inside, coordinator, request)
    assert copy(inside, request)
    with pytest.raises(four_eyes.ApprovalNeeded):
        copy(inside, request)


def test_the_copy_holds_what_the_person_told_and_nothing_of_others(
    ready: RightsRequest, inside: Membership, case: Any
) -> None:
    RelatedPersonFactory(person=case.person, name="Tweetykanari")
    EpisodeFactory(person=case.person, case=case, narrative="Tunnelkanari story.")
    CaseNoteFactory(case=case, section="C", text="Schoolkanari note.")
    CaseNoteFactory(case=case, section="G", text="Dreamkanari note.")
    inside.user.full_name = "Staffkanari"
    inside.user.save()

    told = copy(inside, ready).decode()

    tree = json.loads(told)
    assert tree["code"] == case.person.case_code
    assert {"A", "B", "C", "K"} <= {section["code"] for section in tree["sections"]}
    assert all(word in told for word in ("Mirjeta Hoxha", "Tunnelkanari story.", "Schoolkanari note."))
    assert not any(word in told for word in ("Tweetykanari", "Dreamkanari", "Staffkanari"))
    assert "Psychological notes" in tree["still_to_come"]


def test_long_texts_can_be_left_to_a_talk(inside: Membership, case: Any) -> None:
    CaseNoteFactory(case=case, section="C", text="Schoolkanari note. " * 10)

    told = str(own_file(case.person, inside, on=TODAY(), with_texts=False))

    assert "Schoolkanari" not in told
    assert "A text of 20 words" in told


def test_the_printed_copy_says_whose_it_is_and_is_on_record(ready: RightsRequest, inside: Membership) -> None:
    pdf = PdfReader(io.BytesIO(copy(inside, ready, "pdf")))

    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "What we hold about you" in text
    assert "Mirjeta Hoxha" in text
    assert f"Copy for the person, {ready.person.case_code}" in text
    event = own_events(limit=1)[0]
    assert (event.action, event.meta["format"]) == ("right.file_copied", "pdf")
    assert RightsRequest.objects.get().state == "done"
