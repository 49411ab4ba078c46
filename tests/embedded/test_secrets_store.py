import base64
import stat
from dataclasses import asdict

import environ
import pytest

from renate.embedded.errors import StartError
from renate.embedded.layout import Layout
from renate.embedded.secrets_store import load_secrets, read_env, write_env


def _finish_database(layout: Layout) -> None:
    (layout.servers / "postgresql").mkdir()
    (layout.servers / "postgresql" / "PG_VERSION").write_text("18\n")


def test_load_secrets_makes_them_once(layout: Layout) -> None:
    first = load_secrets(layout)

    assert load_secrets(layout) == first
    assert len(set(asdict(first).values())) == len(asdict(first))
    assert stat.S_IMODE((layout.home / "secrets.json").stat().st_mode) == 0o600


def test_load_secrets_makes_a_root_key_of_32_bytes(layout: Layout) -> None:
    load_secrets(layout)

    assert len(base64.b64decode(layout.root_key_file.read_text())) == 32
    assert stat.S_IMODE(layout.root_key_file.stat().st_mode) == 0o400


@pytest.mark.parametrize("name", ["secrets.json", "root.key"])
def test_load_secrets_refuses_to_replace_what_the_data_needs(layout: Layout, name: str) -> None:
    load_secrets(layout)
    _finish_database(layout)
    (layout.home / name).unlink()

    with pytest.raises(StartError, match=f"{name} is gone.*put it back|{name} is gone.*Put it back"):
        load_secrets(layout)

    assert not (layout.home / name).exists()


def test_write_env_is_read_by_django_environ(layout: Layout) -> None:
    values = write_env(layout, load_secrets(layout))

    config = environ.Env.db_url_config(values["DATABASE_URL"])
    assert config["USER"] == "renate_web"
    assert config["NAME"] == "renate"
    assert config["OPTIONS"] == {"host": str(layout.sockets)}
    assert read_env(layout.env_file) == values
    assert stat.S_IMODE(layout.env_file.stat().st_mode) == 0o600
    assert [len(bytes.fromhex(values[name])) for name in ("CONTEXT_KEY", "AUDIT_KEY")] == [32, 32]
