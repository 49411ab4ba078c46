"""manage.py demo_data: loads once, says who signs in, refuses production."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from renate.demo import build
from renate.demo.build import Summary
from renate.tenancy.models import Organisation


def run(*args: str, **options: object) -> str:
    out = StringIO()
    call_command("demo_data", *args, stdout=out, **options)
    return out.getvalue()


def test_sign_ins_prints_one_line_each_and_nothing_else(settings: Any) -> None:
    lines = run("--sign-ins").splitlines()

    assert [line.split()[-2] for line in lines] == [email for _label, email in settings.DEMO_SIGN_INS]
    assert {line.split()[-1] for line in lines} == {settings.DEMO_PASSWORD}


def test_production_is_refused(settings: Any) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not loaded in production"):
        run()


def test_second_run_says_so_and_does_nothing(network: list[Organisation]) -> None:
    assert run() == "The demo is loaded already.\n"


@pytest.mark.django_db
def test_options_reach_the_builder(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict = {}

    def pretend(**options: object) -> Summary:
        asked.update(options)
        return Summary(2, 10, 100, 1.0)

    monkeypatch.setattr(build, "build", pretend)

    said = run("--organisations", "2", "--seed", "7")

    assert said == "Loaded 2 organisations, 10 persons, 100 rows in 1 s.\n"
    assert (asked["organisations"], asked["seed"]) == (2, 7)
    with pytest.raises(CommandError):
        run("--organisations", "1")
