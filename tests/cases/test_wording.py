"""What is read out before a consent, and on what ground of law a purpose rests (domain 4)."""

from dataclasses import replace
from hashlib import sha256

import pytest

from cases.codes import ConsentPurpose
from cases.models import ConsentText
from cases.operations import record_consent, withdraw_consent
from cases.operations.wording import WordingError, write_consent_text
from cases.rules.wording import Wording, built_in, choose, digest_of
from renate.kit import clock
from tests.factories.cases import CaseFactory, ConsentFactory

OWN = Wording(1, "sqi", "Pyesim")


@pytest.mark.parametrize("purpose", ConsentPurpose.values)
def test_the_product_has_words_for_every_purpose_and_names_the_limits_of_confidentiality(purpose):
    text = built_in(purpose).text

    assert "protect a child" in text
    assert "take a yes back at any time" in text


def test_the_own_text_in_the_language_of_the_talk_comes_first_then_english_then_the_products():
    newer, english = replace(OWN, version=2), replace(OWN, language="eng")

    assert choose("services", "sqi", [newer, OWN, english]) == newer
    assert choose("services", "srp", [newer, english]) == english
    assert choose("services", "srp", [OWN]) == built_in("services")


def test_the_digest_is_of_the_words_and_not_of_the_ends_of_lines():
    assert digest_of("Да?\r\nНе?\r\n") == sha256("Да?\nНе?".encode()).hexdigest()


def test_a_consent_keeps_the_text_it_was_given_on_whatever_is_written_later(cast, inside):
    admin, case = cast("admin"), CaseFactory(case_manager=inside)
    asked = {"by": inside, "on": clock.today(), "case": case, "purpose": "digital", "decision": "refused"}
    first = write_consent_text(by=admin, on=clock.today(), purpose="digital", language="sqi", text="Mesazhe?")

    refused = record_consent(language="sqi", **asked)
    write_consent_text(by=admin, on=clock.today(), purpose="digital", language="sqi", text="Mesazhe, apo jo?")
    again = record_consent(language="sqi", **asked)
    plain = record_consent(language="srp", **asked)

    refused.refresh_from_db()
    assert (refused.text_version, refused.text_language, refused.text_digest) == (1, "sqi", first.digest)
    assert again.text_version == 2
    assert (plain.text_version, plain.text_digest) == (0, built_in("digital").digest)
    given = ConsentFactory(case=case, purpose="statistics")
    assert withdraw_consent(by=inside, on=clock.today(), consent=given).text_digest == ""


def test_the_same_text_is_no_new_version_and_only_who_keeps_the_settings_writes_one(cast, inside):
    new = {"on": clock.today(), "purpose": "digital", "language": "eng", "text": "Messages?"}
    admin = cast("admin")
    write_consent_text(by=admin, **new)

    for member in (admin, inside):
        with pytest.raises(WordingError):
            write_consent_text(by=member, **new)
    assert ConsentText.objects.count() == 1
