"""What a stolen copy of the database shows: everything but people. `pg_dump` and a search through it."""

import base64
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from cases.models import CaseNote
from cases.operations import add_related_person, set_contact_plan, write_note
from renate.accounts.models import Membership
from renate.embedded.binaries import _postgres_folders
from renate.kit import clock
from renate.kit.fields import Sealed
from renate.kit.folding import fold
from renate.tenancy import bundle, scope
from tests.factories.cases import CaseFactory, EpisodeFactory, RiskAssessmentFactory
from tests.factories.shelters import ShelterFactory
from tests.guards.sources import PROJECT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

# One for each thing that would lead to a person; none is a word that stands in a dump anyway.
CANARIES = {
    "name": "Živadinka Qvortrup",
    "name used": "Zhizhikanari",
    "name in Cyrillic": "Ђурђевкана",
    "other names": "Aliaskanarija",
    "document number": "XK7731904CAN",
    "date of birth": "1987-03-29",
    "origin": "Kanarendorf",
    "relative": "Tweetykanari",
    "phone": "+355 69 731 9042",
    "safe times": "Wednesdaykanari evenings",
    "who may answer": "Auntkanari Flutura",
    "say we are": "Dentistkanari",
    "code word": "Rotkehlchenkanari",
    "story": "Tunnelkanari story",
    "risk": "Harbourkanari risk",
    "note": "Schoolkanari note",
    "shelter": "17 Sparrowkanari Street",
}


def forms_of(text: str) -> set[str]:
    """How a text could stand in a dump: as it is, folded, without blanks, as bytes in hex, in base64."""
    spellings = {text, fold(text), fold(text).replace(" ", ""), text.replace(" ", "")}
    return (
        {spelling.lower() for spelling in spellings}
        | {spelling.encode().hex() for spelling in spellings}
        | {base64.b64encode(spelling.encode()).decode().rstrip("=").lower()[:-1] for spelling in spellings}
    )


@pytest.fixture
def people(worker: Membership, as_member: Callable[[Membership], Client]) -> Membership:
    """A person with everything that would lead to them, written, read and searched for."""
    say = CANARIES
    with scope.enter(organisation=worker.organisation_id, user=worker.user_id):
        case = CaseFactory(
            case_manager=worker,
            person__legal_name=f"{say['name']} {say['name in Cyrillic']}",
            person__preferred_name=say["name used"],
            person__aliases=say["other names"],
            person__document_number=say["document number"],
            person__birth_date=date.fromisoformat(say["date of birth"]),
            person__place_of_origin=say["origin"],
        )
        EpisodeFactory(person=case.person, narrative=say["story"])
        RiskAssessmentFactory(case=case, note=say["risk"])
        ShelterFactory(address=say["shelter"])
        _work_on(case, worker)
    browser = as_member(worker)
    for page in ("identity/", "people/", "contact/", "notes/", "experience/", "risk/"):
        assert browser.get(f"/cases/{case.ref}/{page}").status_code == 200
    browser.post("/cases/", {"text": say["name used"]})
    browser.get("/cases/", {"text": say["name"]})
    return worker


def _work_on(case: Any, worker: Membership) -> None:
    say, today = CANARIES, clock.today()
    add_related_person(by=worker, on=today, case=case, relation="child", name=say["relative"])
    write_note(by=worker, on=today, case=case, section="C", text=say["note"])
    set_contact_plan(
        by=worker, on=today, case=case, channel="phone", value=say["phone"], safe_times=say["safe times"],
        who_may_answer=say["who may answer"], say_we_are=say["say we are"], code_word=say["code word"],
    )  # fmt: skip


def dumped(*flags: str) -> str:
    """The whole test database as pg_dump writes it, in small letters."""
    connections["owner"].ensure_connection()
    there = connections["owner"].connection.info
    with _seen_by_the_owner():
        answer = subprocess.run(
            [_pg_dump(there.server_version // 10_000), "--no-password", *flags, "-d", there.dbname],
            env={
                "PATH": os.environ["PATH"],
                "PGHOST": there.host,
                "PGPORT": str(there.port),
                "PGUSER": there.user,
                "PGPASSWORD": there.password,
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.lower()


def _pg_dump(major: int) -> Path:
    """The program of the server's own version, or a newer one: an older one refuses."""
    for folder in _postgres_folders():
        program = folder / "pg_dump"
        if program.exists():
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
            if int(said.split()[2].partition(".")[0]) >= major:
                return program
    pytest.fail(f"no pg_dump of PostgreSQL {major} or newer beside the server's programs")


@contextmanager
def _seen_by_the_owner() -> Iterator[None]:
    # Forced policies bind the owner too, as they should; a thief of the files would not be asked.
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity")
        forced = [table for (table,) in cursor.fetchall()]
        try:
            cursor.execute(";".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in forced))
            yield
        finally:
            cursor.execute(";".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY" for table in forced))


def found_in(dump: str) -> list[str]:
    return [name for name, text in CANARIES.items() if any(form in dump for form in forms_of(text))]


def test_nothing_that_leads_to_a_person_stands_in_a_dump(people: Membership) -> None:
    dump = dumped()

    assert "copy public.cases_person " in dump
    assert people.user.email in dump  # rows are in it, not only tables
    assert found_in(dump) == []


def test_the_dump_is_whole_only_with_the_rows_of_every_organisation(people: Membership) -> None:
    """What is searched are the rows: the one person, their note and their shelter are there, sealed."""
    dump = dumped()

    for table in ("cases_person", "cases_casenote", "cases_contactplan", "shelters_shelter"):
        rows = dump.partition(f"copy public.{table} (")[2].partition("\n\\.\n")[0].splitlines()[1:]
        assert len(rows) == 1, table
        assert r"\\x010001" in rows[0], table


def test_a_dump_made_as_the_documents_say_holds_no_key(people: Membership) -> None:
    """So that what was destroyed here opens in no older dump (crypto-erasure, architecture 3)."""
    flag = f"--exclude-table-data=public.{bundle.TABLE}"

    assert f"copy public.{bundle.TABLE} " in dumped()
    assert f"copy public.{bundle.TABLE} " not in dumped(flag)
    assert flag in (PROJECT / "docs/operations.md").read_text()


@pytest.mark.parametrize("spell", [str, fold], ids=["as typed", "folded"])
def test_a_column_in_plain_text_would_be_found(people: Membership, spell: Callable[[str], str]) -> None:
    leaking = ["name", "name in Cyrillic", "shelter"]
    with scope.enter(organisation=people.organisation_id, user=people.user_id):
        for name in leaking:
            ShelterFactory(name=spell(CANARIES[name]))

    assert found_in(dumped()) == leaking


def test_plain_bytes_in_an_encrypted_column_would_be_found(people: Membership) -> None:
    with scope.enter(organisation=people.organisation_id, user=people.user_id):
        CaseNote.objects.update(text=Sealed(CANARIES["note"].encode()))

    assert found_in(dumped()) == ["note"]
