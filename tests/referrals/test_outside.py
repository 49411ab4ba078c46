"""Bodies without an account: a file that opens with its password only, and answers written down by hand."""

import json
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import Case, Consent
from cases.operations import record_consent, withdraw_consent
from referrals import htcds
from referrals.lifecycle import ReferralError
from referrals.models import OutsideFile, OutsideReferral
from referrals.operations.outside import (
    OutsideAnswer,
    OutsideRequest,
    draft_outside,
    forget_files,
    make_file,
    record_answer,
)
from renate.accounts.models import Membership
from renate.notices.models import Notice
from tests.factories.cases import ALL_YES
from tests.factories.referrals import PartnerFactory
from tests.referrals.conftest import TODAY


@pytest.fixture(autouse=True)
def _inside(inside: Membership) -> None:
    """All of this happens at the sender."""


@pytest.fixture
def consent(worker: Membership, case: Case) -> Consent:
    return record_consent(
        by=worker, on=TODAY, case=case, purpose=ConsentPurpose.SHARE_AUTHORITY,
        decision=ConsentDecision.GIVEN, checklist=ALL_YES, sections=["A"],
        scope="The coordinator of the national mechanism",
    )  # fmt: skip


def prepare(worker: Membership, case: Case, consent: Consent, sections: str = "A") -> OutsideReferral:
    asked = OutsideRequest(
        partner=PartnerFactory(), services_asked=["accommodation"],
        sections=list(sections), reason="additional_services", nrm_channel=True, trm_phase="identification",
    )  # fmt: skip
    return draft_outside(by=worker, on=TODAY, case=case, request=asked, consent=consent)


@pytest.mark.rule("S3-69")
def test_file_opens_with_its_password_only_and_holds_the_record_inside(
    worker: Membership, case: Case, consent: Consent
) -> None:
    referral = prepare(worker, case, consent)

    file, password = make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)

    content = bytes(file.content)
    assert b"Mirela" not in content
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(content))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(content), password="wrong")
    with pikepdf.open(BytesIO(content), password=password) as pdf:
        assert pdf.encryption.R == 6
        record = json.loads(pdf.attachments["record.json"].get_file().read_bytes())["record"]
    assert (record["prs_FirstName"], record["prs_Gender"]) == ("Mirela Canary", "Feminine")
    assert set(record) <= set(htcds.standard()["fields"])
    assert not any(name.startswith("vic_") for name in record)  # section B was not ticked
    assert password not in str(OutsideFile.objects.values()) + str(OutsideReferral.objects.values())


def test_second_file_replaces_the_first_and_none_is_kept_beyond_a_day(
    worker: Membership, case: Case, consent: Consent, monkeypatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"sealed")
    referral = prepare(worker, case, consent)
    first, _ = make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)
    make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)

    first.refresh_from_db()
    assert first.content is None
    assert forget_files(on=TODAY + timedelta(days=2)) == 1


def test_without_a_consent_that_covers_it_there_is_no_referral(
    worker: Membership, case: Case, consent: Consent
) -> None:
    with pytest.raises(ReferralError, match="section B"):
        prepare(worker, case, consent, "AB")
    prepare(worker, case, consent)
    with pytest.raises(ReferralError, match="another referral"):
        draft_outside(
            by=worker, on=TODAY, case=case, consent=consent,
            request=OutsideRequest(PartnerFactory(), ["legal"], ["A"], "other"),
        )  # fmt: skip


def test_consent_taken_back_ends_it_and_asks_us_to_tell_them(
    worker: Membership, case: Case, consent: Consent, monkeypatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"sealed")
    referral = prepare(worker, case, consent)
    make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)

    withdraw_consent(by=worker, on=TODAY, consent=consent)

    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    assert not OutsideFile.objects.filter(content__isnull=False).exists()
    assert Notice.objects.filter(to=worker, ref=case.person.case_code).exists()
    with pytest.raises(ReferralError):
        make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)


def test_answers_are_written_down_and_silence_is_one(
    worker: Membership, case: Case, consent: Consent, monkeypatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"sealed")
    referral = prepare(worker, case, consent)
    make_file(by=worker, on=TODAY, referral=referral, sender=worker.organisation)
    due = TODAY + timedelta(days=7)

    record_answer(
        by=worker, on=TODAY, referral=referral, answer=OutsideAnswer("no_answer", TODAY, feedback_due_on=due)
    )
    with pytest.raises(ReferralError) as refused:
        record_answer(by=worker, on=TODAY, referral=referral, answer=OutsideAnswer("declined", TODAY))
    done = record_answer(by=worker, on=TODAY, referral=referral, answer=OutsideAnswer("done", TODAY))

    assert refused.value.field == "decline_reason"
    assert (done.state, done.feedback_due_on) == ("done", None)


def test_password_stands_on_one_answer_and_the_file_is_there_for_a_day(
    as_member, worker: Membership, coordinator: Membership, case: Case, consent: Consent, monkeypatch
) -> None:
    monkeypatch.setattr("referrals.outside_file.protected_file", lambda *args, **kwargs: b"%PDF sealed")
    page, client = f"/cases/{case.ref}/outside/{prepare(worker, case, consent).public_id}/", as_member(worker)

    made = client.post(f"{page}file/")
    password, file = made.context["password"], f"{page}file/{made.context['file'].public_id}/"
    taken = client.get(file)

    assert len(password) == len("xxxx-xxxx-xxxx-xxxx-xxxx")
    assert [password in client.get(again).content.decode() for again in (page, f"{page}file/")] == [False] * 2
    assert (taken.content, taken["Cache-Control"]) == (b"%PDF sealed", "no-store")
    assert case.person.case_code not in taken["Content-Disposition"]
    assert {as_member(coordinator).get(each).status_code for each in (file, f"{page}file/")} == {404}
    with time_machine.travel(TODAY + timedelta(days=2), tick=False):
        assert as_member(worker).get(file).status_code == 404
