"""docker-compose.yml against renate/settings.py: what one gives, the other reads, and nothing is missing."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
APPLICATION = ("web", "worker", "beat", "migrate")
TEXT = (PROJECT / "docker-compose.yml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
VARIABLE = re.compile(r"\$\{(\w+)(?:(:[?-])([^}]*))?\}")
READERS = {"env", "required", "one_of"}


def _value(variable: str) -> str:
    """A value of the right form for a variable that the installer sets."""
    if variable == "RENATE_ROOT_KEY":
        return "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
    return f"{variable.lower().replace('_', '-')}-0123456789abcdef0123456789abcdef0123456789"


def _environment(service: str) -> dict[str, str]:
    """What the service gets when everything that is asked for is set."""

    def fill(match: re.Match[str]) -> str:
        name, operator, word = match.groups()
        return word if operator == ":-" else _value(name)

    return {name: VARIABLE.sub(fill, str(value)) for name, value in SERVICES[service]["environment"].items()}


def _read_names() -> set[str]:
    """The names in env("X"), env.int("X"), required("X"), one_of("X", "Y") of the settings."""
    names: set[str] = set()
    for node in ast.walk(ast.parse((PROJECT / "renate/settings.py").read_text())):
        if isinstance(node, ast.Call) and READERS & {
            part.id for part in ast.walk(node.func) if isinstance(part, ast.Name)
        }:
            texts = (
                part
                for argument in node.args
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant)
            )
            names |= {str(text.value) for text in texts}
    return names


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import renate.settings"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("service", APPLICATION)
def test_settings_read_everything_that_a_service_is_given(service: str) -> None:
    given = set(SERVICES[service]["environment"])

    unread = given - _read_names()

    assert unread == set()


@pytest.mark.parametrize("service", APPLICATION)
def test_production_starts_with_what_a_service_is_given(service: str) -> None:
    answer = _start(_environment(service))

    assert answer.stderr == ""
    assert answer.returncode == 0


@pytest.mark.parametrize("service", ["web", "worker"])
def test_production_names_what_is_missing(service: str) -> None:
    environment = _environment(service)
    optional = {name for name, value in SERVICES[service]["environment"].items() if ":-" in str(value)}
    optional |= {"RENATE_MODE", "RENATE_PROCESS", "TRUSTED_PROXY_COUNT", "DEFAULT_FROM_EMAIL"}

    for name in environment.keys() - optional:
        answer = _start({key: value for key, value in environment.items() if key != name})
        assert answer.returncode != 0, f"{service} starts without {name}"
        assert name in answer.stderr.splitlines()[-1]


def test_every_variable_is_asked_for_by_name_once() -> None:
    asked: dict[str, str] = {}

    for name, operator, word in VARIABLE.findall(TEXT):
        asked[name] = asked.get(name) or (
            word if operator == ":?" else "" if operator != ":-" else "optional"
        )

    assert [name for name, word in asked.items() if not word] == []
    assert [name for name, word in asked.items() if word != "optional" and name not in word] == []


def test_no_secret_is_written_down() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|KEY|_URL|AUTH", name) and name != "PUBLIC_URL":
                assert VARIABLE.search(str(value)), f"{name} holds a value of its own"


def test_only_the_migration_signs_in_as_owner() -> None:
    owners = [name for name in APPLICATION if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]]

    assert owners == ["migrate"]


def test_only_the_proxy_is_reached_from_outside() -> None:
    published = [name for name, service in SERVICES.items() if service.get("ports")]

    assert published == ["proxy"]


def test_the_postgres_service_makes_the_roles_of_the_embedded_server() -> None:
    service = SERVICES["postgres"]
    wanted = set(re.findall(r"\\getenv \w+ (\w+)", (PROJECT / "renate/embedded/roles.sql").read_text()))

    assert "./renate/embedded/roles.sql:/docker-entrypoint-initdb.d/roles.sql:ro" in service["volumes"]
    assert wanted <= set(service["environment"])


def _has_compose() -> bool:
    docker = shutil.which("docker")
    return (
        bool(docker) and subprocess.run([docker, "compose", "version"], capture_output=True).returncode == 0
    )


# Compose is no part of a development machine; where it is at hand, it has the last word.
if _has_compose():

    def test_compose_accepts_the_file() -> None:
        variables = {name: _value(name) for name, _, _ in VARIABLE.findall(TEXT)}

        command = ["docker", "compose", "--project-directory", str(PROJECT), "config", "--quiet"]
        answer = subprocess.run(
            command, env={**os.environ, **variables}, capture_output=True, text=True, check=False
        )

        assert answer.stderr == ""
        assert answer.returncode == 0
