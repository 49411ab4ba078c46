"""A production start without a secret stops and names it; what runs on a schedule exists."""

import ast
import runpy
from typing import Any

import pytest
from celery.schedules import schedule
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from bin.checks import PRODUCTION
from renate.celery import app
from tests.guards.sources import PROJECT

SETTINGS = PROJECT / "renate" / "settings.py"


def _asked_for(function: str) -> list[str]:
    """The names that settings.py asks for through one of its functions."""
    names = []
    for node in ast.walk(ast.parse(SETTINGS.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function:
            names += [
                part.value
                for argument in node.args
                for part in ast.walk(argument)
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.isupper()
            ]
    return sorted(set(names))


def _start(monkeypatch: pytest.MonkeyPatch, **changes: str) -> dict[str, Any]:
    process = "worker" if "DATABASE_WORKER_URL" in changes else "web"
    values = {**PRODUCTION, "DATABASE_WORKER_URL": PRODUCTION["DATABASE_URL"], "RENATE_PROCESS": process}
    for name in ("RENATE_SKIP", "RENATE_DB_NAME", "RENATE_ROOT_KEY_FILE", "RENATE_ROOT_KEY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**values, **changes}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(SETTINGS))


def test_settings_ask_for_their_secrets() -> None:
    assert {"SECRET_KEY", "CONTEXT_KEY", "AUDIT_KEY", "DATABASE_URL", "REDIS_URL"} <= set(
        _asked_for("required")
    )
    assert _asked_for("one_of") == ["RENATE_ROOT_KEY", "RENATE_ROOT_KEY_FILE"]


def test_a_production_start_with_all_of_them_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _start(monkeypatch)

    assert (started["DEBUG"], started["DEMO"], started["REQUIRE_SECOND_FACTOR"]) == (False, False, True)


@pytest.mark.parametrize("name", _asked_for("required"))
def test_a_production_start_without_it_stops_and_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is not set"):
        _start(monkeypatch, **{name: ""})


def test_a_production_start_without_a_root_key_stops_and_names_both_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ImproperlyConfigured, match="RENATE_ROOT_KEY or RENATE_ROOT_KEY_FILE"):
        _start(monkeypatch, RENATE_ROOT_KEY="")


def test_production_can_not_be_talked_into_debugging(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _start(monkeypatch, RENATE_DEBUG="1")["DEBUG"] is False


def test_production_sends_cookies_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _start(monkeypatch)

    assert started["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert all(started[f"{kind}_COOKIE_SECURE"] for kind in ("SESSION", "CSRF"))
    assert started["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert started["SESSION_COOKIE_AGE"] == 12 * 3600


def test_production_keeps_passwords_by_argon2_and_counts_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    started = _start(monkeypatch)

    assert started["PASSWORD_HASHERS"][0].endswith(".Argon2PasswordHasher")
    assert {"login_failed", "login_failed_known", "login_failed_elsewhere"} <= {
        *started["ACCOUNT_RATE_LIMITS"]
    }
    assert not started["ACCOUNT_RATE_LIMITS"]["login_failed_known"].endswith("/ip")
    assert started["ACCOUNT_REAUTHENTICATION_REQUIRED"] is True
    assert started["KNOWN_DEVICE_COOKIE"].startswith("__Host-")


def test_the_policy_for_scripts_allows_nothing_inline(monkeypatch: pytest.MonkeyPatch) -> None:
    directives = _start(monkeypatch)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert directives["script-src"] == ["'self'"]
    assert directives["default-src"] == ["'none'"]
    assert not any("unsafe" in value for values in directives.values() for value in values)


def test_what_runs_on_a_schedule_exists(settings: Any) -> None:
    app.loader.import_default_modules()

    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert planned - set(app.tasks) == set()


def test_what_was_not_run_in_time_is_dropped(settings: Any) -> None:
    """A queue that stood still must not run the same sweep a hundred times."""
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        every = entry["schedule"]
        seconds = every.total_seconds() if hasattr(every, "total_seconds") else every
        if not isinstance(every, schedule):
            assert entry["options"]["expires"] < seconds, name


def test_the_queue_loses_nothing_and_carries_ids_only(settings: Any) -> None:
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
    assert settings.CELERY_TASK_IGNORE_RESULT


def test_every_model_is_migrated(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
