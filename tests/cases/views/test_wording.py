"""The settings of consent, and where they show."""

from cases.models import PurposeBasis
from tests.factories.cases import ConsentFactory


def test_texts_and_grounds_are_set_and_stand_where_consent_is_asked_and_taken_back(
    as_member, admin, browser, case, in_scope
):
    office, page = as_member(admin), "/settings/consent/"
    sent = {"basis": "legal_obligation", "special_ground": "legal_claims", "note": ""}

    office.post(f"{page}text/?purpose=testifying", {"language": "sqi", "text": "A doni të dëshmoni?"})
    office.post(f"{page}ground/?purpose=testifying", sent)
    bad = office.post(f"{page}ground/?purpose=testifying", sent | {"basis": "because"})
    with in_scope():
        consent = ConsentFactory(case=case, purpose="testifying", scope="The one proceeding")

    listed = office.get(page).content.decode()
    assert "Albanian, version 1" in listed
    assert bad.status_code == 422
    assert (
        "A doni të dëshmoni?"
        in browser.get(f"/cases/{case.ref}/consent/new/?purpose=testifying").content.decode()
    )
    taken_back = browser.get(f"/cases/{case.ref}/consent/{consent.public_id}/withdraw/").content.decode()
    assert "Legal obligation, 6(1)(c)" in taken_back
    assert browser.get(page).status_code == 404
    with in_scope():
        assert PurposeBasis.objects.get().decided_by == admin
