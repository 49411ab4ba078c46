"""Passwords and keys of the embedded servers, made once, and the env file that hands them out."""

import base64
import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from urllib.parse import quote

from renate.embedded.errors import StartError
from renate.embedded.layout import Layout, write_private


def _password() -> str:
    # URL-safe, so that it stands in a URL as it is.
    return secrets.token_urlsafe(32)


def _hex_key() -> str:
    return secrets.token_hex(32)


@dataclass(frozen=True)
class Secrets:
    """One random value per role and purpose; a new purpose gets its value at the next start."""

    super: str = field(default_factory=_password)
    owner: str = field(default_factory=_password)
    web: str = field(default_factory=_password)
    worker: str = field(default_factory=_password)
    backup: str = field(default_factory=_password)
    valkey: str = field(default_factory=_password)
    secret_key: str = field(default_factory=_password)
    context_key: str = field(default_factory=_hex_key)
    audit_key: str = field(default_factory=_hex_key)


def load_secrets(layout: Layout) -> Secrets:
    """Read the secrets, make those that are missing, and see that the root key fits the data."""
    path = layout.home / "secrets.json"
    known = _read(path)
    if not known and not layout.is_new():
        raise StartError(
            f"{path} is gone or unreadable, and the database in {layout.servers} needs it: put it back from "
            f"your copy, or remove {layout.home} and {layout.servers} to begin anew (the data is lost)."
        )
    names = {item.name for item in fields(Secrets)}
    store = Secrets(**{name: value for name, value in known.items() if name in names})
    if asdict(store) != known:
        write_private(path, json.dumps(asdict(store), indent=1) + "\n")
    _root_key(layout)
    return store


def write_env(layout: Layout, store: Secrets) -> dict[str, str]:
    """Write `env` (0600) with what renate/settings.py reads, and return the same."""
    values = {
        "DATABASE_URL": database_url(layout, "renate_web", store.web),
        "DATABASE_WORKER_URL": database_url(layout, "renate_worker", store.worker),
        "DATABASE_OWNER_URL": database_url(layout, "renate_owner", store.owner),
        "REDIS_URL": f"redis+socket://:{store.valkey}@{quote(str(layout.sockets))}/valkey.sock?virtual_host=0",
        "SECRET_KEY": store.secret_key,
        "CONTEXT_KEY": store.context_key,
        "AUDIT_KEY": store.audit_key,
        "RENATE_ROOT_KEY_FILE": str(layout.root_key_file),
    }
    text = "".join(f"{name}={value}\n" for name, value in values.items())
    if not layout.env_file.exists() or layout.env_file.read_text() != text:
        write_private(layout.env_file, text)
    return values


def read_env(path: Path) -> dict[str, str]:
    """The KEY=VALUE lines of an env file."""
    lines = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {name: value for name, _, value in lines}


def database_url(layout: Layout, role: str, password: str, database: str = "renate") -> str:
    """A URL that psql, psycopg and django-environ all understand, over the socket."""
    return f"postgres://{role}:{password}@/{database}?host={quote(str(layout.sockets), safe='')}"


def _root_key(layout: Layout) -> None:
    path = layout.root_key_file
    if path.exists():
        return
    if not layout.is_new():
        raise StartError(
            f"The root key {path} is gone: without it no encrypted field can be read. Put it back from your "
            f"copy, or remove {layout.home} to begin anew (the data is lost)."
        )
    write_private(path, base64.b64encode(secrets.token_bytes(32)).decode() + "\n", mode=0o400)


def _read(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
