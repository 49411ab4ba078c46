"""Every field is classified, and what a person tells in their own words stands sealed."""

import pytest
from django.db import models

from renate.pages import dictionary
from renate.pages.management.commands.data_dictionary import PAGE
from tests.tenancy.specimens import Paper

MODELS = dictionary.our_models()
RETENTIONS = {"case", "membership", "consent", "grant", "organisation"}
# Clear text about people that is not sealed, and why it may be read by whoever holds the database.
CLEAR_ON_PURPOSE = {
    "accounts.User.email": "staff: the address that signs in, looked up before any organisation is known",
    "accounts.User.full_name": "staff: the name beside what they wrote",
    "accounts.Membership.job_title": "staff",
    "accounts.Membership.role": "staff: a code",
    "accounts.ApprovalRequest.subject": "the name of a model",
    "accounts.ApprovalRequest.ref": "a ref",
    "accounts.ApiToken.name": "staff: what a member calls a program of their own",
    "accounts.HeldForm.path": "an address of ours without a name",
    "accounts.Invitation.email": "staff to be",
    "accounts.Invitation.full_name": "staff to be",
    "referrals.ReferralPackage.contact_name": "staff of the receiver, told to the sender",
    "referrals.PackageMessage.writer_name": "staff of the receiver or the sender, told to the other side",
    "referrals.PersonRequest.contact_name": "staff of the asker, told to the asked",
    "referrals.RequestNote.request_ref": "a random public id",
    "referrals.ReturnStep.done_there_by": "staff of the partner at the other end",
    "referrals.PackageReading.reader_name": "staff of the receiver, told to the sender",
    "referrals.PackageReading.reader_role": "staff of the receiver: a code",
    "notices.Notice.ref": "a case code",
    "notices.Preference.mail": "staff: a choice",
    "notices.Preference.language": "staff: a choice",
    "notices.Preference.calendar_key": "a random key, worth nothing without SECRET_KEY",
    "notices.Notice.url": "an address of ours without a name",
    "reintegration.PlanItem.service": "a code of the catalogue",
    "reintegration.ServiceDelivery.service": "a code of the catalogue",
    "reintegration.ServiceDelivery.service_name": "an organisation's own service, as in its settings",
    "reintegration.PlanItem.service_name": "the same",
    "reintegration.ServiceDelivery.category": "a code of the catalogue",
    "cases.Person.case_code": "a random code that stands for the person",
}


def _label(model: type[models.Model]) -> str:
    return model._meta.label


def _unclassified(model: type[models.Model]) -> list[str]:
    own = {field.name for field in dictionary.own_fields(model)}
    named = [name for kind in dictionary.CLASSES for name in getattr(model.Privacy, kind)]  # type: ignore[attr-defined]
    return sorted({name for name in {*own, *named} if named.count(name) != 1 or name not in own})


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_a_model_classifies_each_of_its_fields_once(model: type[models.Model]) -> None:
    assert hasattr(model, "Privacy"), "add class Privacy: personal, special, operational, retention"
    assert _unclassified(model) == []


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_a_model_says_how_long_its_rows_are_kept(model: type[models.Model]) -> None:
    assert model.Privacy.retention in RETENTIONS  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_a_sealed_field_is_personal_or_special(model: type[models.Model]) -> None:
    wrong = [e.name for e in dictionary.entries(model) if e.protection and e.privacy == "operational"]

    assert wrong == []


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_free_text_about_a_person_is_sealed(model: type[models.Model]) -> None:
    clear = [
        f"{model._meta.label}.{field.name}"
        for field in dictionary.own_fields(model)
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and dictionary.privacy_of(model, field) in ("personal", "special")
    ]

    assert [name for name in clear if name not in CLEAR_ON_PURPOSE] == []


def test_a_model_that_says_nothing_is_noticed() -> None:
    assert not hasattr(Paper, "Privacy")


def test_the_dictionary_in_the_documents_is_the_present_one() -> None:
    assert PAGE.read_text() == dictionary.page(), "run: python manage.py data_dictionary"
