"""Providers of sign-on as the environment names them: read before anything else is there, so plain Python."""

import json
from typing import Any


def read(text: str) -> list[dict[str, str]]:
    """A JSON list of {id, name, client_id, secret, server_url, organisation}; the last is the public id of
    the organisation that the provider opens. A missing name stops the start.
    """
    wanted = {"id", "name", "client_id", "secret", "server_url", "organisation"}
    found: list[dict[str, str]] = json.loads(text or "[]")
    for one in found:
        if missing := wanted - one.keys():
            raise ValueError(f"SIGN_ON_PROVIDERS: {', '.join(sorted(missing))} missing")
    return found


def for_allauth(found: list[dict[str, str]]) -> dict[str, Any]:
    """The same, as allauth wants it; with PKCE, and without a row in the database."""
    apps = [
        {
            "provider_id": one["id"],
            **{name: one[name] for name in ("name", "client_id", "secret")},
            "settings": {name: one[name] for name in ("server_url", "organisation")},
        }
        for one in found
    ]
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


def origins(found: list[dict[str, str]]) -> list[str]:
    """Where a sign-on form may lead: its answer is a redirect to the provider."""
    return sorted({"/".join(one["server_url"].split("/")[:3]) for one in found})
