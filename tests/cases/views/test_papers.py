"""Documents, the right to stay and the time to reflect on the page of the person."""

from datetime import date, timedelta

import pytest
from django.db import connection

from cases.codes import ConsentDecision, ConsentPurpose
from cases.models import IdentityDocument, ReflectionPeriod, ResidenceStatus
from renate.kit.fields import BlindIndexField
from tests.factories.cases import (
    ConsentFactory,
    DocumentFactory,
    ReflectionPeriodFactory,
    ResidenceFactory,
)


def day(offset: int) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


@pytest.mark.rule("R-23")
def test_document_is_added_shown_and_changed(browser, case, in_scope):
    answers = {"kind": "passport", "status": "valid", "number": "BA 765-432", "expires_on": day(40)}

    assert browser.post(f"/cases/{case.ref}/identity/documents/new/", answers).status_code == 302

    html = browser.get(f"/cases/{case.ref}/identity/").content.decode()
    assert "BA 765-432" in html
    assert "soon" in html
    with in_scope():
        document = IdentityDocument.objects.get(number_index=BlindIndexField.key_for("ba765432"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(d)::text FROM cases_identitydocument d")
            assert "765-432" not in cursor.fetchone()[0]
    changed = answers | {"status": "lost"}
    address = f"/cases/{case.ref}/identity/documents/{document.public_id}/"
    assert browser.post(address, changed).status_code == 302
    assert "Lost" in browser.get(f"/cases/{case.ref}/identity/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"issued_on": day(2)}, "issued_on"),
        ({"issued_on": day(-9), "expires_on": day(-10)}, "expires_on"),
        ({"status": "expired", "expires_on": day(9)}, "status"),
        ({"status": "nonsense"}, "status"),
        ({"kind": ""}, "kind"),
        ({"expires_on": "31.2.2027"}, "expires_on"),
        ({"number": "9" * 61}, "number"),
    ],
)
def test_bad_document_is_answered_beside_the_field(browser, case, changes, field):
    answers = {"kind": "passport", "status": "valid"} | changes

    response = browser.post(f"/cases/{case.ref}/identity/documents/new/", answers)

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_number_is_not_stored_after_storage_was_refused(browser, case, in_scope):
    with in_scope():
        ConsentFactory(case=case, purpose=ConsentPurpose.DATA_STORAGE, decision=ConsentDecision.REFUSED)
    answers = {"kind": "passport", "status": "valid", "number": "BA 1"}

    response = browser.post(f"/cases/{case.ref}/identity/documents/new/", answers)

    assert response.status_code == 422
    assert "number" in response.context["form"].errors


def test_right_to_stay_is_added_and_changed(browser, case, in_scope):
    answers = {"kind": "asylum_seeker", "country": "IT", "valid_to": day(20)}
    assert browser.post(f"/cases/{case.ref}/identity/residence/new/", answers).status_code == 302
    with in_scope():
        ref = ResidenceStatus.objects.get().public_id

    address = f"/cases/{case.ref}/identity/residence/{ref}/"
    assert browser.post(address, answers | {"kind": "refugee"}).status_code == 302

    html = browser.get(f"/cases/{case.ref}/identity/").content.decode()
    assert "Refugee" in html
    assert "Asylum seeker" not in html
    assert browser.post(address, {"kind": ""}).status_code == 422


@pytest.mark.rule("R-22")
def test_time_to_reflect_ends_thirty_days_after_it_began_unless_more_is_granted(browser, case, in_scope):
    answers = {"from_on": day(-3), "days": "30", "informed_on": day(-3), "language": "sqi"}

    assert browser.post(f"/cases/{case.ref}/identity/periods/new/", answers).status_code == 302

    with in_scope():
        period = ReflectionPeriod.objects.get()
    assert period.to_on.isoformat() == day(27)
    address = f"/cases/{case.ref}/identity/periods/{period.public_id}/"
    assert browser.get(address).status_code == 200
    ended = answers | {"ended_on": day(0), "ended_reason": "withdrawn"}
    assert browser.post(address, ended).status_code == 302
    assert "Withdrawn" in browser.get(f"/cases/{case.ref}/identity/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_on": day(2)}, "from_on"),
        ({"days": "0"}, "days"),
        ({"days": "99999"}, "days"),
        ({"ended_on": day(0)}, "ended_reason"),
        ({"ended_reason": "withdrawn"}, "ended_on"),
        ({"ended_on": day(-9), "ended_reason": "withdrawn"}, "ended_on"),
        ({"informed_on": day(3)}, "informed_on"),
    ],
)
def test_bad_period_is_answered_beside_the_field(browser, case, changes, field):
    answers = {"from_on": day(-3), "days": "30"} | changes

    response = browser.post(f"/cases/{case.ref}/identity/periods/new/", answers)

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_second_running_period_is_refused(browser, case, in_scope):
    with in_scope():
        ReflectionPeriodFactory(case=case)

    response = browser.post(f"/cases/{case.ref}/identity/periods/new/", {"from_on": day(-3), "days": "30"})

    assert response.status_code == 422


def test_papers_are_not_the_coordinators(as_member, coordinator, case, in_scope):
    with in_scope():
        DocumentFactory(person=case.person)
        ResidenceFactory(person=case.person)

    html = as_member(coordinator).get(f"/cases/{case.ref}/identity/").content.decode()

    assert "BA 765-432" not in html
    assert "Right to stay" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_the_person_asks_the_same_number_of_questions(
    browser, case, in_scope, count, django_assert_num_queries
):
    with in_scope():
        for _number in range(count):
            DocumentFactory(person=case.person)
            ResidenceFactory(person=case.person)

    browser.get(f"/cases/{case.ref}/identity/")
    with django_assert_num_queries(13):
        browser.get(f"/cases/{case.ref}/identity/")
